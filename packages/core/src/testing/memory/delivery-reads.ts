import type { BlockedDelivery, LateNumber, ReadModels } from '../../ports/read-models.ts';
import type { Delivery } from '../../practice/delivery.ts';
import { waitsForOffice } from '../../practice/effect.ts';
import { registrationKey } from '../../practice/registration-key.ts';
import { HELD, type Held, heldAs, type RegistrationRecord } from '../../practice/registration-record.ts';
import { placeOf } from './registration-store.ts';
import { definitionOf, type TenantData } from './tenant-data.ts';

/** What is blocked of practices of all services. */
const blockedIn = (data: TenantData) =>
  [...data.deliveries.values()].flatMap((delivery) => {
    const practice = data.practices.get(delivery.practiceId)?.practice;
    if (delivery.state !== 'bloccata' || practice === undefined || !waitsForOffice(delivery.effect)) return [];
    return [{ delivery, practice }];
  });

const heldOf = ({ registrations }: TenantData, { practiceId, effect }: Delivery): Held | null => {
  if (registrationKey(practiceId, effect) === null) return null;
  const all = [...registrations.values()].filter((one) => one.practiceId === practiceId).map(heldAs);
  return HELD.find((held) => all.includes(held)) ?? null;
};

/** What is blocked of the services of an operator, newest first. */
export const blockedOf = (data: TenantData, operatorId: string): readonly BlockedDelivery[] => {
  const services = data.operators.get(operatorId)?.operator.services ?? [];
  return blockedIn(data)
    .filter(({ practice }) => services.includes(practice.serviceId))
    .map(({ delivery, practice }) => ({
      delivery,
      code: practice.code,
      serviceName: definitionOf(data, practice).name,
      held: heldOf(data, delivery),
    }))
    .toSorted(
      ({ delivery: a }, { delivery: b }) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1),
    );
};

const isLate = ({ state, askedAt }: RegistrationRecord, before: Date): boolean =>
  state === 'in_attesa' && askedAt !== null && askedAt < before;

/** What waits for its number, of the services of an operator, longest first. */
export const lateOf = (data: TenantData, operatorId: string, before: Date): readonly LateNumber[] => {
  const services = data.operators.get(operatorId)?.operator.services ?? [];
  return [...data.registrations.values()]
    .filter((record) => isLate(record, before))
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .flatMap(({ askedAt, practiceId }): LateNumber[] => {
      const practice = data.practices.get(practiceId)?.practice;
      if (askedAt === null || practice === undefined || !services.includes(practice.serviceId)) return [];
      return [{ practiceId, code: practice.code, serviceName: definitionOf(data, practice).name, askedAt }];
    });
};

export const deliveryReads = (
  data: TenantData,
): Pick<ReadModels, 'blockedDeliveries' | 'waitingForOffice' | 'lateNumbers'> => ({
  waitingForOffice: async (before) => ({
    blocked: blockedIn(data).length,
    late: [...data.registrations.values()].filter((one) => isLate(one, before)).length,
  }),
  async blockedDeliveries(operatorId, { after, limit }) {
    const all = blockedOf(data, operatorId);
    const from = all.findIndex(({ delivery }) => delivery.id === after) + 1;
    const rows = all.slice(from, from + limit);
    return { rows, next: all.length > from + limit ? (rows.at(-1)?.delivery.id ?? null) : null };
  },
  async lateNumbers(operatorId, before, limit) {
    return lateOf(data, operatorId, before).slice(0, limit);
  },
});
