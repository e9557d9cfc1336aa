import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { environmentKeysSchema, makeEnvironmentSigningKeys } from './environment-signing-keys.ts';
import type { SigningKey } from './signing-key.ts';
import { sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

describe('the keys of the enti in the environment', () => {
  let key: SigningKey;
  let other: SigningKey;
  beforeAll(async () => {
    [key, other] = await Promise.all([sampleKey(sampleSettings('spid')), sampleKey(sampleSettings('spid'))]);
  });

  const SPID = 'TRE_VILLE_SPID';
  const pair = ({ privateKeyPem, certificatePem }: SigningKey, end = SPID, next = '') => ({
    [`SIGN_IN_${next}KEY_${end}`]: privateKeyPem,
    [`SIGN_IN_${next}CERTIFICATE_${end}`]: certificatePem,
  });
  const keysIn = (environment: Readonly<Record<string, string>>) =>
    makeEnvironmentSigningKeys(environmentKeysSchema.parse({ PATH: '/bin', SIGN_IN_KEYS_DIR: '/x', ...environment }));
  const of = (slug: string, federation: 'spid' | 'cie' = 'spid') => ({
    ...sampleSettings(federation),
    baseUrl: `https://stanza.example/${slug}`,
  });

  it('are those of the ente and the federation in their names, in PEM or in base64', async () => {
    const encoded = Object.entries(pair(other, 'TRE_VILLE_CIE')).map(([name, text]) => [name, base64(text)] as const);
    const keys = keysIn({ ...pair(key), ...Object.fromEntries(encoded) });
    expect(await keys(of('tre-ville'))).toEqual({ current: key, next: null });
    expect(await keys(of('tre-ville', 'cie'))).toEqual({ current: other, next: null });
    expect(await keys(of('rovereto'))).toBeNull();
  });

  it('have one that will follow', async () => {
    const keys = keysIn({ ...pair(key), ...pair(other, SPID, 'NEXT_') });
    expect(await keys(of('tre-ville'))).toEqual({ current: key, next: other });
  });

  it('are refused by name, without a word of what is in them', () => {
    const [keyName, certificateName] = [`SIGN_IN_KEY_${SPID}`, `SIGN_IN_CERTIFICATE_${SPID}`];
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const elliptic = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const wrong: readonly (readonly [Readonly<Record<string, string>>, string, string])[] = [
      [{ [keyName]: key.privateKeyPem }, certificateName, `deve esserci, perché c’è ${keyName}`],
      [{ [certificateName]: key.certificatePem }, keyName, `deve esserci, perché c’è ${certificateName}`],
      [{ ...pair(key), [keyName]: 'segretissima' }, keyName, 'deve essere una chiave privata RSA non cifrata'],
      [{ ...pair(key), [keyName]: elliptic }, keyName, 'deve essere una chiave privata RSA non cifrata'],
      [{ ...pair(key), [certificateName]: 'niente' }, certificateName, 'deve essere un certificato'],
      [{ ...pair(key), [certificateName]: other.certificatePem }, certificateName, `deve essere quello di ${keyName}`],
      [pair(key, SPID, 'NEXT_'), `SIGN_IN_NEXT_KEY_${SPID}`, `può esserci soltanto con ${keyName}`],
      [{ SIGN_IN_KEY_ROVERETO: key.privateKeyPem }, 'SIGN_IN_KEY_ROVERETO', 'deve finire con il percorso di un Comune'],
    ];
    for (const [environment, name, message] of wrong) {
      const { error } = environmentKeysSchema.safeParse(environment);
      expect(error?.issues).toMatchObject([{ path: [name], message: expect.stringContaining(message) }]);
      const said = JSON.stringify(error);
      for (const text of Object.values(environment)) expect(said).not.toContain(text.slice(0, 60).split('\n')[0]);
    }
  });
});
