import type { Stores } from '../../ports/unit-of-work.ts';
import type { OperatorId } from '../../shared/ids.ts';

/** What each of some operators is called, by one question to the store; nobody has no name. */
export const namesIn = async ({ operators }: Stores, ids: readonly (OperatorId | null)[]) => {
  const known = ids.filter((id) => id !== null);
  const names = known.length === 0 ? new Map<OperatorId, string>() : await operators.namesOf([...new Set(known)]);
  return (id: OperatorId | null): string | null => (id === null ? null : (names.get(id) ?? null));
};
