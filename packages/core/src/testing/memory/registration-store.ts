import type { RegistrationStore } from '../../ports/registration-store.ts';
import type { TenantData } from './tenant-data.ts';

/** A text that sorts as they were asked for. */
export const placeOf = ({ askedAt, key }: { readonly askedAt: Date | null; readonly key: string }): string =>
  `${askedAt?.toISOString() ?? ''} ${key}`;

export const registrationStore = ({ registrations, registryChoices, registryKeys }: TenantData): RegistrationStore => ({
  choiceFor: async (serviceId) => registryChoices.get(serviceId) ?? registryChoices.get(null) ?? null,
  choices: async () =>
    [...registryChoices]
      .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
      .map(([serviceId, choice]) => ({ serviceId, choice })),
  async open(record) {
    const known = registrations.get(record.key) ?? record;
    registrations.set(record.key, known);
    return known;
  },
  byKey: async (key) => registrations.get(key) ?? null,
  async change(record, seen) {
    const known = registrations.get(record.key);
    const isSame =
      known?.state === seen.state &&
      known.documents.length === seen.documents.length &&
      known.askedAt?.getTime() === seen.askedAt?.getTime();
    if (!isSame) return false;
    registrations.set(record.key, record);
    return true;
  },
  unsettledOf: async (practiceId) =>
    [...registrations.values()]
      .filter((one) => one.practiceId === practiceId && one.state !== 'registrata' && one.state !== 'chiesta')
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  hasNumber: async ({ number, year }, book) =>
    [...registrations.values()].some(
      (one) => one.book === book && one.number?.number === number && one.number.year === year,
    ),
  waiting: async (after, limit) =>
    [...registrations.values()]
      .filter(({ state }) => state === 'in_attesa')
      .map((record) => ({ record, place: placeOf(record) }))
      .filter(({ place }) => after === null || place > placeOf(after))
      .toSorted((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, limit)
      .map(({ record }) => record),
  keyDigest: async () => registryKeys.get('digest') ?? null,
});
