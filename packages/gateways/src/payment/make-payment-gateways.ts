import {
  type Clock,
  GatewayError,
  type PaymentChoice,
  type PaymentGateway,
  type PaymentGateways,
  paymentContext,
  type SecretBox,
  type TenantId,
} from '@stanza/core';
import { makeApiLines } from './pagopa/lines.ts';
import { makePagopaGateway } from './pagopa/make-pagopa-gateway.ts';
import { PAYMENT_SCHEMAS } from './payments.ts';

/** Enti have one gateway, or a few; what was chosen before is forgotten when there are more. */
const MOST_KEPT = 200;

const unusable = (why: string, cause?: unknown): GatewayError => new GatewayError('settings', why, { cause });

export interface PaymentGatewaysDeps {
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}

/** The gateways of all enti, each kept as long as its choice is the same: they share what is known of each API, so that one that is down costs nobody else's time. */
export const makePaymentGateways = ({ secretBox, clock }: PaymentGatewaysDeps): PaymentGateways => {
  const kept = new Map<string, PaymentGateway>();
  const lines = makeApiLines(clock);

  const make = (tenantId: TenantId, { kind, settings, sealed }: PaymentChoice): PaymentGateway => {
    if (kind === 'bollo') throw unusable('Nobody is asked for a stamp that is declared');
    const opened = secretBox.open(paymentContext(tenantId, kind), sealed);
    if (opened === null) throw unusable('The keys of the gateway are sealed with another key');
    const told = PAYMENT_SCHEMAS[kind].settings.safeParse(settings);
    const secrets = PAYMENT_SCHEMAS[kind].secrets.safeParse(JSON.parse(opened));
    if (!told.success || !secrets.success) throw unusable('The settings of the gateway are not valid');
    return makePagopaGateway(told.data, secrets.data, { lines });
  };

  return {
    of(tenantId, choice) {
      const name = JSON.stringify([tenantId, choice]);
      const known = kept.get(name);
      if (known !== undefined) return known;
      const made = make(tenantId, choice);
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(name, made);
      return made;
    },
  };
};
