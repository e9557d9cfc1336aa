import { type Citizen, mayTypeContacts, mayTypeIdentity, type PracticeId, type Writer } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { actorOf, citizenOf, enteOf, signedInOf } from '../http/request-facts.ts';
import type { Portal } from '../portal.ts';

/** Where a practice is filled in or integrated, and by whom: the same pages in the citizen's area and at the counter (ADR 22). */
export interface Place {
  /** Of the routes of practices, below the ente. */
  readonly prefix: string;
  readonly atCounter: boolean;
  writerOf(request: FastifyRequest): Writer;
  /** Who the practice is of. @param citizenId as the practice says */
  applicantOf(portal: Portal, request: FastifyRequest, citizenId: Citizen['id']): Promise<Citizen>;
  /** Where one is after the sending. */
  sentHref(base: string, id: PracticeId): string;
  /** The page of a practice that was sent. */
  practiceHref(base: string, id: PracticeId): string;
  /** Where the files are that were not sent yet. */
  filesHref(base: string, id: string | null): string;
  /** Below which the notices and receipts of payments are. */
  paymentsHref(base: string, id: string | null): string;
  /** Where contacts and residence are written that are missing. */
  profileHref(base: string, id: PracticeId): string;
  /** Where who fills it in corrects the applicant's data; null when they may not. @param action of the step that is shown */
  editHref(base: string, id: string | null, citizen: Citizen, action: string): string | null;
}

export const OWN: Place = {
  prefix: '/pratiche',
  atCounter: false,
  writerOf: signedInOf,
  applicantOf: async (_portal, request) => citizenOf(request),
  sentHref: (base, id) => `${base}/pratiche/${id}?inviata=si`,
  practiceHref: (base, id) => `${base}/pratiche/${id}`,
  filesHref: (base) => `${base}/allegati`,
  paymentsHref: (base) => `${base}/pagamenti`,
  profileHref: (base) => `${base}/profilo`,
  editHref: (base, _id, _citizen, action) => `${base}/profilo?verso=${encodeURIComponent(action)}`,
};

export const COUNTER: Place = {
  prefix: '/operatori/per-conto',
  atCounter: true,
  writerOf: actorOf,
  async applicantOf(portal, request, citizenId) {
    const citizen = await portal.unitOfWork.read(enteOf(request).id, ({ citizens }) => citizens.byId(citizenId));
    if (citizen === null) throw new Error('The citizen of a practice does not exist');
    return citizen;
  },
  sentHref: (base, id) => `${base}/operatori/per-conto/${id}/inviata`,
  practiceHref: (base, id) => `${base}/operatori/pratiche/${id}`,
  filesHref: (base, id) => `${base}/operatori/per-conto/${id}/allegati`,
  paymentsHref: (base, id) => `${base}/operatori/per-conto/${id}/pagamenti`,
  profileHref: (base, id) => `${base}/operatori/per-conto/${id}/cittadino?manca=si`,
  editHref: (base, id, citizen) =>
    mayTypeIdentity(citizen) || mayTypeContacts(citizen) ? `${base}/operatori/per-conto/${id}/cittadino` : null,
};
