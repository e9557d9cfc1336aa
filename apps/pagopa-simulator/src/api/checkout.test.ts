import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CARTS, CF, numberAt, type Opened, openSimulator, positionBody } from '../testing/open-simulator.ts';

let on: Opened;
beforeEach(async () => {
  on = await openSimulator();
  await on.create(positionBody(1, {}, { fullName: 'Mario <b>Rossi</b>' }));
});
afterEach(() => on.simulator.close());

const URLS = {
  returnOkUrl: 'https://portale.example/ok',
  returnCancelUrl: 'https://portale.example/annullato',
  returnErrorUrl: 'https://altro.example/errore',
};
const notice = (serial: number, given: Readonly<Record<string, unknown>> = {}) => ({
  noticeNumber: numberAt(serial),
  fiscalCode: CF,
  amount: 1650,
  companyName: 'Comune di Bugliano',
  description: 'Diritti <script>alert(1)</script>',
  ...given,
});
const cart = (notices: readonly unknown[] = [notice(1)], returnUrls: unknown = URLS) =>
  on.ask('POST', CARTS, { paymentNotices: notices, returnUrls }, null);
const pathOf = (location: string | null): string => new URL(location ?? '').pathname;
const pageOf = async (): Promise<string> => pathOf((await cart()).headers.get('location'));
const press = async (path: string, does: string): Promise<string | null> =>
  (await on.ask('POST', `${path}/${does}`)).headers.get('location');

describe('a cart', () => {
  it('leads to a page on which it can be paid, once', async () => {
    const { status, headers } = await cart();
    expect(status).toBe(302);
    expect(headers.get('location')).toMatch(
      new RegExp(`^${on.simulator.url}/ecommerce/checkout/v1/carts/[-0-9a-f]{36}/redirect$`, 'u'),
    );
    const path = pathOf(headers.get('location'));
    const other = await pageOf();
    expect(await press(path, 'paga')).toBe(URLS.returnOkUrl);
    expect(await on.stateOf(1)).toBe('PAID');
    expect(await press(other, 'paga')).toBe(URLS.returnErrorUrl);
    expect(await press(path, 'paga')).toBe(URLS.returnErrorUrl);
    expect(on.simulator.charges()).toEqual([
      { creditor: CF, noticeNumber: numberAt(1), amount: 1650, at: on.clock.now(), where: 'online' },
    ]);
    expect((await on.ask('GET', path)).text).toContain('non si può pagare');
  });

  it.each([
    ['annulla', URLS.returnCancelUrl],
    ['errore', URLS.returnErrorUrl],
  ])('leads back with %s, and nobody has paid', async (does, where) => {
    expect(await press(await pageOf(), does)).toBe(where);
    expect(on.simulator.charges()).toEqual([]);
  });

  it('is not paid with another amount than is owed', async () => {
    const path = pathOf((await cart([notice(1, { amount: 1 })])).headers.get('location'));
    expect(await press(path, 'paga')).toBe(URLS.returnErrorUrl);
    expect(on.simulator.charges()).toEqual([]);
  });

  it('is not made of what cannot be paid', async () => {
    expect((await cart([notice(2)])).status).toBe(422);
    on.simulator.pay(CF, numberAt(1));
    expect((await cart()).status).toBe(422);
  });

  it('has five notices at the most, each once', async () => {
    for (const serial of [2, 3, 4, 5, 6]) await on.create(positionBody(serial));
    expect((await cart([1, 2, 3, 4, 5].map((serial) => notice(serial)))).status).toBe(302);
    expect((await cart([1, 2, 3, 4, 5, 6].map((serial) => notice(serial)))).status).toBe(422);
    expect((await cart([notice(1), notice(1)])).status).toBe(422);
  });

  it.each<[string, readonly unknown[], unknown]>([
    ['no notice', [], URLS],
    ['a short number', [{ ...notice(1), noticeNumber: '1' }], URLS],
    ['no creditor', [{ ...notice(1), fiscalCode: '' }], URLS],
    ['a long subject', [{ ...notice(1), description: 'x'.repeat(141) }], URLS],
    ['nowhere to go back to', [notice(1)], {}],
    ['a script to go back to', [notice(1)], { ...URLS, returnOkUrl: 'javascript:alert(1)' }],
  ])('is not made with %s', async (_what, notices, urls) => {
    expect((await cart(notices, urls)).status).toBe(400);
  });

  it('has a page that says what is paid, in safety', async () => {
    const { status, headers, text } = await on.ask('GET', await pageOf());
    expect(status).toBe(200);
    for (const said of ['Comune di Bugliano', '16,50 euro', numberAt(1), 'Paga', 'Annulla', 'Errore'])
      expect(text).toContain(said);
    expect(text).toContain('Diritti &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self' https://portale.example https://altro.example; base-uri 'none'; frame-ancestors 'none'",
    );
    expect((await on.ask('GET', '/simulatore/stile.css')).headers.get('content-type')).toContain('text/css');
  });

  it('that nobody knows has a page that says so', async () => {
    const path = '/ecommerce/checkout/v1/carts/x/redirect';
    expect((await on.ask('GET', path)).status).toBe(404);
    expect((await on.ask('POST', `${path}/paga`)).status).toBe(404);
  });
});

describe('the counter', () => {
  const payAt = async (serial: number, headers: Readonly<Record<string, string>> = {}) => {
    const body = new URLSearchParams({ cf: CF, nav: numberAt(serial) });
    return fetch(`${on.simulator.url}/sportello`, { method: 'POST', body, headers, redirect: 'manual' });
  };

  it('shows what can be paid, and takes it from whoever has the notice', async () => {
    await on.create(positionBody(2));
    on.simulator.withdraw(CF, 'pratica-2');
    const { text } = await on.ask('GET', '/sportello');
    expect(text).toContain(numberAt(1));
    expect(text).not.toContain(numberAt(2));
    expect(text).not.toContain('Rossi');
    expect((await payAt(1)).headers.get('location')).toBe('/sportello?esito=pagato');
    expect((await payAt(1)).headers.get('location')).toBe('/sportello?esito=rifiutato');
    expect((await on.ask('GET', '/sportello?esito=pagato')).text).toContain('L’avviso è stato pagato.');
    expect((await on.ask('GET', '/sportello')).text).toContain('Non c’è nessun avviso da pagare.');
    expect(on.simulator.charges()).toMatchObject([{ where: 'sportello', amount: 1650 }]);
  });

  it('is not paid at by the page of somebody else', async () => {
    expect((await payAt(1, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(on.simulator.charges()).toEqual([]);
  });
});
