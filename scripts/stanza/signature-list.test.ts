import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSignatureVerifier } from '@stanza/gateways';
import {
  authorityPem,
  sampleKey,
  sampleSettings,
  signedVector,
  signTrustedList,
  trustedListXml,
} from '@stanza/gateways/testing';
import { runStanza } from './run-stanza.ts';

describe('npx stanza firme:elenco', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stanza-firme-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const stanza = async (...args: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const environment = { DATA_DIR: folder };
    const terminal = { say: (line: string) => out.push(line), sayError: (line: string) => err.push(line), environment };
    const code = await runStanza(['firme:elenco', ...args], terminal, () => undefined);
    return { code, out, err: err.join('\n') };
  };
  const trustIn = async (verifier: ReturnType<typeof makeSignatureVerifier>) => {
    const verdict = await verifier.verify(() => signedVector('rsa'), new Date('2027-01-10T10:00:00Z'));
    return verdict.kind === 'signed' ? verdict.signers.map(({ trust }) => trust) : verdict.kind;
  };

  it('makes the authorities of a file those that are trusted, from the next file on', async () => {
    const verifier = makeSignatureVerifier({ trustListFile: join(folder, 'firme', 'autorita.pem') });
    expect(await trustIn(verifier)).toEqual(['unknown']);
    const key = await sampleKey(sampleSettings('spid'));
    const list = signTrustedList(trustedListXml([{ certificate: await authorityPem('issuing') }]), key);
    const certificate = await file('agid.pem', key.certificatePem);
    const given = ['--file', await file('tsl.xml', list), '--firma', certificate];
    expect(await stanza(...given)).toEqual({
      code: 0,
      out: [
        'Autorità che rilasciano certificati di firma: 1',
        'Elenco del 2 novembre 2026, da importare di nuovo entro il 1º gennaio 2099',
        '- CN=Firma di prova, O=Autorità di prova, C=IT: aggiunta',
      ],
      err: '',
    });
    expect(await trustIn(verifier)).toEqual(['trusted']);
    expect((await stanza(...given)).out).toContain('- nessun cambiamento');

    const bundle = await authorityPem('other');
    const impronta = createHash('sha256').update(bundle).digest('hex');
    const { out } = await stanza('--file', await file('bundle.pem', bundle), '--impronta', impronta);
    expect(out).toContain('- CN=Firma di prova, O=Autorità di prova, C=IT: tolta');
    expect(await trustIn(verifier)).toEqual(['untrusted']);
  });

  it('tells a damaged list from none, and of when the list is by which somebody was judged', async () => {
    const path = join(folder, 'firme', 'autorita.pem');
    const key = await sampleKey(sampleSettings('spid'));
    const list = trustedListXml([{ certificate: await authorityPem('issuing') }], '2098-01-01T00:00:00Z');
    const given = ['--file', await file('tsl.xml', signTrustedList(list, key))];
    const firma = ['--firma', await file('agid.pem', key.certificatePem)];
    await stanza(...given, ...firma);
    const verifier = makeSignatureVerifier({ trustListFile: path });
    expect(await verifier.verify(() => signedVector('rsa'), new Date('2098-01-10T10:00:00Z'))).toMatchObject({
      signers: [{ list: { issuedAt: '2026-11-02T10:00:00Z', isOver: true } }],
    });
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, -40));
    expect(await trustIn(verifier)).toEqual(['unknown']);
    expect((await stanza(...given, ...firma)).out.at(0)).toContain('L’elenco che c’era non si leggeva');
  });

  it('takes nothing that is not as it was promised, and changes nothing', async () => {
    const list = trustedListXml([{ certificate: await authorityPem('issuing') }]);
    const path = await file('no.xml', list);
    const key = await sampleKey(sampleSettings('spid'));
    const firma = await file('altro.pem', key.certificatePem);
    const refused = async (sentence: string, ...args: readonly string[]) =>
      expect(await stanza('--file', path, ...args)).toMatchObject({ code: 1, err: expect.stringContaining(sentence) });
    await refused('Serve --firma');
    await refused('Serve --firma', '--firma', firma, '--impronta', '0'.repeat(64));
    await refused('64 cifre', '--impronta', 'x');
    await refused('non ha l’impronta', '--impronta', '0'.repeat(64));
    await refused(
      'non è firmato da chi ha il certificato di --firma, oppure è stato cambiato. Non è cambiato niente.',
      '--firma',
      firma,
    );
  });
});
