import type { RegistrationStore } from '../../ports/registration-store.ts';
import type { TenantData } from './tenant-data.ts';

export const registrationStore = ({ registrations, registryChoices }: TenantData): RegistrationStore => ({
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
    if (known?.state !== seen.state || known.documents.length !== seen.documents.length) return false;
    registrations.set(record.key, record);
    return true;
  },
  inDoubtOf: async (practiceId) =>
    [...registrations.values()].filter((one) => one.practiceId === practiceId && one.state === 'in_dubbio'),
});
