import type { Finding } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { aboutOf, type Refusal, refusedField, registrazioneView, type TypedFinding } from './view-model.ts';

const statusOf = (refusal: Refusal): number => {
  if (refusal === 'csrf') return 403;
  return refusedField(refusal) === null ? 409 : 422;
};

const findingOf = (found: string, number: string, day: string): Finding | null => {
  if (found === 'no') return { kind: 'not_registered' };
  if (found === 'a-mano') return { kind: 'by_hand' };
  if (found === 'rinuncio') return { kind: 'given_up' };
  if (found === 'ricevuta') return { kind: 'received' };
  return found === 'si' ? { kind: 'registered', number, day } : null;
};

/** What became of a registration whose answer never came, or that is done by hand: an operator says it (standards.md 1.3). */
export const operatoriRegistrazionePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/pratiche/:pratica/registrazione';
  const hrefOf = (request: FastifyRequest<OfficePath>) =>
    `/${enteOf(request).slug}/operatori/pratiche/${request.params.pratica}`;

  const page = async (request: FastifyRequest<OfficePath>, reply: FastifyReply, typed: TypedFinding | null) => {
    const viewed = await officePracticeOf(portal, request);
    const aboutPage = typed !== null && refusedField(typed.refusal) === null;
    return show(request, reply, {
      template: 'operatori-registrazione',
      view: registrazioneView(hrefOf(request), viewed, queryText(request, 'trovato'), typed),
      title: texts.titolo[aboutOf(viewed)],
      path: [{ label: viewed.practice.code, href: hrefOf(request) }],
      status: typed === null ? 200 : statusOf(typed.refusal),
      hasErrors: typed !== null,
      flash: aboutPage ? notice('error', { text: texts.rifiuti[typed.refusal] }) : null,
    });
  };

  scope.get<OfficePath>(path, (request, reply) => page(request, reply, null));

  scope.post<OfficePath>(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const fields = formFields(request);
    const { chiave: key = '', trovato: found = '', numero: number = '', giorno: day = '' } = fields;
    const again = (refusal: Refusal) => page(request, reply, { key, found, number, day, refusal });
    if (!csrf.verify(request, fields[CSRF_FIELD])) return again('csrf');
    const finding = findingOf(found, number.trim(), day);
    if (finding === null) return again('finding');
    const { practice } = await officePracticeOf(portal, request);
    const place = { practiceId: practice.id, key };
    const settled = await portal.settleRegistration(enteOf(request).id, actorOf(request), place, finding);
    // Who registers it by hand finds here where to write the number.
    if (settled.ok)
      return reply.redirect(
        finding.kind === 'by_hand' ? `${hrefOf(request)}/registrazione` : `${hrefOf(request)}#consegne`,
        303,
      );
    if (settled.error.code === 'not_found') throw new Problem('not_found');
    return again(settled.error.code);
  });
};
