import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityProviderEntry } from '@stanza/core';
import { makeErrorResponse } from '../test-provider/error-response.ts';
import { answeredRequest } from './read-response.ts';
import { aroundAssertion, attribute, inAssertion } from './testing/edit-xml.ts';
import { refusedResponses } from './testing/refused/refused-responses.ts';
import { DOCUMENT_TYPES, REFUSED_TEXTS } from './testing/refused/refused-texts.ts';
import { openSignInStage, REQUEST_ID, type SignInStage } from './testing/sign-in-stage.ts';
import { signAssertion, signWhole } from './testing/sign-part.ts';

let stage: SignInStage;
let cie: SignInStage;
beforeAll(async () => {
  [stage, cie] = await Promise.all([openSignInStage('spid'), openSignInStage('cie')]);
});

const notValid = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });

const RESPONSE = 'samlp:Response';
const ASSERTION = 'saml:Assertion';
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

describe('a Response that was changed and signed again', () => {
  it('is accepted when nothing is changed', async () => {
    expect(await stage.verify(signAssertion(stage.unsigned(), stage.key))).toMatchObject({ ok: true });
  });

  it.each(refusedResponses({ before: '2026-03-02T09:59:50.000Z', later: '2026-03-02T10:00:50.000Z' }))(
    '%s: %s',
    async (_, rule, edit) => {
      expect(await stage.verify(signAssertion(edit(stage.unsigned()), stage.key))).toEqual(notValid(rule));
    },
  );

  it('is refused when its Assertion has no ID that a signature could be over, or a malformed one', async () => {
    const signedXml = signAssertion(stage.unsigned(), stage.key);
    for (const value of ['', null, '1 2']) {
      const changed = inAssertion(attribute(ASSERTION, 'ID', value))(signedXml);
      expect(await stage.verify(changed)).toEqual(notValid('signature_reference'));
    }
    const digits = inAssertion(attribute(ASSERTION, 'ID', '12'))(stage.unsigned());
    expect(await stage.verify(signAssertion(digits, stage.key))).toEqual(notValid('signature_reference'));
  });

  it('is refused when the Assertion is missing', async () => {
    const empty = stage.unsigned().replace(/<saml:Assertion.*<\/saml:Assertion>/su, '');
    expect(await stage.verify(empty)).toEqual(notValid('assertion'));
    expect(await stage.verify(signWhole(empty, stage.key))).toEqual(notValid('assertion'));
  });
});

describe('a level below the one that was asked', () => {
  it('is refused', async () => {
    expect(await stage.verify(signAssertion(stage.unsigned({ level: 1 }), stage.key))).toEqual({
      ok: false,
      error: { code: 'level_too_low' },
    });
  });

  it('is refused from CIE below the third, whatever was asked', async () => {
    expect(await cie.verify(signAssertion(cie.unsigned({ level: 2 }), cie.key))).toEqual({
      ok: false,
      error: { code: 'level_too_low' },
    });
  });
});

describe('an answer that says that nobody signed in', () => {
  const answer = (error: number, signed = false) =>
    stage.verifyEncoded(
      makeErrorResponse({ ...stage, requestId: REQUEST_ID, at: stage.now }, error, signed ? stage.key : null),
    );

  it.each([19, 20, 21, 22, 23, 25, 30])('tells the citizen, with and without a signature: %d', async (error) => {
    const told = { ok: false, error: { code: 'not_signed_in', error } };
    expect(await answer(error)).toEqual(told);
    expect(await answer(error, true)).toEqual(told);
  });

  it.each([8, 9, 11, 12, 15, 18, 24, 99])('calls an operator: %d', async (error) => {
    expect(await answer(error)).toEqual({ ok: false, error: { code: 'provider_fault', error } });
  });

  it('calls an operator when it has no number', async () => {
    const failed = aroundAssertion(attribute('samlp:StatusCode', 'Value', `${STATUS}Responder`))(stage.unsigned());
    expect(await stage.verify(failed)).toEqual({ ok: false, error: { code: 'provider_fault', error: null } });
  });

  it('is none to another request, or of another provider', async () => {
    const facts = { ...stage, requestId: '_altra', at: stage.now };
    expect(await stage.verifyEncoded(makeErrorResponse(facts, 22, null))).toEqual(notValid('response_in_response_to'));
    const other: IdentityProviderEntry = { ...stage.provider, entityId: 'https://altro.example' };
    const ofOther = { ...stage, provider: other, requestId: REQUEST_ID, at: stage.now };
    expect(await stage.verifyEncoded(makeErrorResponse(ofOther, 22, null))).toEqual(notValid('response_issuer'));
  });
});

describe('what is no Response at all', () => {
  const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');

  it.each(REFUSED_TEXTS)('is refused: %s', async (_, rule, make) => {
    const encoded = make(base64(stage.unsigned()));
    expect(answeredRequest(encoded)).toEqual(notValid(rule));
    expect(await stage.verifyEncoded(encoded)).toEqual(notValid(rule));
  });

  it.each(DOCUMENT_TYPES)('is refused with a document type: %s', async (type) => {
    expect(await stage.verify(type + signAssertion(stage.unsigned(), stage.key))).toEqual(notValid('message_xml'));
  });
});

describe('the request that a Response answers', () => {
  it('is read from it, whatever else it says', () => {
    const xml = stage.unsigned();
    expect(answeredRequest(Buffer.from(xml).toString('base64'))).toEqual({
      ok: true,
      value: { requestId: REQUEST_ID, xml },
    });
  });

  it.each([null, '', '_a b', `_${'a'.repeat(300)}`])('must be one that can be: %s', (value) => {
    const xml = aroundAssertion(attribute(RESPONSE, 'InResponseTo', value))(stage.unsigned());
    expect(answeredRequest(Buffer.from(xml).toString('base64'))).toEqual(notValid('response_in_response_to'));
  });
});
