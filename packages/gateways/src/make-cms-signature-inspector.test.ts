import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { makeCmsSignatureInspector } from './make-cms-signature-inspector.ts';
import { makeContentFileInspector } from './make-content-file-inspector.ts';
import { makeP7m } from './testing/make-p7m.ts';

const { inspect } = makeCmsSignatureInspector();
const content = new TextEncoder().encode('%PDF-1.7 una risposta');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll(/.{64}/gu, '$&\n');

describe('the inspector of signatures', () => {
  it.each(['rsa', 'ec'] as const)('knows the signer of a CMS signed with an %s key', async (key) => {
    const file = await makeP7m({ content, key, commonName: 'Paola Conti' });
    expect(await inspect(file)).toEqual({ kind: 'signed-data', signers: [{ algorithm: key, name: 'Paola Conti' }] });
  });

  it('reads base64 and PEM too', async () => {
    const text = base64(await makeP7m({ content, key: 'ec', commonName: 'Paola Conti' }));
    const pem = `-----BEGIN PKCS7-----\n${text}\n-----END PKCS7-----\n`;
    for (const file of [text, pem]) {
      expect((await inspect(new TextEncoder().encode(file))).kind).toBe('signed-data');
      const head = new TextEncoder().encode(file).subarray(0, 4100);
      expect(await makeContentFileInspector().inspect(head)).toBe('p7m');
    }
  });

  it('refuses a signature without its content', async () => {
    const file = await makeP7m({ content, key: 'rsa', commonName: 'Paola Conti', detached: true });
    expect(await inspect(file)).toEqual({ kind: 'no-content' });
  });

  it('refuses what is no CMS', async () => {
    for (const text of [
      '',
      'ciao',
      '%PDF-1.7',
      '<html></html>',
      'AAAA',
      '-----BEGIN PKCS7-----\n-----END PKCS7-----',
    ]) {
      expect(await inspect(new TextEncoder().encode(text))).toEqual({ kind: 'not-cms' });
    }
  });

  it.each([
    ['rsa', { kind: 'signed-data', signers: [{ algorithm: 'rsa', name: 'Operatrice di prova' }] }],
    ['ec', { kind: 'signed-data', signers: [{ algorithm: 'ec', name: 'Operatrice di prova' }] }],
    ['ec-ber', { kind: 'signed-data', signers: [{ algorithm: 'ec', name: 'Operatrice di prova' }] }],
    ['ec-detached', { kind: 'no-content' }],
    ['ec-nocert', { kind: 'unsupported-key' }],
    ['dsa', { kind: 'unsupported-key' }],
    ['certs-only', { kind: 'no-signer' }],
    ['data', { kind: 'not-cms' }],
  ])('reads what OpenSSL signed: %s', async (name, expected) => {
    const file = readFileSync(join(import.meta.dirname, `../fixtures/${name}.p7m.base64`), 'utf8');
    expect(await inspect(Buffer.from(file, 'base64'))).toEqual(expected);
  });

  it('never throws, whatever the bytes', async () => {
    const whole = await makeP7m({ content, key: 'ec', commonName: 'Paola Conti' });
    const damaged = fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length)).map(([at, byte, length]) =>
      Uint8Array.from(whole)
        .fill(byte, at, at + 1)
        .subarray(0, length),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (file) => {
        expect(await inspect(file)).toHaveProperty('kind');
      }),
      { numRuns: 300 },
    );
  });
});
