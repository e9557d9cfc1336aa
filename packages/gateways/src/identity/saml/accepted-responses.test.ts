import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Federation, SignInLevel, VerifiedIdentity } from '@stanza/core';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems, signatureProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { makeErrorResponse } from '../test-provider/error-response.ts';
import { encodeMessage } from '../test-provider/sign-response.ts';
import { NAMESPACES } from './saml-names.ts';
import { certificateBase64 } from './signing-key.ts';
import { aroundAssertion, attribute, type Edit, filled, inAssertion, text } from './testing/edit-xml.ts';
import { openSignInStage, REQUEST_ID, type SignInStage } from './testing/sign-in-stage.ts';
import { signAssertion, signWhole } from './testing/sign-part.ts';

let stage: SignInStage;
let cie: SignInStage;
beforeAll(async () => {
  [stage, cie] = await Promise.all([openSignInStage('spid'), openSignInStage('cie')]);
});

const told = (verified: VerifiedIdentity, level: SignInLevel = 2) => ({ ok: true, value: { verified, level } });
const after = (seconds: number) => new Date(stage.now.getTime() + seconds * 1000);
const notValid = (rule: string) => ({ ok: false, error: { code: 'not_valid', rule } });
const INSTANTS = /T10:00:20\.000Z/gu;

describe('a Response as providers write it', () => {
  it.each([
    ['as it is', (xml) => xml],
    ['with an XML declaration', (xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`],
    ['with an XML declaration of one quote', (xml) => `<?xml version='1.0' encoding='utf-8' standalone='yes'?>${xml}`],
    ['with a mark of the order of bytes', (xml) => `\uFEFF${xml}`],
    ['with lines that end as in Windows', aroundAssertion((xml) => xml.replaceAll('><', '>\r\n<'))],
  ] satisfies [string, Edit][])('is accepted: %s', async (_, edit) => {
    expect(await stage.verify(edit(signAssertion(stage.unsigned(), stage.key)))).toMatchObject(told(stage.citizen));
  });

  it.each([
    ['without fraction', text(INSTANTS, 'T10:00:20Z')],
    ...['1', '12', '123', '1234', '12345', '123456', '1234567', '12345678', '123456789'].map(
      (digits): [string, Edit] => [`with ${digits.length} fraction digits`, text(INSTANTS, `T10:00:20.${digits}Z`)],
    ),
    ['attributes without NameFormat', inAssertion((xml) => xml.replaceAll(/ NameFormat="[^"]*"/gu, ''))],
    ['values without type', inAssertion((xml) => xml.replaceAll(/ xsi:type="[^"]*"/gu, ''))],
    ['the Issuer of the Response without Format', aroundAssertion(attribute('saml:Issuer', 'Format', null))],
    ['lines between the elements', (xml) => xml.replaceAll('><', '>\n  <')],
    [
      'audiences of others beside ours',
      inAssertion(text('<saml:Audience>', '<saml:Audience>https://altro.example</saml:Audience><saml:Audience>')),
    ],
    ['a condition of one use', inAssertion(text('</saml:Conditions>', '<saml:OneTimeUse/></saml:Conditions>'))],
    [
      'an attribute that nobody asked for',
      inAssertion(
        text(
          '</saml:AttributeStatement>',
          '<saml:Attribute Name="gender"><saml:AttributeValue>M</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
        ),
      ),
    ],
    ['a codice fiscale without its prefix', inAssertion(text('TINIT-', ''))],
    [
      'an authority that stands behind it',
      inAssertion(
        text(
          '</saml:AuthnContext>',
          '<saml:AuthenticatingAuthority>https://idp.example</saml:AuthenticatingAuthority></saml:AuthnContext>',
        ),
      ),
    ],
  ] satisfies [string, Edit][])('is accepted, signed like this: %s', async (_, edit) => {
    expect(await stage.verify(signAssertion(edit(stage.unsigned()), stage.key))).toMatchObject(told(stage.citizen));
  });

  it('is accepted with both signatures and with every attribute that SPID knows, each described in full', async () => {
    const others = Array.from({ length: 14 }, (_, index) =>
      /<saml:Attribute .*?<\/saml:Attribute>/su
        .exec(stage.unsigned())?.[0]
        .replace('Name="name"', `Name="altro${index}" FriendlyName="Altro"`),
    );
    const end = '</saml:AttributeStatement>';
    const full = stage
      .unsigned()
      .replace(end, others.join('') + end)
      .replaceAll('><', '>\n<');
    expect(full.split('<saml:Attribute ')).toHaveLength(23);
    const xml = signWhole(signAssertion(full, stage.key), stage.key);
    expect(await stage.verify(xml)).toMatchObject(told(stage.citizen));
  });

  it('is accepted with a form field that is broken in lines', async () => {
    const encoded = encodeMessage(signAssertion(stage.unsigned(), stage.key));
    const lines = encoded.replaceAll(/.{76}/gu, (line) => `${line}\r\n`);
    expect(await stage.verifyEncoded(lines)).toMatchObject(told(stage.citizen));
  });

  it('is accepted at a higher level than was asked', async () => {
    const xml = signAssertion(stage.unsigned({ level: 3 }), stage.key);
    expect(await stage.verify(xml)).toMatchObject(told(stage.citizen, 3));
  });

  it('keeps the session of the first level alone', async () => {
    const low = await openSignInStage('spid', 1);
    const session = (level: SignInLevel) => low.verify(signAssertion(low.unsigned({ level }), low.key));
    expect(await session(1)).toMatchObject({ value: { level: 1, session: { sessionIndex: expect.any(String) } } });
    expect(await session(2)).toMatchObject({ value: { level: 2, session: { sessionIndex: null } } });
  });

  it('is accepted with a name of the person that has lines around it, which are no part of it', async () => {
    const padded = inAssertion(filled('saml:NameID', '\n      una-persona\n    '))(stage.unsigned());
    const session = { nameId: 'una-persona' };
    expect(await stage.verify(signAssertion(padded, stage.key))).toMatchObject({ ok: true, value: { session } });
  });

  it('is accepted from CIE, which writes no Format and says four things', async () => {
    const { identity } = cie.citizen;
    const xml = signAssertion(cie.unsigned({ level: 3 }), cie.key);
    expect(xml).not.toContain('nameid-format:entity');
    expect(await cie.verify(xml)).toMatchObject(
      told({ identity: { ...identity, luogoNascita: null }, email: null, telefono: null }, 3),
    );
  });
});

describe('what is read of a citizen', () => {
  const END = '</saml:AttributeStatement>';
  const read = async (edit: Edit) => {
    const result = await stage.verify(signAssertion(inAssertion(edit)(stage.unsigned()), stage.key));
    return result.ok ? result.value.verified : result.error;
  };
  const withoutAttribute = (name: string) =>
    text(new RegExp(`<saml:Attribute Name="${name}".*?</saml:Attribute>`, 'su'), '');

  it('keeps accents, apostrophes and what XML escapes', async () => {
    expect(stage.citizen.identity).toMatchObject({ nome: 'Niccolò', cognome: "Dell'Orto" });
    expect(await read(text("Dell'Orto", 'D&#xE8; &amp; <![CDATA[<Orto>]]>'))).toMatchObject({
      identity: { cognome: 'Dè & <Orto>' },
    });
  });

  it('is of the birth what the provider says, and nothing where it does not', async () => {
    const { identity } = stage.citizen;
    const [noDay, noPlace] = [{ dataNascita: null }, { luogoNascita: null }];
    for (const [edit, missing] of [
      [withoutAttribute('dateOfBirth'), noDay],
      [withoutAttribute('placeOfBirth'), noPlace],
      [text('>L378<', '>Z999<'), noPlace],
      [text('>1992-11-30<', '>30/11/1992<'), noDay],
    ] as const)
      expect(await read(edit)).toEqual({ ...stage.citizen, identity: { ...identity, ...missing } });
    expect(await read(text('>L378<', '>Cognola<'))).toMatchObject({ identity: { luogoNascita: 'Cognola' } });
    expect(await read(text('>1992-11-30<', '>1892-11-30<'))).toMatchObject({ identity: { dataNascita: '1892-11-30' } });
  });

  it('leaves out contacts that are missing, empty or no contacts', async () => {
    expect(await read(withoutAttribute('email'))).toEqual({ ...stage.citizen, email: null });
    expect(await read(text(`>${stage.citizen.email}<`, '>nessuna<'))).toEqual({ ...stage.citizen, email: null });
    expect(await read(withoutAttribute('mobilePhone'))).toEqual({ ...stage.citizen, telefono: null });
    expect(await read(text(`>${stage.citizen.email}<`, '><'))).toEqual({ ...stage.citizen, email: null });
  });

  it.each<readonly [string, string]>([
    ['has two values', '<saml:AttributeValue>a@cittadini.example</saml:AttributeValue>'.repeat(2)],
    ['is very long', `<saml:AttributeValue>${'a'.repeat(490)}@cittadini.example</saml:AttributeValue>`],
    ['has elements in it', '<saml:AttributeValue><mail>a@cittadini.example</mail></saml:AttributeValue>'],
    ['is nil', '<saml:AttributeValue/>'],
  ])('leaves out an attribute that it can do without, when it %s', async (_, content) => {
    const value = /(<saml:Attribute Name="email"[^>]*>).*?(?=<\/saml:Attribute>)/su;
    expect(await read((xml) => xml.replace(value, `$1${content}`))).toEqual({ ...stage.citizen, email: null });
    const unknown = `<saml:Attribute Name="altro">${content}</saml:Attribute>`;
    expect(await read(text(END, unknown + END))).toEqual(stage.citizen);
  });

  it('leaves out an attribute that it can do without, when it is there twice', async () => {
    const email = /<saml:Attribute Name="email".*?<\/saml:Attribute>/su;
    expect(await read((xml) => xml.replace(email, '$&$&'))).toEqual({ ...stage.citizen, email: null });
    const unknown = '<saml:Attribute Name="altro"><saml:AttributeValue>1</saml:AttributeValue></saml:Attribute>';
    expect(await read(text(END, unknown + unknown + END))).toEqual(stage.citizen);
  });

  it('is all of a text, also of one that comments divide', async () => {
    const signed = signAssertion(stage.unsigned(), stage.key);
    const divided = text(">Dell'Orto<", ">Dell<!-- ' -->'Or<!---->to<")(signed);
    expect(await stage.verify(divided)).toMatchObject(told(stage.citizen));
    const nameId = /(?<=<saml:NameID[^>]*>)[^<]*/u.exec(signed)?.[0] ?? '';
    const commented = signed.replace(`>${nameId}<`, `>${nameId.slice(0, 5)}<!-- x -->${nameId.slice(5)}<`);
    expect(await stage.verify(commented)).toMatchObject({ value: { session: { nameId } } });
  });
});

describe('clocks', () => {
  it.each([-3, -1, 0, 3])('may differ a little: ours by %d seconds', async (seconds) => {
    const xml = signAssertion(stage.unsigned(), stage.key);
    expect(await stage.verify(xml, after(seconds))).toMatchObject({ ok: true });
  });

  it('may not differ more', async () => {
    const xml = signAssertion(stage.unsigned(), stage.key);
    expect(await stage.verify(xml, after(-4))).toEqual(notValid('response_issue_instant'));
  });

  it('end an answer after five minutes and a little', async () => {
    const xml = signAssertion(stage.unsigned(), stage.key);
    expect(await stage.verify(xml, after(302))).toMatchObject({ ok: true });
    expect(await stage.verify(xml, after(303))).toEqual(notValid('subject_not_on_or_after'));
  });
});

describe('providers', () => {
  const certificates = () =>
    [stage.strangerKey, stage.key].map(({ certificatePem }) => certificateBase64(certificatePem));

  it('change their key over some days, in which both are good', async () => {
    for (const key of [stage.key, stage.strangerKey]) {
      const xml = signAssertion(stage.unsigned(), key);
      expect(await stage.verifyFrom({ ...stage.provider, certificates: certificates() }, xml)).toMatchObject({
        ok: true,
      });
    }
  });

  it('may sign the Response with the one key and the Assertion with the other', async () => {
    const provider = { ...stage.provider, certificates: certificates() };
    const xml = signWhole(signAssertion(stage.unsigned(), stage.key), stage.strangerKey);
    expect(await stage.verifyFrom(provider, xml)).toMatchObject({ ok: true });
    expect(await stage.verify(xml)).toEqual(notValid('signature'));
  });

  it.each([
    ['no certificate', /<ds:KeyInfo>.*?<\/ds:KeyInfo>/gsu, ''],
    ['an empty one', /(?<=<ds:X509Certificate>).*?(?=<)/gsu, ''],
    ['only the name of its key', /<ds:X509Data>.*?<\/ds:X509Data>/gsu, '<ds:KeyName>chiave</ds:KeyName>'],
    ['those that have signed its own too', '</ds:X509Certificate>', '</ds:X509Certificate>$chain'],
    ['its certificate in lines', /(?<=<ds:X509Certificate>)|(?=<\/ds:X509Certificate>)/gu, '\n'],
  ])('may carry %s in a signature', async (_, what, instead) => {
    const [stranger = ''] = certificates();
    const chain = `<ds:X509Certificate>${stranger}</ds:X509Certificate>`;
    const provider = { ...stage.provider, certificates: certificates() };
    const xml = signAssertion(stage.unsigned(), stage.key).replace(
      what,
      instead.replace('$chain', () => chain),
    );
    expect(await stage.verifyFrom(provider, xml)).toMatchObject({ ok: true });
    expect(await stage.verify(xml)).toMatchObject({ ok: true });
  });

  it('are not believed for a certificate that is in the signature', async () => {
    const [stranger = '', own = ''] = certificates();
    const byStranger = signAssertion(stage.unsigned(), stage.strangerKey);
    expect(await stage.verify(byStranger)).toEqual(notValid('signature'));
    expect(await stage.verify(byStranger.replace(stranger, own))).toEqual(notValid('signature'));
    const bySelf = signAssertion(stage.unsigned(), stage.key);
    expect(await stage.verify(bySelf.replace(own, stranger))).toEqual(notValid('signature'));
    expect(await stage.verify(bySelf.replace(own, 'AAAA'))).toEqual(notValid('signature'));
  });

  it('do not answer for each other', async () => {
    const other = { ...stage.provider, entityId: 'https://altro.example', certificates: certificates().slice(0, 1) };
    const named = (xml: string) => xml.replaceAll(stage.provider.entityId, other.entityId);
    const ofOther = signAssertion(named(stage.unsigned()), stage.strangerKey);
    expect(await stage.verifyFrom(other, ofOther)).toMatchObject({ ok: true });
    // To a request that went to the first: with its own name, with the name of the first, with that around its own Assertion.
    expect(await stage.verify(ofOther)).toEqual(notValid('response_issuer'));
    expect(await stage.verify(signAssertion(stage.unsigned(), stage.strangerKey))).toEqual(notValid('signature'));
    const mixed = aroundAssertion(filled('saml:Issuer', stage.provider.entityId))(ofOther);
    expect(await stage.verify(mixed)).toEqual(notValid('signature'));
  });
});

describeWithXmlTools('the answers of the test provider as others judge them', () => {
  const opened = (federation: Federation) => (federation === 'spid' ? stage : cie);
  const onAssertion = { namespace: NAMESPACES.assertion, name: 'Assertion' };
  const onResponse = { namespace: NAMESPACES.protocol, name: 'Response' };

  it.each(['spid', 'cie'] as const)('are valid and well signed: %s', async (federation) => {
    const { unsigned, key, strangerKey } = opened(federation);
    const xml = signAssertion(unsigned({ level: 3 }), key);
    expect(await schemaProblems(xml, 'protocol')).toBe('');
    expect(await signatureProblems(xml, key.certificatePem, onAssertion)).toBe('');
    expect(await signatureProblems(xml, strangerKey.certificatePem, onAssertion)).not.toBe('');
    const whole = signWhole(unsigned({ level: 1 }), key);
    expect(await schemaProblems(whole, 'protocol')).toBe('');
    expect(await signatureProblems(whole, key.certificatePem, onResponse)).toBe('');
  });

  it.each(['spid', 'cie'] as const)('are valid when nobody signed in: %s', async (federation) => {
    const facts = { ...opened(federation), requestId: REQUEST_ID, at: stage.now };
    for (const key of [null, stage.key]) {
      const xml = Buffer.from(makeErrorResponse(facts, 22, key), 'base64').toString('utf8');
      expect(await schemaProblems(xml, 'protocol')).toBe('');
    }
  });
});
