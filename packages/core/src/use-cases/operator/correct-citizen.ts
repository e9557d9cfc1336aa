import type { Actor } from '../../operator/actor.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { CounterCitizenInput, InvalidCitizen } from '../../person/counter-citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Territory } from '../../ports/territory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { writableBy } from '../draft-access.ts';
import { recordAct } from '../record-act.ts';
import { type KnownMeanwhile, typedCitizen, writeTyped } from './typed-citizen.ts';

type Unwritable = { readonly code: 'not_found' } | { readonly code: 'already_sent' };

/** Whom a draft is of that this operator has opened. */
const applicantOf = async (
  stores: Stores,
  actor: Actor,
  id: PracticeId,
): Promise<Result<{ readonly citizen: Citizen; readonly code: string }, Unwritable>> => {
  const found = await writableBy(stores, id, actor);
  if (found === null) return refuse({ code: 'not_found' });
  if (found.practice.state !== 'bozza') return refuse({ code: 'already_sent' });
  const citizen = await stores.citizens.byId(found.practice.citizenId);
  if (citizen === null) throw new Error('The citizen of a practice does not exist');
  return ok({ citizen, code: found.practice.code });
};

export type ViewCounterCitizen = (
  tenantId: TenantId,
  actor: Actor,
  practiceId: PracticeId,
) => Promise<Result<Citizen, Unwritable>>;

/** The citizen whom an operator has opened a practice for, contacts included. */
export const makeViewCounterCitizen =
  (deps: { unitOfWork: UnitOfWork }): ViewCounterCitizen =>
  (tenantId, actor, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const found = await applicantOf(stores, actor, practiceId);
      return found.ok ? ok(found.value.citizen) : found;
    });

export type CorrectCitizen = (
  tenantId: TenantId,
  actor: Actor,
  practiceId: PracticeId,
  input: CounterCitizenInput,
) => Promise<Result<null, Unwritable | InvalidCitizen | KnownMeanwhile>>;

/**
 * Corrects the data of the citizen whom an operator has opened a practice for, as long as they are the counter's to write:
 * the identity until they sign in, contacts and residence until they have chosen them.
 */
export const makeCorrectCitizen =
  (deps: { unitOfWork: UnitOfWork; clock: Clock; territory: Territory }): CorrectCitizen =>
  (tenantId, actor, practiceId, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const found = await applicantOf(stores, actor, practiceId);
      if (!found.ok) return found;
      const { citizen: known, code } = found.value;
      const at = deps.clock.now();
      const facts = { today: dayInItaly(at), territory: deps.territory };
      const typed = typedCitizen(known, known.identity.codiceFiscale, input, facts);
      if (!typed.ok) return typed;
      if (!(await writeTyped(stores.citizens, known, typed.value))) return refuse({ code: 'known_meanwhile' });
      await recordAct(stores, actor, { at, action: 'dati_corretti', subject: code });
      return ok(null);
    });
