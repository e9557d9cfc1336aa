import type { BlockedDelivery, ReadModels } from '../../ports/read-models.ts';
import { waitsForOffice } from '../../practice/effect.ts';
import { definitionOf, type TenantData } from './tenant-data.ts';

/** What is blocked of practices of all services. */
const blockedIn = (data: TenantData) =>
  [...data.deliveries.values()].flatMap((delivery) => {
    const practice = data.practices.get(delivery.practiceId)?.practice;
    if (delivery.state !== 'bloccata' || practice === undefined || !waitsForOffice(delivery.effect)) return [];
    return [{ delivery, practice }];
  });

/** What is blocked of the services of an operator, newest first. */
export const blockedOf = (data: TenantData, operatorId: string): readonly BlockedDelivery[] => {
  const services = data.operators.get(operatorId)?.operator.services ?? [];
  return blockedIn(data)
    .filter(({ practice }) => services.includes(practice.serviceId))
    .map(({ delivery, practice }) => ({
      delivery,
      code: practice.code,
      serviceName: definitionOf(data, practice).name,
    }))
    .toSorted(
      ({ delivery: a }, { delivery: b }) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1),
    );
};

export const deliveryReads = (data: TenantData): Pick<ReadModels, 'blockedDeliveries' | 'blockedCount'> => ({
  blockedCount: async () => blockedIn(data).length,
  async blockedDeliveries(operatorId, { after, limit }) {
    const all = blockedOf(data, operatorId);
    const from = all.findIndex(({ delivery }) => delivery.id === after) + 1;
    const rows = all.slice(from, from + limit);
    return { rows, next: all.length > from + limit ? (rows.at(-1)?.delivery.id ?? null) : null };
  },
});
