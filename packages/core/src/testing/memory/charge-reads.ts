import { mayWorkOn } from '../../operator/operator.ts';
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

export const chargeReads = (data: TenantData): Pick<ReadModels, 'charges' | 'chargePage'> => {
  const isStranded = ({ assignedTo, serviceId }: Practice): boolean => {
    const operator = assignedTo === null ? undefined : data.operators.get(assignedTo)?.operator;
    return operator === undefined || !mayWorkOn(operator, serviceId);
  };
  return {
    charges: async () =>
      [...data.operators.values()]
        .map(({ operator: { id, name, enabled } }) => {
          const practices = inCharge(data, id);
          const stranded = practices.filter(isStranded).length;
          return { operatorId: id, name, enabled, practices: practices.length, stranded };
        })
        .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
    chargePage: async (operatorId, list, request) =>
      pageOf(
        inCharge(data, operatorId).filter((practice) => list === 'tutte' || isStranded(practice)),
        request,
        (practice) => ({ ...rowOf(data, practice), stranded: isStranded(practice) }),
      ),
  };
};
