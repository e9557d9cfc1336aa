import type { OpenedInvitation } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { passwordTexts } from '../../texts/passwords.it.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriPasswordView, overView, type PasswordError } from './view-model.ts';

/** A link that was, or is no longer, there. */
const GONE = 410;

/** Why the form comes back. */
interface Refused {
  readonly status: number;
  readonly error: PasswordError | null;
  readonly sentence: string | null;
}

/**
 * Where the link of an invitation or of a reset leads. Looking uses nothing: mail scanners open links too. The link is in the
 * address of the first page alone: the form carries it in its body, and no other site is told where somebody came from.
 */
export const operatoriPasswordPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const officeOf = (request: FastifyRequest): string => `/${enteOf(request).slug}/operatori`;
  const answer = (request: FastifyRequest, reply: FastifyReply, view: object, title: string, refused: Refused | null) =>
    show(request, reply.header('referrer-policy', 'no-referrer'), {
      template: 'operatori-password',
      view,
      title,
      path: [{ label: texts.accesso, href: `${officeOf(request)}/accesso` }],
      status: refused?.status ?? 200,
      flash: refused === null || refused.sentence === null ? null : notice('error', { text: refused.sentence }),
    });
  const over = (request: FastifyRequest, reply: FastifyReply) =>
    answer(request, reply, overView(officeOf(request)), texts.finito, { status: GONE, error: null, sentence: null });
  const form = (
    request: FastifyRequest,
    reply: FastifyReply,
    token: string,
    opened: OpenedInvitation,
    refused: Refused | null,
  ) => {
    const view = operatoriPasswordView({ office: officeOf(request), token, opened, error: refused?.error ?? null });
    return answer(request, reply, view, texts.titolo, refused);
  };

  scope.get<{ Params: { chiave: string } }>('/operatori/password/:chiave', async (request, reply) => {
    const { chiave } = request.params;
    const opened = await portal.openInvitation(enteOf(request).id, chiave);
    return opened === null ? over(request, reply) : form(request, reply, chiave, opened, null);
  });

  // Where the form was sent that came back: asked for again, it has no link any more.
  scope.get('/operatori/password', (request, reply) => reply.redirect(`${officeOf(request)}/accesso`, 303));

  scope.post('/operatori/password', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { chiave = '', password = '', ripeti, [CSRF_FIELD]: csrfToken } = formFields(request);
    const opened = await portal.openInvitation(ente.id, chiave);
    if (opened === null) return over(request, reply);
    const again = (refused: Refused) => form(request, reply, chiave, opened, refused);
    const wrong = (message: string, field: PasswordError['field'] = 'password') =>
      again({ status: 422, error: { field, message }, sentence: null });
    if (!csrf.verify(request, csrfToken)) return again({ status: 403, error: null, sentence: texts.scaduta });
    if (password !== ripeti) return wrong(passwordTexts.diverse, 'ripeti');
    const set = await portal.setPassword(ente.id, { token: chiave, password, address: request.ip });
    if (set.ok) return reply.redirect(`${officeOf(request)}/accesso?fatto=password`, 303);
    if (set.error.code === 'bad_password') return wrong(passwordTexts.difetti[set.error.flaw]);
    if (set.error.code === 'invitation_over') return over(request, reply);
    return again({ status: 429, error: null, sentence: texts.troppi });
  });
};
