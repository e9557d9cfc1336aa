import type { CounterRequest, Limit, OpeningId } from '@stanza/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CSRF_FIELD } from '../../http/csrf.ts';
import { formFields } from '../../http/form.ts';
import { openingOf } from '../../http/opening.ts';
import { queryText } from '../../http/params.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf, enteOf, operatorOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { type NoticeView, notice } from '../../ui/components.ts';
import { inputFrom } from './citizen-fields.ts';
import { type CitizenForm, citizenView } from './citizen-view.ts';
import { counterDraftPages } from './draft-route.ts';
import { counterHome, counterPath } from './paths.ts';
import { texts } from './texts.it.ts';
import { type Chosen, perContoView } from './view-model.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Of one operator: what a counter without a pause cannot use up, and who leafs through people does. */
const LOOK_UPS = { name: 'ricerche allo sportello', max: 60, windowMs: HOUR_MS } as const;
/** A form that is sent looks them up as well; it may come back with mistakes, and must not be lost for those. */
const OPENINGS = { name: 'aperture allo sportello', max: 180, windowMs: HOUR_MS } as const;

/** How a page is answered. */
interface Answer {
  readonly status: number;
  readonly flash?: NoticeView | null;
  /** Whether the citizen was looked up for this very answer before. */
  readonly lookedUp?: boolean;
}

/**
 * "Per conto di un cittadino" (ente.md): at the counter an operator chooses a service and a citizen, and begins. The codice
 * fiscale is only ever in the body of a form, never in an address.
 */
export const operatoriPerContoPage = (scope: FastifyInstance, context: WebContext): void => {
  const { portal, csrf, show } = context;

  const showChoice = async (request: FastifyRequest, reply: FastifyReply, chosen: Chosen, status: number) => {
    const listed = await portal.listCounterDrafts(enteOf(request).id, operatorOf(request));
    const view = perContoView(counterHome(request), listed, chosen, portal.draftDays);
    const deleted = queryText(request, 'bozza') === 'eliminata' ? notice('success', { text: texts.eliminata }) : null;
    return show(request, reply, {
      template: 'operatori-per-conto',
      view,
      title: texts.titolo,
      status,
      flash: deleted,
    });
  };

  /** Who is at the counter, or the first page again with what is wrong. */
  const showCitizen = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: CounterRequest & { readonly opening: OpeningId },
    again: CitizenForm['again'],
    { status, flash = null, lookedUp = false }: Answer,
  ) => {
    const found = await portal.findForCounter(enteOf(request).id, operatorOf(request), asked, lookedUp);
    if (found.ok) {
      const { codiceFiscale, opening } = asked;
      return show(request, reply, {
        template: 'operatori-per-conto/cittadino',
        view: citizenView(`/${enteOf(request).slug}`, counterHome(request), {
          ...found.value,
          codiceFiscale,
          opening,
          again,
        }),
        title: texts.cittadino,
        path: counterPath(request),
        status,
        flash,
      });
    }
    const { error } = found;
    const { serviceSlug: servizio, codiceFiscale } = asked;
    if (error.code === 'service_not_found' && servizio !== '') throw new Problem('not_found');
    if (error.code !== 'service_not_found' && error.code !== 'invalid_citizen') throw new Problem(error.code);
    const errors = error.code === 'invalid_citizen' ? error.errors : [{ field: 'servizio', code: 'required' as const }];
    return showChoice(request, reply, { servizio, codiceFiscale, errors }, status === 200 ? 422 : status);
  };

  scope.get('/operatori/per-conto', (request, reply) =>
    showChoice(request, reply, { servizio: '', codiceFiscale: '', errors: [] }, 200),
  );

  const askedIn = (request: FastifyRequest) => {
    const { servizio = '', codice_fiscale: codiceFiscale = '' } = formFields(request);
    return { serviceSlug: servizio, codiceFiscale, opening: openingOf(request, portal.ids) };
  };

  const keepWithin = async (request: FastifyRequest, limit: Limit): Promise<void> => {
    const allowed = await portal.isWithinLimit(enteOf(request).id, limit, operatorOf(request).id);
    if (!allowed) throw new Problem('too_many_lookups');
  };

  scope.post('/operatori/per-conto/cittadino', async (request, reply) => {
    await keepWithin(request, LOOK_UPS);
    return showCitizen(request, reply, askedIn(request), null, { status: 200 });
  });

  scope.post('/operatori/per-conto', { config: { csrf: 'page' } }, async (request, reply) => {
    await keepWithin(request, OPENINGS);
    const fields = formFields(request);
    const asked = askedIn(request);
    const again = { typed: fields, errors: [] };
    if (!csrf.verify(request, fields[CSRF_FIELD])) {
      return showCitizen(request, reply, asked, again, {
        status: 403,
        flash: notice('error', { text: texts.scaduta }),
      });
    }
    const opened = await portal.openForCitizen(enteOf(request).id, actorOf(request), asked, inputFrom(fields));
    if (opened.ok) return reply.redirect(`${counterHome(request)}/${opened.value}/compila`, 303);
    const { error } = opened;
    if (error.code === 'service_not_found') return showCitizen(request, reply, asked, again, { status: 422 });
    if (error.code === 'known_meanwhile') {
      const flash = notice('warning', { text: texts.scrittiIntanto });
      return showCitizen(request, reply, asked, again, { status: 409, flash, lookedUp: true });
    }
    if (error.code !== 'invalid_citizen') throw new Problem(error.code);
    return showCitizen(request, reply, asked, { ...again, errors: error.errors }, { status: 422, lookedUp: true });
  });

  counterDraftPages(scope, context);
};
