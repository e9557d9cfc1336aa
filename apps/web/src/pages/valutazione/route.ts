import { type FeedbackInput, practiceIdSchema } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { paramAs } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { feedbackTexts } from '../../texts/feedback.it.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { type TypedRating, valutazioneView } from './view-model.ts';

interface Path {
  Params: { pratica: string };
}

/** How easy it was, after sending (ui.md, PNRR "cittadino attivo"): the stars, which are kept at once, then one question. */
export const valutazionePage = (scope: FastifyInstance, { portal, csrf, show }: WebContext): void => {
  const page = async (
    request: FastifyRequest<Path>,
    reply: FastifyReply,
    typed: TypedRating | null,
    status = 200,
    flash: NoticeView | null = null,
  ) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const receipt = await portal.viewReceipt(ente.id, citizenOf(request).id, id);
    if (!receipt.ok) throw new Problem('not_found');
    const base = `/${ente.slug}`;
    const href = `${base}/pratiche/${id}`;
    return show(request, reply, {
      template: 'valutazione',
      view: valutazioneView(href, receipt.value, typed),
      title: texts.titolo,
      path: [
        { label: texts.pratiche, href: `${base}/pratiche` },
        { label: texts.ricevuta, href: `${href}/ricevuta` },
      ],
      section: 'pratiche',
      status,
      flash,
      hasErrors: typed !== null && typed.errors.length > 0,
    });
  };

  /** Saves and goes on to `next`, or shows the page again with what was typed. */
  const save = async (request: FastifyRequest<Path>, reply: FastifyReply, input: FeedbackInput, next: string) => {
    const ente = enteOf(request);
    const id = paramAs(practiceIdSchema, request.params.pratica);
    const { stars, aspect, text } = input;
    const typed = { stars, aspect: aspect ?? '', text: text ?? '', errors: [] };
    if (!csrf.verify(request, formFields(request)[CSRF_FIELD])) {
      return page(request, reply, typed, 403, notice('error', { text: feedbackTexts.scaduta }));
    }
    const rated = await portal.ratePractice(ente.id, citizenOf(request).id, id, input);
    if (rated.ok) return reply.redirect(`/${ente.slug}/pratiche/${id}/${next}`, 303);
    if (rated.error.code === 'not_found') throw new Problem('not_found');
    if (rated.error.code === 'rating_closed') return page(request, reply, typed, 409);
    return page(request, reply, { ...typed, errors: rated.error.errors }, 422);
  };

  scope.get<Path>('/pratiche/:pratica/valutazione', (request, reply) => page(request, reply, null));

  scope.post<Path>('/pratiche/:pratica/valutazione', { config: { csrf: 'page' } }, (request, reply) => {
    const { voto = '' } = formFields(request);
    return save(request, reply, { stars: voto, aspect: null, text: null }, 'valutazione');
  });

  scope.post<Path>('/pratiche/:pratica/valutazione/dettagli', { config: { csrf: 'page' } }, (request, reply) => {
    const { voto = '', aspetto = '', testo = '' } = formFields(request);
    return save(request, reply, { stars: voto, aspect: aspetto, text: testo }, 'ricevuta?valutazione=grazie');
  });
};
