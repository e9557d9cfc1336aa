import type { CitizenId, OperatorId } from '../shared/ids.ts';

/** That an operator has looked somebody up at the counter, by codice fiscale. */
export interface CounterLookup {
  readonly operatorId: OperatorId;
  /** Whom they found; null when the ente knew nobody. The codice fiscale itself is not kept: of a stranger nothing is. */
  readonly citizenId: CitizenId | null;
  readonly at: Date;
}

/** Who looked up whom at the counter, for ever: what is written here is neither changed nor deleted. */
export interface LookupStore {
  append(lookup: CounterLookup): Promise<void>;
  /** Those that found a citizen, oldest first. */
  of(citizenId: CitizenId): Promise<readonly CounterLookup[]>;
}
