import type { Stores } from '../../ports/unit-of-work.ts';
import type { OperatorId } from '../../shared/ids.ts';

/** The number that new sessions of an operator are opened at. @throws Error when there is no such operator */
export const epochOf = async ({ accounts }: Stores, id: OperatorId): Promise<number> => {
  const account = await accounts.byId(id);
  if (account === null) throw new Error(`The operator ${id} is not there`);
  return account.epoch;
};
