import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import { safeReturnPath } from '../../http/return-path.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { type AccessForm, operatoriAccessoView } from './view-model.ts';

const WINDOW_MS = 5 * 60 * 1000;
/** A whole office may be behind one address. */
const MAX_PER_ADDRESS = 30;
/** Wherever they come from: somebody may guess from many addresses. */
const MAX_PER_ACCOUNT = 10;
const MAX_EMAIL = 254;
/** Hashing takes longer the longer the text is. */
const MAX_PASSWORD = 200;

/** Which account somebody tries to enter: letter case does not make another one of it. */
const accountOf = (request: FastifyRequest): string => {
  const { email = '' } = formFields(request);
  return `${enteOf(request).slug} ${email.slice(0, MAX_EMAIL).trim().normalize('NFC').toLowerCase()}`;
};

/** Where the staff come in and go out: the only pages of the office that need no session (ente.md). */
export const operatoriAccessoPage = (scope: FastifyInstance, { portal, sessions, csrf, show }: WebContext): void => {
  const attempt = scope.createRateLimit({ max: MAX_PER_ACCOUNT, timeWindow: WINDOW_MS, keyGenerator: accountOf });

  const page = (request: FastifyRequest, reply: FastifyReply, form: AccessForm, status: number) =>
    show(request, reply, {
      template: 'operatori-accesso',
      view: operatoriAccessoView(`/${enteOf(request).slug}/operatori/accesso`, form),
      title: texts.titolo,
      status,
      hasErrors: form.wrong,
      flash: status === 403 ? notice('error', { text: texts.scaduta }) : null,
    });

  scope.get('/operatori/accesso', async (request, reply) => {
    const ente = enteOf(request);
    const destination = safeReturnPath(ente.slug, queryText(request, 'verso'));
    const signedIn = await sessions.find(request, ente, 'operator');
    if (signedIn !== null) return reply.redirect(destination ?? `/${ente.slug}/operatori`, 303);
    return page(request, reply, { email: '', destination: destination ?? '', wrong: false }, 200);
  });

  const config = { csrf: 'page', rateLimit: { max: MAX_PER_ADDRESS, timeWindow: WINDOW_MS } } as const;
  scope.post('/operatori/accesso', { config }, async (request, reply) => {
    const ente = enteOf(request);
    const { email = '', password = '', verso, [CSRF_FIELD]: token } = formFields(request);
    const destination = safeReturnPath(ente.slug, verso);
    const again = (wrong: boolean, status: number) =>
      page(request, reply, { email, destination: destination ?? '', wrong }, status);
    if (!csrf.verify(request, token)) return again(false, 403);
    const tries = await attempt(request);
    if (!tries.isAllowed && tries.isExceeded) throw new Problem('too_many_requests');
    if (email.length > MAX_EMAIL || password.length > MAX_PASSWORD) return again(true, 422);
    const operator = await portal.signInOperator(ente.id, email, password);
    if (!operator.ok) return again(true, 422);
    await sessions.start(request, reply, ente, { kind: 'operator', id: operator.value.id });
    return reply.redirect(destination ?? `/${ente.slug}/operatori`, 303);
  });

  // Not behind the operator's gate: who goes out when the session is already over is out all the same.
  scope.post('/operatori/esci', async (request, reply) => {
    const ente = enteOf(request);
    await sessions.end(request, reply, ente, 'operator');
    return reply.redirect(`/${ente.slug}/operatori/accesso`, 303);
  });
};
