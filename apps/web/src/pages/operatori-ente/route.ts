import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { type EnteForm, inputFrom, inputOf, operatoriEnteView } from './view-model.ts';

/** What the Comune says of itself on every page (ente.md, administrators). */
export const operatoriEntePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: Omit<EnteForm, 'name'>,
    { status = 200, flash = null as NoticeView | null } = {},
  ) => {
    const ente = enteOf(request);
    const office = `/${ente.slug}/operatori`;
    return show(request, reply, {
      template: 'operatori-ente',
      view: operatoriEnteView(`${office}/ente`, { ...form, name: ente.name }),
      title: texts.titolo,
      status,
      flash,
    });
  };

  scope.get('/operatori/ente', async (request, reply) => {
    const kept = await portal.unitOfWork.read(enteOf(request).id, ({ tenant }) => tenant.data());
    const form = { input: inputOf(kept), errors: [], version: kept.version, now: null };
    const saved = queryText(request, 'fatto') === 'salvato';
    return page(request, reply, form, { flash: saved ? notice('success', { text: texts.salvato }) : null });
  });

  scope.post('/operatori/ente', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const form = { input: inputFrom(fields), errors: [], version: formVersion(fields), now: null };
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      return page(request, reply, form, { status: 403, flash: notice('error', { text: texts.scaduta }) });
    }
    const saved = await portal.saveTenantData(ente.id, actorOf(request), form.version, form.input);
    if (saved.ok) return reply.redirect(`/${ente.slug}/operatori/ente?fatto=salvato`, 303);
    if (saved.error.code === 'not_found') throw new Problem('not_found');
    if (saved.error.code === 'invalid_data') {
      return page(request, reply, { ...form, errors: saved.error.errors }, { status: 422 });
    }
    const { now } = saved.error;
    const flash = notice('error', { text: texts.cambiato });
    return page(request, reply, { ...form, version: now.version, now }, { status: 409, flash });
  });
};
