import type { GatewayPayment, PaymentGateways } from '../../ports/payment-gateway.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { PaymentChoice } from '../../tenant/payment-choice.ts';

/** The choices of an ente by which its citizens pay online, each once, however many services share it. */
export const onlineChoices = async ({ payments }: Pick<Stores, 'payments'>): Promise<readonly PaymentChoice[]> => {
  const online = (await payments.choices()).map(({ choice }) => choice).filter(({ kind }) => kind === 'pagopa');
  const keyOf = ({ settings, sealed }: PaymentChoice): string => JSON.stringify([settings, sealed]);
  return [...new Map(online.map((choice) => [keyOf(choice), choice])).values()];
};

/**
 * Everything that was paid to an ente on a day, each payment once: two choices may be of one creditor.
 * @throws GatewayError when one of the gateways does not say
 */
export const paidOn = async (
  gateways: PaymentGateways,
  tenantId: TenantId,
  choices: readonly PaymentChoice[],
  day: string,
): Promise<readonly GatewayPayment[]> => {
  const found = new Map<string, GatewayPayment>();
  for (const choice of choices) {
    for (const payment of await gateways.of(tenantId, choice).paidOn(day)) found.set(payment.iupd, payment);
  }
  return [...found.values()];
};
