import { mayWorkOn } from '../operator/operator.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Practice } from '../practice/practice.ts';
import type { OperatorId } from '../shared/ids.ts';

/** Who is told that an integration was answered: the operator in charge; when they are there no more, all who are enabled for the service, as for a new practice. */
export const toldOfIntegration = async (
  { operators }: Stores,
  { assignedTo, serviceId }: Practice,
): Promise<readonly OperatorId[]> => {
  const assigned = assignedTo === null ? null : await operators.byId(assignedTo);
  if (assigned !== null && mayWorkOn(assigned, serviceId)) return [assigned.id];
  return (await operators.enabledFor(serviceId)).map(({ id }) => id);
};
