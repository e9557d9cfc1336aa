import { type Ids, type OpeningId, openingIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { formFields } from './form.ts';

/** Name of the id of the page that a practice, or a notice, is begun from: sent twice, the page begins one. */
export const OPENING = 'apertura';

/** The opening that a form was sent from; a new one when there is none, as for a page that is shown for the first time. */
export const openingOf = (request: FastifyRequest, ids: Ids): OpeningId =>
  openingIdSchema.safeParse(formFields(request)[OPENING]).data ?? openingIdSchema.parse(ids.next());
