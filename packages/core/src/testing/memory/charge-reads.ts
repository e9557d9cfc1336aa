import type { ReadModels } from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import { pageOf, rowOf } from './practice-rows.ts';
import type { TenantData } from './tenant-data.ts';

const inCharge = (data: TenantData, operatorId: string): readonly Practice[] =>
  [...data.practices.values()]
    .map(({ practice }) => practice)
    .filter(
      ({ assignedTo, state }) => assignedTo === operatorId && (state === 'in_elaborazione' || state === 'da_integrare'),
    );

export const chargeReads = (data: TenantData): Pick<ReadModels, 'charges' | 'chargePage'> => ({
  charges: async () =>
    [...data.operators.values()]
      .map(({ operator: { id, name, enabled } }) => ({
        operatorId: id,
        name,
        enabled,
        practices: inCharge(data, id).length,
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
  chargePage: async (operatorId, request) =>
    pageOf(inCharge(data, operatorId), request, (practice) => rowOf(data, practice)),
});
