import { describe, expect, it } from '@jest/globals';
import { type PaymentChoice, paymentContext, tenantIdSchema } from '@stanza/core';
import { makeMemorySecretBox, makeSettableClock } from '@stanza/core/testing';
import { makePaymentGateways } from './make-payment-gateways.ts';
import { SECRETS, START, sampleSettings } from './pagopa/testing/open-pagopa.ts';
import { startScripted } from './pagopa/testing/start-scripted.ts';

const ENTE = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const OTHER = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');

const stage = () => {
  const [secretBox, clock] = [makeMemorySecretBox(), makeSettableClock(START)];
  const chosen = (tenantId: string, environment: string, given: Partial<PaymentChoice> = {}): PaymentChoice => ({
    kind: 'pagopa',
    stamps: 'online',
    segregationCode: '47',
    validDays: 30,
    settings: sampleSettings(environment),
    sealed: secretBox.seal(paymentContext(tenantId, 'pagopa'), JSON.stringify(SECRETS)),
    ...given,
  });
  return { gateways: makePaymentGateways({ secretBox, clock }), chosen, secretBox };
};

describe('the gateway that an ente has chosen', () => {
  it('is kept as long as the choice is the same, and is of one ente alone', () => {
    const { gateways, chosen } = stage();
    const choice = chosen(ENTE, 'produzione');
    expect(gateways.of(ENTE, choice)).toBe(gateways.of(ENTE, { ...choice }));
    expect(gateways.of(ENTE, chosen(ENTE, 'collaudo'))).not.toBe(gateways.of(ENTE, choice));
    expect(() => gateways.of(OTHER, choice)).toThrow('sealed with another key');
  });

  it('is a matter of settings where it cannot be made', () => {
    const { gateways, chosen, secretBox } = stage();
    const sealed = (text: string) => secretBox.seal(paymentContext(ENTE, 'pagopa'), text);
    for (const wrong of [
      chosen(ENTE, 'produzione', { settings: {} }),
      chosen(ENTE, 'produzione', { sealed: 'x' }),
      chosen(ENTE, 'produzione', { sealed: sealed('{}') }),
      chosen(ENTE, 'produzione', { kind: 'bollo', settings: {} }),
    ]) {
      const thrown = (() => {
        try {
          return gateways.of(ENTE, wrong);
        } catch (error) {
          return error;
        }
      })();
      expect(thrown).toMatchObject({ name: 'GatewayError', kind: 'settings' });
    }
  });

  it('shares with those of other enti what is known of an outage', async () => {
    const server = await startScripted((_request, response) => response.destroy());
    const { gateways, chosen } = stage();
    const [one, other] = [ENTE, OTHER].map((tenantId) => gateways.of(tenantId, chosen(tenantId, server.url)));
    for (let time = 0; time < 3; time += 1) await one?.status('x').catch(() => undefined);
    await expect(other?.status('x')).rejects.toMatchObject({ kind: 'again', pauseSeconds: 60 });
    expect(server.asked).toHaveLength(3);
    await server.close();
  });
});
