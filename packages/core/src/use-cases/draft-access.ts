import type { Actor } from '../operator/actor.ts';
import { mayWorkOn } from '../operator/operator.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Practice } from '../practice/practice.ts';
import type { ServiceDays } from '../service/service.ts';
import type { OperatorId, PracticeId } from '../shared/ids.ts';
import type { SignInLevel } from '../sign-in/federation.ts';
import type { SignedInCitizen } from '../sign-in/signed-in-citizen.ts';

/** Who fills in a practice: the citizen, or an operator at the counter on their behalf (ADR 22). */
export type Writer = SignedInCitizen | Actor;

export const isOperator = (writer: Writer): writer is Actor => 'operator' in writer;

/** What the practice remembers of who opened it. */
export const openerOf = (writer: Writer): OperatorId | null => (isOperator(writer) ? writer.operator.id : null);

/**
 * Whether somebody may answer the requests of integration of a sent practice: its citizen, or, of one that was opened at the
 * counter, any operator enabled for its service. Whoever opened it may have left, and its citizen may never have signed in.
 */
export const mayIntegrate = ({ state, citizenId, openedBy, serviceId }: Practice, writer: Writer): boolean =>
  state !== 'bozza' &&
  (isOperator(writer) ? openedBy !== null && mayWorkOn(writer.operator, serviceId) : citizenId === writer.citizenId);

export interface Writable {
  readonly practice: Practice;
  /** The citizen's alone: empty for an operator. */
  readonly privateNote: string;
  readonly days: ServiceDays;
  /** What its service asks of citizens; an operator signs in otherwise. */
  readonly signInLevel: SignInLevel;
}

/**
 * A practice as whoever fills it in has it: the citizen's own, or one that this operator opened, as long as they are enabled
 * for its service. Null otherwise, as if it were not there: a citizen does not know of a draft that an operator has opened for
 * them, nor an operator of the drafts of citizens and colleagues.
 */
export const writableBy = async (stores: Stores, id: PracticeId, writer: Writer): Promise<Writable | null> => {
  if (!isOperator(writer)) return stores.practices.ownedBy(id, writer.citizenId);
  const practice = await stores.practices.byId(id);
  const theirs = practice?.openedBy === writer.operator.id && mayWorkOn(writer.operator, practice.serviceId);
  const service = practice !== null && theirs ? await stores.services.byId(practice.serviceId) : null;
  if (practice === null || service === null) return null;
  return { practice, privateNote: '', days: service, signInLevel: service.settings.signInLevel };
};
