import type { Service } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { operatoriTestiView, type TextsForm } from './view-model.ts';

interface ServicePath {
  Params: { servizio: string };
}

/** The texts of a service are changed by an administrator, without its definition. */
export const operatoriTestiPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const path = '/operatori/servizi/:servizio/testi';

  const page = (
    request: FastifyRequest,
    reply: FastifyReply,
    service: Service,
    form: Partial<Omit<TextsForm, 'service' | 'office'>> = {},
    { status = 200, flash = null as ReturnType<typeof notice> | null } = {},
  ) => {
    const { name, slug, revision } = service.definition;
    const office = `/${enteOf(request).slug}/operatori`;
    return show(request, reply, {
      template: 'operatori-testi',
      view: operatoriTestiView({ office, service, revision, typed: {}, errors: [], changed: false, ...form }),
      title: texts.titolo(name),
      crumb: texts.crumb,
      path: [
        { label: texts.servizi, href: `${office}/servizi` },
        { label: name, href: `${office}/servizi/${slug}` },
      ],
      status,
      flash,
    });
  };

  const serviceOf = async (request: FastifyRequest<ServicePath>): Promise<Service> => {
    const { servizio } = request.params;
    const found = await portal.unitOfWork.read(enteOf(request).id, ({ services }) => services.bySlug(servizio));
    if (found === null) throw new Problem('not_found');
    return found;
  };

  const doneOf = (request: FastifyRequest, { definition }: Service) => {
    const done = queryText(request, 'fatto');
    if (done === 'uguale') return notice('info', { text: texts.uguale });
    if (done !== 'salvato') return null;
    const link = { label: texts.scheda, href: `/${enteOf(request).slug}/servizi/${definition.slug}` };
    return notice('success', { text: texts.salvato(String(definition.revision)), link });
  };

  scope.get<ServicePath>(path, async (request, reply) => {
    const service = await serviceOf(request);
    return page(request, reply, service, {}, { flash: doneOf(request, service) });
  });

  scope.post<ServicePath>(path, { config: { csrf: 'page' } }, async (request, reply) => {
    const ente = enteOf(request);
    const { [CSRF_FIELD]: token, versione: _seen, ...typed } = formFields(request);
    const revision = formVersion(formFields(request));
    const slug = request.params.servizio;
    if (!csrf.verify(request, token)) {
      const flash = notice('error', { text: texts.scaduta });
      return page(request, reply, await serviceOf(request), { typed, revision }, { status: 403, flash });
    }
    const saved = await portal.saveServiceTexts(ente.id, actorOf(request), { slug, revision }, typed);
    if (saved.ok) {
      const done = saved.value === revision ? 'uguale' : 'salvato';
      return reply.redirect(`/${ente.slug}/operatori/servizi/${encodeURIComponent(slug)}/testi?fatto=${done}`, 303);
    }
    const { error } = saved;
    if (error.code === 'not_found') throw new Problem('not_found');
    if (error.code === 'invalid_texts') {
      const { errors } = error;
      return page(request, reply, await serviceOf(request), { typed, revision, errors }, { status: 422 });
    }
    const flash = notice('error', { text: texts.cambiato });
    return page(request, reply, error.now, { typed, changed: true }, { status: 409, flash });
  });
};
