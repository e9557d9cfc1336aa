import type { FastifyReply, FastifyRequest } from 'fastify';
import { texts } from '../pages/uscita/texts.it.ts';
import type { ShowPage } from './show-page.ts';

/**
 * Answers to an "Esci" of a page that had expired: nobody may believe to be out who is not.
 * @param action where the button of this page sends to
 */
export const showStillIn = (
  show: ShowPage,
  request: FastifyRequest,
  reply: FastifyReply,
  action: string,
): FastifyReply =>
  show(request, reply, {
    template: 'uscita',
    view: { heading: { title: texts.titolo, lead: texts.spiegazione }, action },
    title: texts.titolo,
    status: 403,
    hasErrors: true,
  });
