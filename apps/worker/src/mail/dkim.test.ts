import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMessage } from '@stanza/core/testing/contracts';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { startSmtpServer, type TestSmtpServer } from '../testing/smtp-server.ts';
import { dkimSchema } from './dkim-settings.ts';
import { makeSmtpMailer } from './smtp-mailer.ts';

const makePair = (bits: number) =>
  generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const { privateKey, publicKey } = makePair(2048);
const RECORD = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;

/** The DNS, in which the portal has published its key. */
const resolver = async (domain: string, type: string): Promise<string[][]> => {
  if (type === 'TXT' && domain === 'stanza1._domainkey.portale.example') return [[RECORD]];
  throw Object.assign(new Error('Not found'), { code: 'ENOTFOUND' });
};
const verdictsOn = async (message: Buffer) => {
  const { results } = await dkimVerify(message, { resolver });
  return results.map(({ signingDomain, status }) => [signingDomain, status.result]);
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dkim-'));
  await writeFile(join(folder, 'chiave.pem'), privateKey);
  await writeFile(join(folder, 'corta.pem'), makePair(1024).privateKey);
});
afterAll(() => rm(folder, { recursive: true }));

const settings = (given: Readonly<Record<string, string>> = {}) => ({
  DKIM_DOMAIN: 'portale.example',
  DKIM_SELECTOR: 'stanza1',
  DKIM_KEY_FILE: join(folder, 'chiave.pem'),
  ...given,
});

describe('a message that the portal signs', () => {
  let server: TestSmtpServer;
  beforeAll(async () => {
    server = await startSmtpServer();
  });
  afterAll(() => server.close());

  it('is believed by a verifier, and no longer when a word of it was changed on the way', async () => {
    const { dkim } = dkimSchema.parse(settings());
    const mailer = makeSmtpMailer({ url: server.url, dkim });
    await mailer.send(aMessage);
    mailer.close();
    const [message = Buffer.alloc(0)] = server.raw;
    expect(await verdictsOn(message)).toEqual([['portale.example', 'pass']]);
    const written = message.toString('latin1');
    for (const [before, after] of [
      ['Maria', 'Mario'],
      ['To: maria', 'To: mario'],
    ] as const) {
      expect(written).toContain(before);
      const forged = Buffer.from(written.replace(before, after), 'latin1');
      expect(await verdictsOn(forged)).not.toContainEqual(['portale.example', 'pass']);
    }
  });

  it('is one only where the settings say so', async () => {
    expect(dkimSchema.parse({})).toEqual({ dkim: null });
    const mailer = makeSmtpMailer({ url: server.url, dkim: null });
    await mailer.send(aMessage);
    mailer.close();
    expect(server.raw.at(-1)?.toString()).not.toMatch(/^DKIM-Signature:/imu);
  });
});

describe('the settings of signed messages', () => {
  const issueOf = (given: Readonly<Record<string, string | undefined>>) => {
    const [issue] = dkimSchema.safeParse(given).error?.issues ?? [];
    return `${issue?.path.join('.')} ${issue?.message}`;
  };
  const NO_KEY = 'DKIM_KEY_FILE deve essere il file di una chiave RSA privata in PEM, di almeno 2048 bit';

  it('are all there or none', () => {
    expect(issueOf({ ...settings(), DKIM_SELECTOR: undefined })).toBe(
      'DKIM_SELECTOR manca: serve per firmare i messaggi',
    );
    expect(issueOf({ DKIM_SELECTOR: 'stanza1' })).toBe('DKIM_DOMAIN manca: serve per firmare i messaggi');
  });

  it('name a domain, a selector and a key that can sign', () => {
    expect(issueOf(settings({ DKIM_DOMAIN: 'https://portale' }))).toContain('DKIM_DOMAIN deve essere un dominio');
    expect(issueOf(settings({ DKIM_SELECTOR: 'a.b;' }))).toContain('DKIM_SELECTOR deve essere un selettore');
    expect(issueOf(settings({ DKIM_KEY_FILE: join(folder, 'nessuna.pem') }))).toBe(NO_KEY);
    expect(issueOf(settings({ DKIM_KEY_FILE: join(folder, 'corta.pem') }))).toBe(NO_KEY);
  });
});
