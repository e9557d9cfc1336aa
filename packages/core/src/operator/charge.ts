import type { ServiceId } from '../shared/ids.ts';
import { mayWorkOn, type Operator } from './operator.ts';

/** How many practices that are not closed an operator has in charge, of each service that they have some of. */
export type Charge = ReadonlyMap<ServiceId, number>;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** All that an operator has in charge. */
export const chargeTotal = (charge: Charge): number => sum([...charge.values()]);

/** How many of them are stranded: the operator cannot open them, not being enabled (any more) for their service, or at all. */
export const strandedIn = (charge: Charge, operator: Operator): number =>
  sum([...charge].flatMap(([serviceId, count]) => (mayWorkOn(operator, serviceId) ? [] : [count])));
