import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HUGE_TEXTS, nastyText, seeded } from '@stanza/core/testing';
import { catalogue } from '@stanza/services';
import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { fillIn, sendCertificate } from '../../src/testing/certificato.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
let citizen: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal();
  await portal.asOwner('update service set opens_on = null, closes_on = null');
  citizen = await portal.citizen('anna-bianchi');
}, 120_000);
afterAll(() => portal.close());

type Fields = readonly (readonly [string, string])[];

const NAMES = [
  ...['__proto__', 'constructor', 'toString', 'a[b]', 'a[]', 'a.b.c', 'a.0.b', '', ' ', 'azione', 'nota_privata', 'è'],
  ...['togli:constructor:x', 'togli:__proto__:x', 'riusa:__proto__', 'riusa:constructor', 'conferma', 'dati_visti'],
];
const ACTIONS = ['avanti', 'indietro', 'ricomincia', 'nota', 'salva', 'aggiungi:constructor', 'togli:figli:99', '\0'];

/** Fields under the names of a page and under any others; a name may come several times. */
const anyForm = (names: readonly string[]): fc.Arbitrary<Fields> => {
  const name = fc.oneof(fc.constantFrom(...NAMES, ...names), nastyText());
  const value = fc.oneof({ weight: 40, arbitrary: nastyText() }, fc.constantFrom(...HUGE_TEXTS));
  const action = fc.constantFrom(...ACTIONS).map((azione) => ['azione', azione] as const);
  return fc
    .tuple(fc.array(fc.tuple(name, value), { maxLength: 12 }), action)
    .map(([fields, last]) => [...fields, last]);
};

const BOUNDARY = 'confine';
const multipart = (fields: Fields): string =>
  [
    ...fields.map(([name, value]) => {
      const quoted = name.replaceAll(/[\r\n"]/gu, '_');
      return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quoted}"\r\n\r\n${value}\r\n`;
    }),
    `--${BOUNDARY}--\r\n`,
  ].join('');

/** Percent-encoded; half a character goes as the three bytes that a careless program makes of it. */
const encoded = (text: string): string =>
  text.isWellFormed()
    ? encodeURIComponent(text)
    : [...text].map((one) => (one.isWellFormed() ? encodeURIComponent(one) : '%ED%A0%80')).join('');
const urlencoded = (fields: Fields): string =>
  fields.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');

/** Sends a form as any program may: also a name twice, and what no browser sends. */
const sendForm = async (browser: TestBrowser, url: string, fields: Fields, asMultipart = false) => {
  const { statusCode, body, headers } = await portal.app.server.inject({
    method: 'POST',
    url,
    payload: asMultipart ? multipart(fields) : urlencoded(fields),
    headers: {
      'content-type': asMultipart ? `multipart/form-data; boundary=${BOUNDARY}` : 'application/x-www-form-urlencoded',
    },
    cookies: Object.fromEntries(browser.cookies),
  });
  return { status: statusCode, body, location: headers.location };
};

const tokenAt = async (browser: TestBrowser, url: string): Promise<string> => {
  const page = await browser.visit(url);
  return page.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
};

const FINE = [200, 204, 303];
const REFUSED = [400, 403, 404, 409, 410, 413, 415, 422, 429];

/** What a person can go on from: another page, or one in Italian that says what is wrong. */
const expectSensible = (url: string, { status, body }: { readonly status: number; readonly body: string }): void => {
  expect({ url, status, known: [...FINE, ...REFUSED].includes(status) }).toEqual({ url, status, known: true });
  // What script sends while one types is answered without a page.
  if (!REFUSED.includes(status) || (status === 409 && body === '')) return;
  const page = parse(body);
  expect({ url, status, lang: page.querySelector('html')?.getAttribute('lang') }).toEqual({ url, status, lang: 'it' });
  expect((page.querySelector('main')?.textContent ?? '').trim()).not.toBe('');
};

describe.each(catalogue.map((definition) => ({ slug: definition.slug, definition })))(
  '$slug',
  ({ slug, definition }) => {
    const compiled = () => portal.portal.services.compile(definition);

    it('takes any form at any step without ever failing, and sends nothing', async () => {
      const start = `/rovereto/servizi/${slug}/compila`;
      const [first] = definition.steps;
      const token = await tokenAt(citizen, start);
      const begun = await sendForm(citizen, start, [
        ['_csrf', token],
        [first?.id ?? '', 'si'],
        ['azione', 'avanti'],
      ]);
      const practice = String(begun.location).split('/compila/', 1)[0] ?? '';
      expect(practice).toMatch(/pratiche\/[0-9a-f-]{36}$/u);
      for (const { definition: step, fields } of compiled().steps) {
        const url = `${practice}/compila/${step.id}`;
        const names = [step.id, ...fields.map(({ field }) => field.id)];
        const property = fc.asyncProperty(anyForm(names), fc.boolean(), async (form, asMultipart) => {
          expectSensible(url, await sendForm(citizen, url, [['_csrf', token], ...form], asMultipart));
        });
        await fc.assert(property, seeded(4));
        expect((await citizen.visit(url)).status).toBe(200);
      }
      await sendForm(citizen, `${practice}/compila/${first?.id}`, [
        ['_csrf', token],
        ['azione', 'avanti'],
      ]);
      const summary = `${practice}/compila/${definition.steps.at(-1)?.id}`;
      const sent = await sendForm(citizen, summary, [
        ['_csrf', token],
        ['azione', 'avanti'],
        ['conferma', 'si'],
      ]);
      expect([sent.status, String(sent.location)]).toEqual([303, expect.stringContaining(`/compila/${first?.id}?`)]);
    });
  },
);

describe('what was typed in a step', () => {
  it('is still there when it is wrong, without what cannot be kept', async () => {
    const somebody = await portal.citizen('zoe-cosi');
    const practice = await fillIn(somebody, 'tipologia-ed-uso');
    const url = `${practice}/compila/tipologia-ed-uso`;
    const token = await tokenAt(somebody, url);
    const uso = `Banca\0 \u202Eoblio ${'x'.repeat(1000)}`;
    const form: Fields = [
      ['_csrf', token],
      ['uso', 'prima'],
      ['uso', uso],
      ['tipologia', 'inventata'],
      ['azione', 'avanti'],
    ];
    expect((await sendForm(somebody, url, form)).status).toBe(422);
    const page = await somebody.visit(url);
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe(`Banca oblio ${'x'.repeat(1000)}`);
    const sent = await sendForm(somebody, `${practice}/compila/conferma`, [
      ['_csrf', token],
      ['conferma', 'si'],
    ]);
    expect(String(sent.location)).toContain('/compila/tipologia-ed-uso?');
  });
});

describe('a file to take out of a field', () => {
  it('is none when the field has a name that every object has', async () => {
    const somebody = await portal.citizen('lucia-d-amico');
    const url = `${await fillIn(somebody, 'tipologia-ed-uso')}/compila/tipologia-ed-uso`;
    const token = await tokenAt(somebody, url);
    for (const name of ['togli:constructor:x', 'togli:__proto__:x', 'riusa:__proto__']) {
      const sent = await sendForm(somebody, url, [
        ['_csrf', token],
        [name, 'x'],
        ['uso', 'Banca'],
        ['azione', 'nota'],
      ]);
      expect([name, sent.status]).toEqual([name, 303]);
    }
  });
});

describe('every other form of the portal', () => {
  it('takes anything without ever failing', async () => {
    const somebody = await portal.citizen('mario-rossi');
    const practice = (await sendCertificate(somebody)).split('/').at(-1) ?? '';
    await portal.drain();
    const operator = await portal.operator();
    const administrator = await portal.operator('amministratore');
    const posts = portal.app.routes.routes.filter(({ method, url }) => method === 'POST' && !/esci$/u.test(url));
    expect(posts.length).toBeGreaterThan(15);
    for (const { url } of posts) {
      const path = url
        .replace(':ente', 'rovereto')
        .replace(':servizio', 'stato-di-famiglia')
        .replace(':pratica', practice)
        .replaceAll(/:[A-Za-z]+/gu, '00000000-0000-4000-8000-000000000000');
      for (const browser of url.includes('/operatori') ? [operator, administrator] : [somebody]) {
        const token = await tokenAt(browser, url.includes('/operatori') ? '/rovereto/operatori' : '/rovereto/stanza');
        const shown = await browser.visit(path);
        const names = shown.html.querySelectorAll('[name]').map((control) => control.getAttribute('name') ?? '');
        const property = fc.asyncProperty(anyForm(names), fc.boolean(), async (form, asMultipart) => {
          expectSensible(path, await sendForm(browser, path, [...form, ['_csrf', token]], asMultipart));
        });
        await fc.assert(property, seeded(8));
      }
    }
  }, 120_000);

  it('and every search takes any words', async () => {
    const pages = [
      '/rovereto/servizi?cerca=',
      '/?cerca=',
      '/rovereto/luoghi?tipo=comune&cerca=',
      '/rovereto/pratiche?stato=',
    ];
    const property = fc.asyncProperty(fc.constantFrom(...pages), nastyText(), async (page, text) => {
      expectSensible(page, await citizen.get(page + encoded(text)));
      expectSensible(page, await citizen.get(`${page}${encoded(text)}&${page.split('?')[1]}${encoded(text)}`));
    });
    await fc.assert(property, seeded(60));
  });
});
