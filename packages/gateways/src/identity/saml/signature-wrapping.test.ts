import { beforeAll, describe, expect, it } from '@jest/globals';
import { aroundAssertion, inAssertion, text } from './testing/edit-xml.ts';
import { CHANGED_SIGNATURES } from './testing/refused/changed-signatures.ts';
import { assertionIn, forgedAssertion, WRAPPED_RESPONSES, withAssertion } from './testing/refused/wrapped-responses.ts';
import { openSignInStage, type SignInStage } from './testing/sign-in-stage.ts';
import { signAssertion, signWhole } from './testing/sign-part.ts';

let stage: SignInStage;
/** A true Response of the citizen, and a false Assertion about somebody else, without signature. */
let signed: string;
let forged: string;

beforeAll(async () => {
  stage = await openSignInStage('spid');
  signed = signAssertion(stage.unsigned(), stage.key);
  forged = forgedAssertion(stage.unsigned());
});

const assertionId = (xml: string): string => /<saml:Assertion ID="([^"]*)/u.exec(xml)?.[1] ?? '';
const notValid = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });

describe('signature wrapping', () => {
  it('would be worth it: the message that is changed is a good one', async () => {
    expect(await stage.verify(signed)).toMatchObject({ ok: true });
  });

  it.each(WRAPPED_RESPONSES)('is refused in form %s', async (_, rule, wrap) => {
    expect(await stage.verify(wrap(signed, forged, stage.key))).toEqual(notValid(rule));
  });

  it('is refused also when the forged Assertion carries the ID of the signed one', async () => {
    const id = assertionId(signed);
    const same = forged.replace('_falsa', id);
    for (const wrapped of [same + assertionIn(signed), assertionIn(signed) + same]) {
      expect(await stage.verify(withAssertion(signed, wrapped))).toEqual(notValid('assertion_one'));
    }
  });

  it('is refused when the wrapped one has another namespace or another case', async () => {
    const odd = assertionIn(signed)
      .replaceAll(/(<\/?)saml:Assertion/gu, '$1x:Assertion')
      .replace('<x:Assertion', '<x:Assertion xmlns:x="urn:x"');
    const inside = forged.replace('</saml:Assertion>', `${odd}</saml:Assertion>`);
    expect(await stage.verify(withAssertion(signed, inside))).toEqual(notValid('assertion_one'));
  });
});

describe('a signature', () => {
  it.each(CHANGED_SIGNATURES)('is refused with %s', async (_, rule, edit) => {
    expect(await stage.verify(edit(signed))).toEqual(notValid(rule));
  });

  it.each([
    ['the name of somebody else', text('>Dell&apos;Orto<', '>Rossi<')],
    ['a higher level', text('SpidL2', 'SpidL3')],
    ['a later end', text(/ NotOnOrAfter="[^"]*"/u, ' NotOnOrAfter="2026-03-02T11:00:00.000Z"')],
  ] as const)('is of no use to an Assertion that was given %s', async (_, edit) => {
    const changed = edit(signed.replace("Dell'Orto", 'Dell&apos;Orto'));
    expect(await stage.verify(inAssertion(() => assertionIn(changed))(signed))).toEqual(notValid('signature'));
  });

  it('must be there, on the Assertion', async () => {
    expect(await stage.verify(stage.unsigned())).toEqual(notValid('assertion_unsigned'));
    expect(await stage.verify(signWhole(stage.unsigned(), stage.key))).toEqual(notValid('assertion_unsigned'));
  });

  it('must be of a key that the federation knows, whatever certificate it brings along', async () => {
    const ofStranger = signAssertion(stage.unsigned(), stage.strangerKey);
    expect(await stage.verify(ofStranger)).toEqual(notValid('signature'));
    const ofBoth = signWhole(ofStranger, stage.key);
    expect(await stage.verify(ofBoth)).toEqual(notValid('signature'));
  });

  it('of the Response must be good too, when there is one', async () => {
    expect(await stage.verify(signWhole(signed, stage.strangerKey))).toEqual(notValid('signature'));
    const whole = signWhole(signed, stage.key);
    const extended = aroundAssertion(text('<samlp:Status>', '<samlp:Extensions/><samlp:Status>'))(whole);
    expect(await stage.verify(extended)).toEqual(notValid('signature'));
  });
});

describe('IDs', () => {
  it.each(['ID', 'Id', 'id'])('are refused when two are the same: %s', async (name) => {
    const id = assertionId(signed);
    const again = aroundAssertion(text('<samlp:Status>', `<samlp:Status ${name}="${id}">`))(signed);
    expect(await stage.verify(again)).toEqual(notValid('id_twice'));
  });
});
