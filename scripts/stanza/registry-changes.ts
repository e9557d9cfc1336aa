import type { IdentityProviderEntry } from '@stanza/core';

const called = ({ name, entityId }: IdentityProviderEntry): string => `${name} (${entityId})`;

/** How many of a list are not in another. */
const missingIn = (list: readonly string[], other: readonly string[]): number =>
  list.filter((one) => !other.includes(one)).length;

const changesOf = (before: IdentityProviderEntry, after: IdentityProviderEntry): readonly string[] => {
  const [added, removed] = [
    missingIn(after.certificates, before.certificates),
    missingIn(before.certificates, after.certificates),
  ];
  const isMoved =
    before.signInUrl !== after.signInUrl ||
    before.logoutUrl !== after.logoutUrl ||
    before.logoutAnswerUrl !== after.logoutAnswerUrl;
  return [
    ...(added + removed > 0 ? [`${called(after)}: certificati nuovi ${added}, tolti ${removed}`] : []),
    ...(before.name === after.name ? [] : [`${called(after)}: prima si chiamava ${before.name}`]),
    ...(isMoved ? [`${called(after)}: altri indirizzi`] : []),
  ];
};

/** What is different between the providers of a federation before and after, a line for each thing, in Italian. */
export const registryChanges = (
  before: readonly IdentityProviderEntry[],
  after: readonly IdentityProviderEntry[],
): readonly string[] => {
  const known = new Map(before.map((entry) => [entry.entityId, entry]));
  const kept = new Set(after.map(({ entityId }) => entityId));
  return [
    ...after.flatMap((entry) => {
      const old = known.get(entry.entityId);
      return old === undefined ? [`${called(entry)}: aggiunto`] : changesOf(old, entry);
    }),
    ...before.filter(({ entityId }) => !kept.has(entityId)).map((entry) => `${called(entry)}: tolto`),
  ];
};
