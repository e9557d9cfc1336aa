import type { Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { CounterCitizenInput, InvalidCitizen } from '../../person/counter-citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Territory } from '../../ports/territory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { writableBy } from '../draft-access.ts';
import { type KnownMeanwhile, typedCitizen, writeTyped } from './typed-citizen.ts';

type Unwritable = { readonly code: 'not_found' } | { readonly code: 'already_sent' };

/** Whom a draft is of that this operator has opened. */
const applicantOf = async (
  stores: Stores,
  operator: Operator,
  id: PracticeId,
): Promise<Result<Citizen, Unwritable>> => {
  const found = await writableBy(stores, id, operator);
  if (found === null) return refuse({ code: 'not_found' });
  if (found.practice.state !== 'bozza') return refuse({ code: 'already_sent' });
  const citizen = await stores.citizens.byId(found.practice.citizenId);
  if (citizen === null) throw new Error('The citizen of a practice does not exist');
  return ok(citizen);
};

export type ViewCounterCitizen = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
) => Promise<Result<Citizen, Unwritable>>;

/** The citizen whom an operator has opened a practice for, contacts included. */
export const makeViewCounterCitizen =
  (deps: { unitOfWork: UnitOfWork }): ViewCounterCitizen =>
  (tenantId, operator, practiceId) =>
    deps.unitOfWork.read(tenantId, (stores) => applicantOf(stores, operator, practiceId));

export type CorrectCitizen = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
  input: CounterCitizenInput,
) => Promise<Result<null, Unwritable | InvalidCitizen | KnownMeanwhile>>;

/**
 * Corrects the data of the citizen whom an operator has opened a practice for, as long as they are the counter's to write:
 * the identity until they sign in, contacts and residence until they have chosen them.
 */
export const makeCorrectCitizen =
  (deps: { unitOfWork: UnitOfWork; clock: Clock; territory: Territory }): CorrectCitizen =>
  (tenantId, operator, practiceId, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const found = await applicantOf(stores, operator, practiceId);
      if (!found.ok) return found;
      const known = found.value;
      const facts = { today: dayInItaly(deps.clock.now()), territory: deps.territory };
      const typed = typedCitizen(known, known.identity.codiceFiscale, input, facts);
      if (!typed.ok) return typed;
      return (await writeTyped(stores.citizens, known, typed.value)) ? ok(null) : refuse({ code: 'known_meanwhile' });
    });
