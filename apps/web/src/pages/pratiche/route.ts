import { CITIZEN_TABS } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { queryText } from '../../http/params.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { praticheView } from './view-model.ts';

const PAGE_SIZE = 20;

/** "Visualizza le tue pratiche" (manual §10): seven tabs with their counts. */
export const pratichePage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/pratiche', async (request, reply) => {
    const ente = enteOf(request);
    const citizen = citizenOf(request);
    const asked = queryText(request, 'stato');
    const after = queryText(request, 'dopo');
    const view = await portal.unitOfWork.read(ente.id, async ({ reads }) => {
      const counts = await reads.citizenCounts(citizen.id);
      // Without a choice, what waits for the citizen, or the first tab that holds something.
      const first = counts.da_integrare > 0 ? 'da_integrare' : CITIZEN_TABS.find((name) => counts[name] > 0);
      const tab = CITIZEN_TABS.find((name) => name === asked) ?? first ?? 'bozza';
      const page = await reads.citizenPage(citizen.id, tab, { after: after === '' ? null : after, limit: PAGE_SIZE });
      return praticheView(`/${ente.slug}`, {
        tab,
        counts,
        page,
        isFirst: after === '',
        draftDays: portal.draftDays,
      });
    });
    const deleted = queryText(request, 'bozza') === 'eliminata';
    return show(request, reply, {
      template: 'pratiche',
      view,
      title: texts.titolo,
      section: 'pratiche',
      flash: deleted ? notice('success', { text: texts.eliminata }) : null,
    });
  });
};
