import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SigningKey } from '@stanza/gateways';
import { encodeMessage, testCitizens } from '@stanza/gateways/test-provider';
import {
  CHANGED_SIGNATURES,
  DOCUMENT_TYPES,
  forgedAssertion,
  REFUSED_TEXTS,
  refusedResponses,
  sampleKey,
  sampleSettings,
  signAssertion,
  signWhole,
  WRAPPED_RESPONSES,
} from '@stanza/gateways/testing';
import { makePool } from '@stanza/postgres';
import { enterSpid, type PlayedProvider } from '../../src/testing/played-provider.ts';
import type { Page } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

/** Every refusal of the reference (spid.md 2.4) through the door: the same tables as in the tests of the gateway. */
const ACS = '/tre-ville/spid/acs';
const IDP = 'https://uno.gestori.example';
const NOT_VALID = 'L’accesso non è riuscito';
const START = Date.now();
const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

const logged: string[] = [];
let portal: TestPortal;
let provider: PlayedProvider;
let strangerKey: SigningKey;
beforeAll(async () => {
  portal = await makeTestPortal({ log: (line) => logged.push(line) });
  const [one] = await enterSpid(portal, 'tre-ville', [IDP]);
  if (one === undefined) throw new Error('A provider was asked for');
  [provider, strangerKey] = [one, await sampleKey(sampleSettings('spid'))];
});
afterAll(() => portal.close());

type Write = (unsigned: string, key: SigningKey) => string;

const person = () => {
  const citizen = testCitizens.find(({ key }) => key === 'niccolo-dell-orto');
  if (citizen === undefined) throw new Error('Nobody signs in');
  return citizen.verified;
};

/** What somebody is told who asked for a sign-in, and to whom the provider answers so. */
const answered = async (written: Write, livello = '2', level: 1 | 2 = 2): Promise<Page> => {
  const browser = portal.browser();
  const login = await browser.get(`/tre-ville/spid/login?${new URLSearchParams({ idp: IDP, livello })}`);
  const { form } = provider.answer(login, person(), { level, written });
  logged.length = 0;
  return browser.post(ACS, form);
};

/** What is sent as it is, to no request. */
const sent = (SAMLResponse: string): Promise<Page> => {
  logged.length = 0;
  return portal.browser().post(ACS, { SAMLResponse });
};

/** What no page says: what messages are made of, the names of our rules, where our program broke. */
const INTERNALS =
  /ErrorCode|saml|xml|DOCTYPE|InResponseTo|Assertion|provider_|request_|not_valid|(response|message|assertion|signature|subject|conditions|authn|attribute|name_id)_[a-z]|node_modules|\.ts:\d/iu;

/** A page that refuses, in Italian, that says nothing of why and signs nobody in; the rule is in the log alone. */
const refused = (page: Page, rule: string | null, title = NOT_VALID, status = 403): void => {
  expect([page.status, page.location, page.text('h1')]).toEqual([status, null, title]);
  expect(page.html.querySelector('html')?.getAttribute('lang')).toBe('it');
  expect(page.text('main')).not.toMatch(INTERNALS);
  expect(page.body).not.toContain('niccolo');
  expect(page.headers['set-cookie']).toBeUndefined();
  const lines = logged.map((line) => JSON.parse(line));
  expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
  expect(lines.flatMap((line) => line.rule ?? [])).toEqual(rule === null ? [] : [rule]);
  expect(logged.join('\n')).not.toMatch(/DLLNCL|Niccol/u);
};

describe('a Response that a provider has signed', () => {
  it('signs somebody in when nothing is changed', async () => {
    expect((await answered(signAssertion)).location).toBe('/tre-ville/stanza');
  });

  // With another number it is an answer to nothing: nobody looks at the rest.
  const ruleAtDoor = (what: string, rule: string) =>
    what === 'samlp:Response InResponseTo other' ? 'request_unknown' : rule;
  it.each(refusedResponses({ before: at(-1), later: at(60) }))('is refused with %s: %s', async (what, rule, edit) => {
    refused(await answered((xml, key) => signAssertion(edit(xml), key)), ruleAtDoor(what, rule));
  });

  it('is refused without an Assertion', async () => {
    const empty: Write = (xml) => xml.replace(/<saml:Assertion.*<\/saml:Assertion>/su, '');
    refused(await answered(empty), 'assertion');
    refused(await answered((xml, key) => signWhole(empty(xml, key), key)), 'assertion');
  });

  it.each([
    ['empty', ' ID=""'],
    ['missing', ''],
    ['malformed', ' ID="1 2"'],
  ])('is refused when the ID of its Assertion is %s', async (_what, id) => {
    const edit = (xml: string) => xml.replace(/(<saml:Assertion) ID="[^"]*"/u, `$1${id}`);
    refused(await answered((xml, key) => edit(signAssertion(xml, key))), 'signature_reference');
  });

  it('is refused below the level that was asked for', async () => {
    refused(await answered(signAssertion, '2', 1), null, 'L’accesso non è abbastanza sicuro');
  });

  it.each(DOCUMENT_TYPES)('is refused with a document type: %s', async (type) => {
    refused(await answered((xml, key) => type + signAssertion(xml, key)), 'message_xml');
  });
});

describe('a signature', () => {
  it.each(WRAPPED_RESPONSES)('wraps nothing, in form %s', async (_form, rule, wrap) => {
    refused(await answered((xml, key) => wrap(signAssertion(xml, key), forgedAssertion(xml), key)), rule);
  });

  it.each(CHANGED_SIGNATURES)('is refused with %s', async (_what, rule, edit) => {
    refused(await answered((xml, key) => edit(signAssertion(xml, key))), rule);
  });

  it('must be there, on the Assertion, and of the provider', async () => {
    refused(await answered((xml) => xml), 'assertion_unsigned');
    refused(await answered(signWhole), 'assertion_unsigned');
    refused(await answered((xml) => signAssertion(xml, strangerKey)), 'signature');
    refused(await answered((xml, key) => signWhole(signAssertion(xml, key), strangerKey)), 'signature');
  });
});

describe('what is no Response', () => {
  it.each(REFUSED_TEXTS)('is refused: %s', async (what, rule, make) => {
    const page = await sent(make(encodeMessage('<a/>'.repeat(40))));
    // More than a form may have: nobody reads it.
    if (what === '5 MB') refused(page, null, 'Contenuto troppo grande', 413);
    else refused(page, rule);
  });

  it('is refused: 400 KB', async () => {
    refused(await sent(encodeMessage(`<x>${'a'.repeat(400 * 1024)}</x>`)), 'message_size');
  });
});

describe('nobody', () => {
  it('is signed in by any of these, beside the one whose Response was good', async () => {
    const pool = makePool(portal.database.adminUrl, { max: 1 });
    const { rowCount } = await pool.query('select from session').finally(() => pool.end());
    expect(rowCount).toBe(1);
  });
});
