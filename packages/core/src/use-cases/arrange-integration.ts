import type { Stores } from '../ports/unit-of-work.ts';
import type { Integration } from '../practice/integration.ts';
import type { Practice } from '../practice/practice.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import { type ArrangeDeps, arrangeDue } from './arrange-due.ts';

/** `arrangeDue` for an open request of integration of a locked practice that asks for money. */
export const arrangeIntegration = async (
  stores: Stores,
  deps: ArrangeDeps,
  practice: Practice,
  { name }: ServiceDefinition,
  { id, payment, dueDate }: Pick<Integration, 'id' | 'payment' | 'dueDate'>,
): Promise<void> => {
  const choice = await stores.payments.choiceFor(practice.serviceId);
  if (payment === null || choice?.kind !== 'pagopa') return;
  // An answer after the day that was said is taken, so that there is no need of a notice that ends with it.
  const owed = { practice, integrationId: id, choice, name, part: payment, province: '', until: dueDate };
  await arrangeDue(stores, deps, owed, await stores.payments.of(practice.id));
};
