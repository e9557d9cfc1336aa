import { isAdministrator } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriPagamentiView, type TypedNotice } from './view-model.ts';

/** So many that do not succeed are listed: more have one cause. */
const MOST_FAILING = 20;
const NOTICE_NUMBER = /^\d{18}$/u;

/** A payment found by the number on its notice, and for administrators how one pays and what does not succeed. */
export const operatoriPagamentiPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/pagamenti';

  const page = async (request: FastifyRequest, reply: FastifyReply, typed: TypedNotice, status: number) => {
    const ente = enteOf(request);
    const facts = isAdministrator(operatorOf(request))
      ? await portal.unitOfWork.read(ente.id, async ({ payments, services }) => ({
          choices: await payments.choices(),
          failing: await payments.failing(MOST_FAILING),
          services: await services.list(),
        }))
      : null;
    return show(request, reply, {
      template: 'operatori-pagamenti',
      view: operatoriPagamentiView(`/${ente.slug}/operatori`, operatorOf(request), typed, facts, MOST_FAILING),
      title: texts.titolo,
      status,
      hasErrors: typed.problem !== null,
      flash: status === 403 ? notice('error', { text: texts.scaduta }) : null,
    });
  };

  scope.get(path, (request, reply) => page(request, reply, { value: '', problem: null }, 200));

  /** A search changes nothing: it is sent so that the number, by which anybody can ask for a debt, is in no address. */
  scope.post(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const value = (fields.avviso ?? '').slice(0, 40);
    if (!csrf.verify(request, fields[CSRF_FIELD])) return page(request, reply, { value, problem: null }, 403);
    const noticeNumber = value.replaceAll(/\s/gu, '');
    if (!NOTICE_NUMBER.test(noticeNumber)) return page(request, reply, { value, problem: 'nonValido' }, 422);
    const found = await portal.findPayment(ente.id, operatorOf(request), { noticeNumber });
    if (!found.ok) return page(request, reply, { value, problem: 'nonTrovato' }, 422);
    return reply.redirect(`/${ente.slug}${path}/${found.value.payment.id}`, 303);
  });
};
