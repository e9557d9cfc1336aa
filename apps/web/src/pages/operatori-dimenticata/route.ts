import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriDimenticataView, requestedView } from './view-model.ts';

/** Nobody has a longer one. */
const MAX_EMAIL = 254;

/** "Password dimenticata?": a link to choose another one is mailed, and nobody learns whether there is such an operator. */
export const operatoriDimenticataPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/accesso/dimenticata';
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly view: object; readonly title: string; readonly status: number; readonly sentence: string | null },
  ) =>
    show(request, reply, {
      template: 'operatori-dimenticata',
      view: shown.view,
      title: shown.title,
      path: [{ label: texts.accesso, href: `/${enteOf(request).slug}/operatori/accesso` }],
      status: shown.status,
      flash: shown.sentence === null ? null : notice('error', { text: shown.sentence }),
    });
  const baseOf = (request: FastifyRequest): string => `/${enteOf(request).slug}/operatori/accesso`;

  scope.get(path, (request, reply) => {
    const base = baseOf(request);
    const done = { view: requestedView(base), title: texts.mandato, status: 200, sentence: null };
    const asks = { view: operatoriDimenticataView(base, '', false), title: texts.titolo, status: 200, sentence: null };
    return page(request, reply, queryText(request, 'fatto') === '1' ? done : asks);
  });

  scope.post(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const base = baseOf(request);
    const { email = '', [CSRF_FIELD]: token } = formFields(request);
    const again = (status: number, sentence: string | null) => {
      const view = operatoriDimenticataView(base, email, status === 422);
      return page(request, reply, { view, title: texts.titolo, status, sentence });
    };
    if (!csrf.verify(request, token)) return again(403, texts.scaduta);
    if (email.trim() === '') return again(422, null);
    const asked = await portal.requestPasswordReset(enteOf(request).id, email.slice(0, MAX_EMAIL), request.ip);
    return asked.ok ? reply.redirect(`${base}/dimenticata?fatto=1`, 303) : again(429, texts.troppe);
  });
};
