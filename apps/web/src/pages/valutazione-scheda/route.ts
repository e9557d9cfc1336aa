import { createHash } from 'node:crypto';
import { starsOf } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { feedbackTexts } from '../../texts/feedback.it.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { type SheetRating, valutazioneSchedaView } from './view-model.ts';

interface Path {
  Params: { servizio: string };
}

/** A whole school or library may be behind one address. */
const LIMIT = { name: 'valutazione di una scheda', max: 30, windowMs: 10 * 60 * 1000 } as const;

/** Of the network only so much that a million others have the same: enough to count by, and it does not say who it was. */
const crowdOf = (network: string): string => createHash('sha256').update(network).digest('hex').slice(0, 3);

/**
 * How clear the sheet of a service is, by anybody (ui.md, page 3). The stars are carried to the question that follows, and
 * everything is kept when that is sent: nothing says who it was, so there is nothing to come back to.
 */
export const valutazioneSchedaPage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    typed: SheetRating,
    given: { readonly done?: boolean; readonly expired?: boolean } = {},
  ) => {
    const { done = false, expired = false } = given;
    const ente = enteOf(request);
    const service = await portal.unitOfWork.read(ente.id, ({ services }) => services.bySlug(request.params.servizio));
    if (service === null) throw new Problem('not_found');
    const href = `/${ente.slug}/servizi/${service.definition.slug}`;
    return show(request, reply, {
      template: 'valutazione-scheda',
      view: valutazioneSchedaView(href, service, typed, done),
      title: texts.titolo,
      path: [
        { label: texts.servizi, href: `/${ente.slug}/servizi` },
        { label: service.definition.name, href },
      ],
      section: 'servizi',
      status: expired ? 403 : typed.errors.length > 0 ? 422 : 200,
      flash: expired ? notice('error', { text: feedbackTexts.scaduta }) : null,
      hasErrors: typed.errors.length > 0,
    });
  };
  const nothing = { aspect: '', text: '', errors: [] } as const;
  const here = (request: FastifyRequest<Path>) =>
    `/${enteOf(request).slug}/servizi/${encodeURIComponent(request.params.servizio)}/valutazione`;

  scope.get<Path>('/servizi/:servizio/valutazione', (request, reply) =>
    page(
      request,
      reply,
      { ...nothing, stars: queryText(request, 'voto') },
      { done: queryText(request, 'grazie') === 'si' },
    ),
  );

  scope.post<Path>('/servizi/:servizio/valutazione', (request, reply) => {
    const { voto = '' } = formFields(request);
    if (starsOf(voto) !== null) return reply.redirect(`${here(request)}?voto=${voto}`, 303);
    return page(request, reply, { ...nothing, stars: '', errors: [{ field: 'stars', code: 'required' }] });
  });

  scope.post<Path>('/servizi/:servizio/valutazione/dettagli', { config: { csrf: 'page' } }, async (request, reply) => {
    const { voto = '', aspetto = '', testo = '' } = formFields(request);
    const input = { stars: voto, aspect: aspetto, text: testo };
    const ente = enteOf(request);
    if (!csrf.verify(request, formFields(request)[CSRF_FIELD])) {
      return page(request, reply, { ...input, errors: [] }, { expired: true });
    }
    if (!(await portal.isWithinLimit(ente.id, LIMIT, crowdOf(portal.networkOf(request.ip))))) {
      throw new Problem('too_many_ratings', [{ term: feedbackTexts.dettagli, value: testo }]);
    }
    const rated = await portal.rateService(ente.id, request.params.servizio, input);
    if (rated.ok) return reply.redirect(`${here(request)}?grazie=si`, 303);
    if (rated.error.code === 'not_found') throw new Problem('not_found');
    return page(request, reply, { ...input, errors: rated.error.errors });
  });
};
