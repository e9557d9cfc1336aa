import { NOTHING_ASKED, type PaymentFacts } from '../payment/due.ts';
import { type Payment, settledBy } from '../payment/payment.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Practice } from '../practice/practice.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';

/** What is asked for a practice, by which choice of the ente, and every payment of it. */
export interface PaymentStanding {
  readonly choice: PaymentChoice | null;
  readonly payments: readonly Payment[];
  readonly facts: PaymentFacts;
}

const NOTHING: PaymentStanding = { choice: null, payments: [], facts: NOTHING_ASKED };

/** The step of payment of a definition, of which there is one at the most. */
export const paymentStepOf = ({ steps }: ServiceDefinition) => steps.find(({ kind }) => kind === 'payment');

/** What the journey of a draft must know of payments. Of a service that never asks for any nothing is read. */
export const paymentStanding = async (
  { payments }: Pick<Stores, 'payments'>,
  definition: ServiceDefinition,
  { id, serviceId }: Pick<Practice, 'id' | 'serviceId'>,
): Promise<PaymentStanding> => {
  if (paymentStepOf(definition) === undefined) return NOTHING;
  const choice = await payments.choiceFor(serviceId);
  const made = await payments.of(id);
  return { choice, payments: made, facts: { choice, settled: settledBy(made) } };
};
