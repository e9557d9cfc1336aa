import { dayInItaly } from '@stanza/core';
import type { FastifyInstance } from 'fastify';
import { refusedEmailNotice } from '../../http/refused-email-notice.ts';
import { citizenOf, enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { texts } from './texts.it.ts';
import { stanzaView } from './view-model.ts';

const SHOWN = 5;
/** Nobody has as many practices to be integrated: a bound all the same. */
const MOST_REQUESTS = 50;

/** "La mia stanza" (manual §7): what concerns this citizen at this Comune, each thing with its link. */
export const stanzaPage = (scope: FastifyInstance, { portal, show }: WebContext): void => {
  scope.get('/stanza', async (request, reply) => {
    const ente = enteOf(request);
    const citizen = citizenOf(request);
    const today = dayInItaly(portal.clock.now());
    const facts = await portal.unitOfWork.read(ente.id, async ({ reads, services }) => ({
      today,
      news: await reads.news(today, SHOWN),
      deadlines: await reads.deadlines(today, SHOWN),
      toIntegrate: (await reads.citizenPage(citizen.id, 'da_integrare', { after: null, limit: MOST_REQUESTS })).rows,
      practices: await reads.latestPractices(citizen.id, SHOWN),
      services: (await services.list()).filter((service) => service.featured),
    }));
    return show(request, reply, {
      template: 'stanza',
      view: stanzaView(`/${ente.slug}`, citizen, facts),
      title: texts.titolo,
      section: 'stanza',
      flash: refusedEmailNotice(citizen, `/${ente.slug}/profilo`),
    });
  });
};
