import type { ReadModels } from '../../ports/read-models.ts';
import { definitionOf, type TenantData } from './tenant-data.ts';

export const deliveryReads = (data: TenantData): Pick<ReadModels, 'blockedDeliveries' | 'blockedCount'> => {
  const blocked = (operatorId: string) => {
    const services = data.operators.get(operatorId)?.operator.services ?? [];
    return [...data.deliveries.values()]
      .flatMap((delivery) => {
        const practice = data.practices.get(delivery.practiceId)?.practice;
        const mine = practice !== undefined && practice.state !== 'bozza' && services.includes(practice.serviceId);
        if (delivery.state !== 'bloccata' || !mine) return [];
        return [{ delivery, code: practice.code, serviceName: definitionOf(data, practice).name }];
      })
      .toSorted(
        ({ delivery: a }, { delivery: b }) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1),
      );
  };
  return {
    blockedCount: async (operatorId, most) => Math.min(blocked(operatorId).length, most),
    async blockedDeliveries(operatorId, { after, limit }) {
      const all = blocked(operatorId);
      const from = all.findIndex(({ delivery }) => delivery.id === after) + 1;
      const rows = all.slice(from, from + limit);
      return { rows, next: all.length > from + limit ? (rows.at(-1)?.delivery.id ?? null) : null };
    },
  };
};
