import { describe, expect, it } from '@jest/globals';
import { checkoutSources, PAYMENT_SCHEMAS } from '../payments.ts';
import { apiOf, isCheckout } from './settings.ts';
import { SECRETS, sampleSettings } from './testing/open-pagopa.ts';

const HERE = 'http://127.0.0.1:8099';

describe('the settings of pagoPA', () => {
  it('need not say what has a usual value', () => {
    expect(sampleSettings('produzione')).toMatchObject({ validDays: 30, officeName: null, postalIban: null });
  });

  it.each([
    ['creditorFiscalCode', '12345678901'],
    ['creditorFiscalCode', '1234567890'],
    ['companyName', ''],
    ['companyName', 'x'.repeat(141)],
    ['companyName', 'Comune\ndi Bugliano'],
    ['segregationCode', '4'],
    ['iban', 'IT60X0542811101000000123457'],
    ['postalIban', 'x'],
    ['category', ''],
    ['noticeTemplate', ''],
    ['validDays', 0],
    ['validDays', 366],
    ['environment', 'prova'],
    ['environment', 'https://altrove.example'],
    ['environment', 'http://10.0.0.1:8099'],
    ['environment', `${HERE}/gpd`],
    ['chiave', 'x'],
  ])('are wrong where %s is %p, and say so', (name, value) => {
    const read = PAYMENT_SCHEMAS.pagopa.settings.safeParse({ ...sampleSettings(HERE), [name]: value });
    expect(read.error?.issues).toHaveLength(1);
    expect(JSON.stringify(read.error?.issues)).toContain(name);
  });

  it.each([
    [{ ...SECRETS, gpd: '' }],
    [{ ...SECRETS, gpd: 'è' }],
    [{ ...SECRETS, gpd: 'a\r\nb: c' }],
    [{ gpd: 'a', notices: 'b' }],
  ])('have keys that fit into a header: not %j', (secrets) => {
    expect(PAYMENT_SCHEMAS.pagopa.secrets.safeParse(secrets).success).toBe(false);
  });

  it('say where each API is', () => {
    const bases = (environment: string) =>
      (['gpd', 'checkout', 'bizEvents', 'notices'] as const).map(
        (name) => apiOf(name, sampleSettings(environment), SECRETS).base,
      );
    expect(bases('produzione')).toEqual([
      'https://api.platform.pagopa.it/gpd/debt-positions-service/v1',
      'https://api.platform.pagopa.it/checkout/ec/v1',
      'https://api.platform.pagopa.it/bizevents/service/v1',
      'https://api.platform.pagopa.it/print-payment-notice-service/external/v1',
    ]);
    expect(bases('collaudo')[0]).toBe('https://api.uat.platform.pagopa.it/gpd/debt-positions-service/v1');
    expect(bases(HERE)[0]).toBe(`${HERE}/gpd/debt-positions-service/v1`);
  });

  it.each([
    ['produzione', 'https://checkout.pagopa.it/x', true],
    ['produzione', 'https://api.platform.pagopa.it/ecommerce/checkout/v1/carts/1/redirect', true],
    ['produzione', 'https://pagopa.it.altrove.example/', false],
    ['produzione', 'https://altrovepagopa.it/', false],
    ['produzione', 'http://checkout.pagopa.it/', false],
    ['produzione', 'http://127.0.0.1:8099/', false],
    [HERE, `${HERE}/x`, true],
    [HERE, 'http://altrove.example/', false],
  ])('of %s say whether somebody is sent to %s to pay: %p', (environment, address, expected) => {
    expect(isCheckout(address, sampleSettings(environment))).toBe(expected);
  });

  it.each([
    ['pagopa', sampleSettings('collaudo'), ['https://*.pagopa.it']],
    ['pagopa', sampleSettings(HERE), [HERE]],
    ['pagopa', {}, []],
    ['bollo', {}, []],
  ] as const)('of %s %j say where a form may lead to: %j', (kind, settings, expected) => {
    const choice = { kind, stamps: 'declared', segregationCode: '01', validDays: 30, settings, sealed: '' } as const;
    expect(checkoutSources(choice)).toEqual(expected);
  });
});
