import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Federation, IdentityFederation, IdentityProviderEntry } from '@stanza/core';
import { makeMemoryTerritory } from '@stanza/core/testing';
import { z } from 'zod';
import { describeWithPrograms } from '../../../../../scripts/testing/describe-with-programs.ts';
import { missingXmlTools } from '../../../../../scripts/testing/xml-tools.ts';
import { makeProviderKey } from '../test-provider/provider-key.ts';
import { acsUrl, logoutUrl } from './addresses.ts';
import { makeCertificate } from './certificate.ts';
import { makeSamlFederation } from './make-saml-federation.ts';
import { readRegistry } from './registry-file.ts';
import { certificateBase64, type SigningKey } from './signing-key.ts';
import { missingPysaml2, openPysaml2, type Pysaml2, type Pysaml2Provider } from './testing/pysaml2-provider.ts';
import { sampleSettings } from './testing/sample-service-provider.ts';

const ENTITY_ID = 'https://indipendente.example';
const NAME_ID = '_persona-0001';
const sessionIn = (federation: Federation) => ({
  federation,
  provider: ENTITY_ID,
  nameId: NAME_ID,
  nameQualifier: ENTITY_ID,
  sessionIndex: null,
});
const NEEDED = {
  missing: [...missingPysaml2(), ...missingXmlTools()],
  called: 'pysaml2',
  packages: 'python3-pysaml2 xmlsec1 libxml2-utils opensaml-schemas xmltooling-schemas',
};

const CARD = {
  name: 'Niccolò',
  familyName: "Dell'Orto & figli",
  dateOfBirth: '1992-11-30',
  fiscalNumber: 'TINIT-DLLNCL92S30L378E',
};
const ATTRIBUTES = { spid: { ...CARD, spidCode: 'TEST0000000001', email: 'niccolo@cittadini.example' }, cie: CARD };
const IDENTITY = { codiceFiscale: 'DLLNCL92S30L378E', nome: 'Niccolò', cognome: "Dell'Orto & figli" };
/** The clock of the provider is that of the machine. */
const now = () => new Date();

interface Stage {
  readonly settings: ReturnType<typeof sampleSettings>;
  readonly key: SigningKey;
  readonly saml: IdentityFederation;
  readonly partner: Pysaml2Provider;
  /** What it says of itself, and of us. */
  readonly described: unknown;
  /** As our registry reads its metadata. */
  readonly provider: IdentityProviderEntry;
  /** As a strict reader of X.509 sees our certificate. */
  readonly certificate: unknown;
}

const openStage = async (federation: Federation, pysaml2: Pysaml2): Promise<Stage> => {
  const settings = sampleSettings(federation);
  const from = new Date(now().getTime() - 3_600_000);
  const [key, providerKey] = await Promise.all([
    makeCertificate(settings, { from, days: 1, bits: 2048 }),
    makeProviderKey(),
  ]);
  const saml = makeSamlFederation({
    keys: async () => ({ current: key, next: null }),
    territory: makeMemoryTerritory(),
  });
  const metadata = (await saml.metadata(settings)) ?? '';
  const partner = { entityId: ENTITY_ID, key: providerKey, metadata };
  const [described, certificate] = await pysaml2.ask(
    partner,
    ['describe', {}],
    ['readCertificate', { pem: key.certificatePem }],
  );
  const theirs = z.object({ metadata: z.string() }).parse(described).metadata;
  const registry = readRegistry(theirs, { trust: { by: 'nothing' }, federation, production: true, now: now() });
  const [provider] = registry.ok ? registry.value.providers : [];
  if (provider === undefined) throw new Error(`Its metadata are not read: ${JSON.stringify(registry)}`);
  return { settings, key, saml, partner, described, certificate, provider };
};

const answerSchema = z.looseObject({ response: z.string() });
const logoutSchema = z.tuple([
  z.object({ nameId: z.literal(NAME_ID), url: z.string() }),
  z.object({ id: z.string(), url: z.string() }),
]);
const byRedirect = (url: string) => ({ binding: 'redirect', query: new URL(url).search.slice(1) }) as const;

describeWithPrograms('a provider that shares no code with ours', NEEDED, () => {
  let pysaml2: Pysaml2;
  let stages: Readonly<Record<Federation, Stage>>;
  beforeAll(async () => {
    pysaml2 = openPysaml2();
    stages = { spid: await openStage('spid', pysaml2), cie: await openStage('cie', pysaml2) };
  });
  afterAll(() => pysaml2.close());

  it.each([
    ['spid', ['spidCode', 'name', 'familyName', 'fiscalNumber']],
    ['cie', ['name', 'familyName', 'dateOfBirth', 'fiscalNumber']],
  ] as const)('reads our metadata, and we read its own: %s', (federation, attributes) => {
    const { settings, key, described, provider, partner } = stages[federation];
    expect(described).toMatchObject({
      partner: settings.entityId,
      certificates: [expect.any(String)],
      attributes: { [federation === 'spid' ? '1' : '0']: attributes },
    });
    const { certificates } = z.object({ certificates: z.array(z.string()) }).parse(described);
    expect(certificates.map((one) => one.replaceAll(/\s/gu, ''))).toEqual([certificateBase64(key.certificatePem)]);
    expect(provider).toMatchObject({
      entityId: ENTITY_ID,
      name: 'Provider indipendente',
      signInUrl: `${ENTITY_ID}/sso`,
      logoutUrl: `${ENTITY_ID}/slo`,
      certificates: [certificateBase64(partner.key.certificatePem)],
    });
  });

  it('reads our certificate, which says what Avviso 29 wants', () => {
    const { settings, certificate } = stages.spid;
    expect(certificate).toEqual({
      subject: {
        '2.5.4.10': settings.organization.name,
        '2.5.4.3': settings.organization.displayName,
        '2.5.4.83': settings.entityId,
        '2.5.4.97': `PA:IT-${settings.ipaCode}`,
        '2.5.4.6': 'IT',
        '2.5.4.7': settings.city,
      },
      bits: 2048,
      hash: 'sha256',
      usage: ['digital_signature', 'content_commitment'],
      authority: false,
      critical: ['2.5.29.15'],
      policies: { '1.3.76.16.6': ['agIDcert'], '1.3.76.16.4.2.1': ['cert_SP_Pub'] },
    });
  });

  it.each([
    ['spid', 2],
    ['cie', 3],
  ] as const)(
    'takes our request and signs somebody in, with one signature and with two: %s',
    async (federation, level) => {
      const { settings, saml, partner, provider } = stages[federation];
      const asked = { level, purpose: 'access', at: now(), relayState: 'stato-opaco' } as const;
      const { id, url } = await saml.askSignIn(settings, provider, asked);
      const given = { url, level, attributes: ATTRIBUTES[federation], nameId: NAME_ID };
      const [one, two, tampered] = z
        .tuple([answerSchema, answerSchema, z.unknown()])
        .parse(
          await pysaml2.ask(
            partner,
            ['answer', { ...given, sign: ['assertion'] }],
            ['answer', { ...given, sign: ['assertion', 'response'] }],
            ['answer', { ...given, sign: ['assertion'], url: url.replace('stato-opaco', 'stato-altro') }],
          ),
        );
      expect(one).toMatchObject({
        relayState: 'stato-opaco',
        asked: `https://www.spid.gov.it/SpidL${level}`,
        attributeSet: '0',
        destination: acsUrl(settings),
      });
      expect(tampered).toEqual({ problem: 'ValueError: not signed by the key of the metadata' });
      for (const { response } of [one, two]) {
        const encoded = Buffer.from(response).toString('base64');
        expect(saml.answeredRequest(encoded)).toMatchObject({ value: { requestId: id } });
        const expected = { requestId: id, askedAt: asked.at, level };
        const verified = await saml.verifySignIn(settings, provider, expected, encoded, now());
        expect(verified).toMatchObject({
          ok: true,
          value: { level, session: sessionIn(federation), verified: { identity: IDENTITY } },
        });
      }
      expect([one, two].map(({ response }) => response.match(/<\w+:Signature /gu)?.length)).toEqual([1, 2]);
    },
  );

  it('ends sessions with us, whoever of the two begins', async () => {
    const { settings, saml, partner, provider } = stages.spid;
    const ours = await saml.askLogout(settings, provider, sessionIn('spid'), now());
    const [answered, asked] = logoutSchema.parse(
      await pysaml2.ask(
        partner,
        ['answerLogout', { url: ours?.url }],
        ['askLogout', { destination: logoutUrl(settings), nameId: NAME_ID }],
      ),
    );
    const believed = await saml.verifyLogoutAnswer(settings, provider, byRedirect(answered.url), now());
    expect(believed).toEqual({ ok: true, value: { requestId: ours?.id } });
    expect(await saml.verifyLogoutRequest(settings, provider, byRedirect(asked.url), now())).toEqual({
      ok: true,
      value: { requestId: asked.id, nameId: NAME_ID, sessionIndexes: [], relayState: null },
    });
    const done = { requestId: asked.id, at: now(), relayState: null };
    const answer = await saml.answerLogout(settings, provider, done);
    expect(await pysaml2.ask(partner, ['readLogoutAnswer', { url: answer?.url }])).toEqual([
      { to: asked.id, status: 'urn:oasis:names:tc:SAML:2.0:status:Success' },
    ]);
  });
});
