import type { Service } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { inputFrom, inputOf } from './choices-form.ts';
import { texts } from './texts.it.ts';
import { type ChoicesForm, operatoriServizioView } from './view-model.ts';

interface ServicePath {
  Params: { servizio: string };
}

/** What the ente chooses of one of its services (ente.md, administrators). */
export const operatoriServizioPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: ChoicesForm,
    { status = 200, problem = null as string | null } = {},
  ) => {
    const base = `/${enteOf(request).slug}`;
    const office = `${base}/operatori`;
    return show(request, reply, {
      template: 'operatori-servizio',
      view: operatoriServizioView(base, form),
      title: texts.titoloDi(form.service.definition.name),
      crumb: form.service.definition.name,
      path: [{ label: texts.servizi, href: `${office}/servizi` }],
      status,
      flash: problem === null ? null : notice('error', { text: problem }),
    });
  };

  const serviceOf = async (request: FastifyRequest<ServicePath>): Promise<Service> => {
    const { servizio } = request.params;
    const found = await portal.unitOfWork.read(enteOf(request).id, ({ services }) => services.bySlug(servizio));
    if (found === null) throw new Problem('not_found');
    return found;
  };

  scope.get<ServicePath>('/operatori/servizi/:servizio', async (request, reply) => {
    const service = await serviceOf(request);
    return page(request, reply, {
      service,
      input: inputOf(service),
      errors: [],
      version: service.version,
      changed: false,
    });
  });

  scope.post<ServicePath>('/operatori/servizi/:servizio', { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const fields = formFields(request);
    const [input, version, slug] = [inputFrom(fields), formVersion(fields), request.params.servizio];
    const again = async (form: Partial<ChoicesForm>, answer: { status: number; problem?: string }) =>
      page(
        request,
        reply,
        { service: await serviceOf(request), input, errors: [], version, changed: false, ...form },
        answer,
      );
    if (!csrf.verify(request, fields[CSRF_FIELD])) return again({}, { status: 403, problem: texts.scaduta });
    const saved = await portal.chooseForService(ente.id, actorOf(request), { slug, version }, input);
    if (saved.ok) return reply.redirect(`/${ente.slug}/operatori/servizi?fatto=salvato`, 303);
    if (saved.error.code === 'not_found') throw new Problem('not_found');
    if (saved.error.code === 'invalid_choices') return again({ errors: saved.error.errors }, { status: 422 });
    const { now } = saved.error;
    return again({ service: now, version: now.version, changed: true }, { status: 409, problem: texts.cambiato });
  });
};
