import { type EntryNumber, mayWorkOn } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { annullaRegistrazioneView, inputFrom, type ShownEntry, type TypedCancellation } from './view-model.ts';

/** @returns null when these are no year and no number */
const entryNumber = (year: string, number: string): EntryNumber | null =>
  /^\d{4}$/u.test(year) && /^\d{1,7}$/u.test(number) ? { year: Number(year), number: Number(number) } : null;

/** An administrator cancels a registration, which stays readable (DPR 445/2000 art. 54), or reads why it was cancelled. */
export const operatoriAnnullaRegistrazionePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/registro-protocollo/annulla';
  const registerOf = (request: FastifyRequest) => `/${enteOf(request).slug}/operatori/registro-protocollo`;

  const entryOf = async (request: FastifyRequest, number: EntryNumber): Promise<ShownEntry> => {
    const { id, slug } = enteOf(request);
    const [entry, practice] = await portal.unitOfWork.read(id, async ({ protocol, practices }) => {
      const found = await protocol.byNumber(number);
      const practiceId = found?.practiceId ?? null;
      return [found, practiceId === null ? null : await practices.byId(practiceId)] as const;
    });
    if (entry === null) throw new Problem('not_found');
    const mayOpen = practice !== null && mayWorkOn(operatorOf(request), practice.serviceId);
    return { entry, practiceHref: mayOpen ? `/${slug}/operatori/pratiche/${practice.id}` : null };
  };

  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    shown: ShownEntry,
    typed: TypedCancellation,
    { status = 200, flash = null as ReturnType<typeof notice> | null } = {},
  ) =>
    show(request, reply, {
      template: 'operatori-annulla-registrazione',
      view: annullaRegistrazioneView(registerOf(request), shown, typed),
      title: shown.entry.cancellation === null ? texts.titolo : texts.titoloAnnullata,
      path: [{ label: texts.registro, href: registerOf(request) }],
      status,
      flash,
    });

  scope.get(path, async (request, reply) => {
    const number = entryNumber(queryText(request, 'anno'), queryText(request, 'numero'));
    if (number === null) return reply.redirect(registerOf(request), 303);
    return page(request, reply, await entryOf(request, number), { input: inputFrom({}), errors: [] });
  });

  scope.post(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const number = entryNumber(fields.anno ?? '', fields.numero ?? '');
    const isOurs = csrf.verify(request, fields[CSRF_FIELD]);
    if (number === null) {
      if (!isOurs) throw new Problem('csrf');
      return reply.redirect(registerOf(request), 303);
    }
    const shown = await entryOf(request, number);
    const input = inputFrom(fields);
    if (!isOurs) {
      const flash = notice('error', { text: texts.scaduta });
      return page(request, reply, shown, { input, errors: [] }, { status: 403, flash });
    }
    const cancelled = await portal.cancelRegistration(enteOf(request).id, actorOf(request), number, input);
    if (cancelled.ok) return reply.redirect(`${registerOf(request)}?fatto=annullata`, 303);
    if (cancelled.error.code === 'already_cancelled') {
      const flash = notice('error', { text: texts.giaAnnullata });
      return page(request, reply, await entryOf(request, number), { input, errors: [] }, { status: 409, flash });
    }
    if (cancelled.error.code === 'not_found') throw new Problem('not_found');
    return page(request, reply, shown, { input, errors: cancelled.error.errors }, { status: 422 });
  });
};
