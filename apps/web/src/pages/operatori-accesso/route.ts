import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codeHref } from '../../http/code-href.ts';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import { returnPage } from '../../http/return-path.ts';
import { showStillIn } from '../../http/show-still-in.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriAccessoView } from './view-model.ts';

const MAX_EMAIL = 254;

/** Why nobody was let in. */
type Refusal = 'wrong_credentials' | 'too_many_attempts' | 'expired';
const STATUS: Readonly<Record<Refusal, number>> = { wrong_credentials: 422, too_many_attempts: 429, expired: 403 };
const onTop = (refusal: Refusal | null): string | null => {
  if (refusal === 'expired') return texts.scaduta;
  return refusal === 'too_many_attempts' ? texts.troppi : null;
};

/** Where the staff come in and go out: the only pages of the office that need no session (ente.md). */
export const operatoriAccessoPage = (
  scope: FastifyInstance,
  { portal, sessions, csrf, show, routes }: WebContext,
): void => {
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: { readonly email: string; readonly destination: string | null },
    refusal: Refusal | null,
  ) => {
    const sentence = onTop(refusal);
    const flash = sentence === null ? null : notice('error', { text: sentence });
    const isChosen = refusal === null && queryText(request, 'fatto') === 'password';
    return show(request, reply, {
      template: 'operatori-accesso',
      view: operatoriAccessoView(`/${enteOf(request).slug}/operatori/accesso`, {
        email: form.email,
        destination: form.destination ?? '',
        wrong: refusal === 'wrong_credentials',
      }),
      title: texts.titolo,
      status: refusal === null ? 200 : STATUS[refusal],
      hasErrors: refusal !== null,
      flash: isChosen ? notice('success', { text: texts.scelta }) : flash,
    });
  };

  scope.get('/operatori/accesso', async (request, reply) => {
    const ente = enteOf(request);
    const destination = returnPage(routes, ente.slug, queryText(request, 'verso'));
    const signedIn = await sessions.find(request, ente, 'operator');
    if (signedIn?.kind === 'operator' && signedIn.awaits === 'code') {
      return reply.redirect(codeHref(ente.slug, destination), 303);
    }
    if (signedIn !== null) return reply.redirect(destination ?? `/${ente.slug}/operatori`, 303);
    return page(request, reply, { email: '', destination }, null);
  });

  scope.post('/operatori/accesso', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { email = '', password = '', verso, [CSRF_FIELD]: token } = formFields(request);
    const destination = returnPage(routes, ente.slug, verso);
    const again = (refusal: Refusal) => page(request, reply, { email, destination }, refusal);
    if (!csrf.verify(request, token)) return again('expired');
    if (email.length > MAX_EMAIL) return again('wrong_credentials');
    const signedIn = await portal.signInOperator(ente.id, { email, password, address: request.ip });
    if (!signedIn.ok) return again(signedIn.error.code);
    const { operator, epoch, awaitsCode } = signedIn.value;
    await sessions.start(request, reply, ente, { kind: 'operator', id: operator.id, epoch, awaitsCode });
    if (awaitsCode) return reply.redirect(codeHref(ente.slug, destination), 303);
    return reply.redirect(destination ?? `/${ente.slug}/operatori`, 303);
  });

  // Not behind the operator's gate: who goes out when the session is already over is out all the same.
  scope.post('/operatori/esci', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    if (csrf.verify(request, formFields(request)[CSRF_FIELD])) {
      await sessions.end(request, reply, ente, 'operator');
    } else {
      const signedIn = await sessions.find(request, ente, 'operator');
      if (signedIn?.kind === 'operator' && signedIn.awaits === 'code') {
        return reply.redirect(codeHref(ente.slug, null), 303);
      }
      request.operator = signedIn?.kind === 'operator' ? signedIn.operator : null;
      request.blocked = signedIn?.kind === 'operator' ? signedIn.blocked : 0;
      request.mustSetUp = signedIn?.kind === 'operator' && signedIn.awaits === 'second_factor';
      if (request.operator !== null) return showStillIn(show, request, reply, `/${ente.slug}/operatori/esci`);
    }
    return reply.redirect(`/${ente.slug}/operatori/accesso`, 303);
  });
};
