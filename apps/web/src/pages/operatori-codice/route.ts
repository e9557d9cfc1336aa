import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriCodiceView } from './view-model.ts';

const MAX_CODE = 50;

type Refusal = 'wrong_code' | 'too_many_attempts' | 'expired';
const STATUS: Readonly<Record<Refusal, number>> = { wrong_code: 422, too_many_attempts: 429, expired: 403 };
const ON_TOP: Readonly<Record<Refusal, string | null>> = {
  wrong_code: null,
  too_many_attempts: texts.troppi,
  expired: texts.scaduta,
};

/** The second step of the sign-in: whoever has given the right password gives the code of their second factor. */
export const operatoriCodicePage = (
  scope: FastifyInstance,
  { portal, sessions, csrf, show, routes }: WebContext,
): void => {
  const path = '/operatori/accesso/codice';

  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: { readonly destination: string | null; readonly isRecovery: boolean },
    refusal: Refusal | null,
  ) => {
    const sentence = refusal === null ? null : ON_TOP[refusal];
    return show(request, reply, {
      template: 'operatori-codice',
      view: operatoriCodiceView({ ...form, slug: enteOf(request).slug, wrong: refusal === 'wrong_code' }),
      title: texts.titolo,
      status: refusal === null ? 200 : STATUS[refusal],
      flash: sentence === null ? null : notice('error', { text: sentence }),
    });
  };

  /** Whose code is awaited; null for anybody else, who is sent where they belong. */
  const half = async (request: FastifyRequest, reply: FastifyReply, destination: string | null) => {
    const ente = enteOf(request);
    const signedIn = await sessions.find(request, ente, 'operator');
    if (signedIn?.kind === 'operator' && signedIn.awaits === 'code') return signedIn;
    const office = `/${ente.slug}/operatori`;
    reply.redirect(signedIn === null ? `${office}/accesso` : (destination ?? office), 303);
    return null;
  };

  scope.get(path, async (request, reply) => {
    const destination = returnPage(routes, enteOf(request).slug, queryText(request, 'verso'));
    if ((await half(request, reply, destination)) === null) return reply;
    return page(request, reply, { destination, isRecovery: queryText(request, 'con') === 'recupero' }, null);
  });

  scope.post(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { codice = '', con, verso, [CSRF_FIELD]: token } = formFields(request);
    const destination = returnPage(routes, ente.slug, verso);
    const found = await half(request, reply, destination);
    if (found === null) return reply;
    const again = (refusal: Refusal) => page(request, reply, { destination, isRecovery: con === 'recupero' }, refusal);
    if (!csrf.verify(request, token)) return again('expired');
    const { operator, epoch } = found;
    const actor = { operator, address: request.ip };
    const confirmed = await portal.confirmCode(ente.id, actor, codice.slice(0, MAX_CODE));
    if (!confirmed.ok) return again(confirmed.error.code);
    await sessions.start(request, reply, ente, { kind: 'operator', id: operator.id, epoch, awaitsCode: false });
    return reply.redirect(destination ?? `/${ente.slug}/operatori`, 303);
  });
};
