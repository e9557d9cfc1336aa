import type { CitizenId } from '../shared/ids.ts';
import type { SignInLevel } from './federation.ts';

/** A citizen at work, and how strongly they have shown who they are in this session: a service may ask for more. */
export interface SignedInCitizen {
  readonly citizenId: CitizenId;
  readonly level: SignInLevel;
}
