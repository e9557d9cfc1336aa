import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SigningKey } from '@stanza/gateways';
import {
  certificateBase64,
  keyDescriptor,
  otherXml,
  providerXml,
  registryXml,
  sampleKey,
  sampleSettings,
  signXml,
} from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { type CommandLine, openCommandLine } from '../testing/command-line.ts';
import { ENTE_EXAMPLE } from './ente-file.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('npx stanza spid:gestori', () => {
  let line: CommandLine;
  let federation: SigningKey;
  let keys: readonly string[];
  let certificate: string;
  beforeAll(async () => {
    line = await openCommandLine();
    for (const [percorso, nome] of [
      ['bugliano', 'Comune di Bugliano'],
      ['altro', 'Comune di Altro'],
    ]) {
      await line.stanza('ente', 'crea', await line.file('ente.json', { ...ENTE_EXAMPLE, percorso, nome }));
    }
    const made = await Promise.all([0, 1, 2].map(() => sampleKey(sampleSettings('spid'))));
    const [first, ...others] = made;
    if (first === undefined) throw new Error('There is no key');
    federation = first;
    keys = others.map(({ certificatePem }) => keyDescriptor(certificateBase64(certificatePem)));
    certificate = await line.file('agid.pem', federation.certificatePem);
  });
  afterAll(() => line.close());

  const signed = (xml: string) => signXml(xml, federation, { signed: '/*', after: null });
  const provider = (...of: readonly string[]) => providerXml(of.join(''));
  const load = async (xml: string, ...args: readonly string[]) =>
    line.stanza('spid:gestori', '--file', await line.file('idp.xml', xml), ...args);
  const known = async (slug: string) => {
    const ente = await line.ente(slug);
    return line.inDatabase(async (pool) => {
      const providers = await makeUnitOfWork(pool).read(ente.id, ({ signIns }) => signIns.providers());
      return providers.map(({ federation: of, entityId, certificates }) => [of, entityId, certificates.length]);
    });
  };

  it('gives a Comune the providers of a signed file, and says which are new', async () => {
    const xml = signed(registryXml(provider(keys[0] ?? ''), otherXml(provider(keys[0] ?? ''))));
    const { code, out } = await load(xml, '--ente', 'bugliano', '--firma', certificate);
    expect([code, out.split('\n')]).toEqual([
      0,
      [
        'Comune di Bugliano: 2 gestori di SPID',
        '- Identità Uno (https://uno.example): aggiunto',
        '- due.example:8443 (https://due.example:8443/2): aggiunto',
      ],
    ]);
    expect(await known('bugliano')).toEqual([
      ['spid', 'https://due.example:8443/2', 1],
      ['spid', 'https://uno.example', 1],
    ]);
    expect(await known('altro')).toEqual([]);
    const again = await load(xml, '--ente', 'bugliano', '--firma', certificate);
    expect(again.out).toBe('Comune di Bugliano: 2 gestori di SPID\n- nessun cambiamento');
  });

  it('gives all Comuni the same, with the certificates that were rolled over and without who is gone', async () => {
    const xml = signed(registryXml(provider(...keys)));
    const { code, out } = await load(xml, '--tutti', '--firma', certificate);
    expect(code).toBe(0);
    expect(out).toContain('- Identità Uno (https://uno.example): certificati nuovi 1, tolti 0');
    expect(out).toContain('- due.example:8443 (https://due.example:8443/2): tolto');
    expect(out).toContain('Comune di Altro: 1 gestore di SPID\n- Identità Uno (https://uno.example): aggiunto');
    for (const slug of ['bugliano', 'altro']) expect(await known(slug)).toEqual([['spid', 'https://uno.example', 2]]);
    const moved = signed(registryXml(provider(keys[1] ?? '').replaceAll('uno.example/s', 'uno.example/nuovo/s')));
    const { out: later } = await load(moved, '--ente', 'altro', '--firma', certificate);
    expect(later).toContain('certificati nuovi 0, tolti 1');
    expect(later).toContain('- Identità Uno (https://uno.example): altri indirizzi');
  });

  it('keeps the providers of CIE apart', async () => {
    await load(signed(provider(...keys)), '--ente', 'altro', '--firma', certificate, '--federazione', 'cie');
    expect(await known('altro')).toEqual([
      ['cie', 'https://uno.example', 2],
      ['spid', 'https://uno.example', 1],
    ]);
  });

  it('takes nothing that the federation has not signed', async () => {
    const before = await known('bugliano');
    const list = registryXml(provider(...keys));
    const ente = ['--ente', 'bugliano'];
    const refused = async (sentence: string, xml: string, ...args: readonly string[]) => {
      const { code, err } = await load(xml, ...ente, ...args);
      expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
    };
    await refused('non è firmato da chi ha il certificato', list, '--firma', certificate);
    await refused('non è firmato', signed(list).replaceAll('uno.example', 'tre.example'), '--firma', certificate);
    await refused('non si può verificare', signed(list), '--firma', await line.file('no.pem', 'no'));
    await refused('non è XML', '<!DOCTYPE a><a/>', '--firma', certificate);
    const none =
      'non contiene nessun gestore che si possa usare. Non è cambiato niente.\n- https://uno.example: non ha un';
    await refused(none, signed(providerXml('')), '--firma', certificate);
    await refused('non ha l’impronta di --impronta', list, '--impronta', sha256(signed(list)));
    await refused('è un elenco: senza firma', list, '--senza-firma');
    for (const [sentence, ...args] of [
      ['Serve --firma'],
      ['Serve --firma', '--firma', certificate, '--senza-firma'],
      ['Serve --firma', '--firma', certificate, '--impronta', sha256(list)],
      ['64 cifre esadecimali', '--impronta', '1f0c'],
    ]) {
      const { code, err } = await load(list, ...ente, ...args);
      expect([code, err]).toEqual([2, expect.stringContaining(sentence ?? '')]);
    }
    expect(await known('bugliano')).toEqual(before);
  });

  it('skips a provider that cannot be used, says which and why, and takes the others', async () => {
    const [uno, due] = [provider(keys[0] ?? ''), otherXml(provider(keys[0] ?? ''))];
    const args = ['--ente', 'bugliano', '--firma', certificate];
    await load(signed(registryXml(uno, due)), ...args);
    const over = uno.replace('ID="_uno"', 'ID="_uno" validUntil="2020-01-01T00:00:00Z"');
    const { code, out, err } = await load(signed(registryXml(over, due)), ...args);
    expect([code, out.split('\n')]).toEqual([
      0,
      ['Comune di Bugliano: 1 gestore di SPID', '- Identità Uno (https://uno.example): tolto'],
    ]);
    expect(err.split('\n')).toEqual([
      'Attenzione: questi gestori del file non si possono usare, e nessuno li avrà:',
      '- https://uno.example: i suoi metadati sono scaduti',
    ]);
    expect(await known('bugliano')).toEqual([['spid', 'https://due.example:8443/2', 1]]);
  });

  const PRODUCTION = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', STANZA_SECRET_KEY: 'A'.repeat(43) };

  it('takes a file that nobody signs by its digest, in production too', async () => {
    const xml = provider(...keys);
    const file = ['--file', await line.file('cie.xml', xml), '--federazione', 'cie', '--ente', 'bugliano'];
    const { code, out } = await line.stanzaWith(PRODUCTION, 'spid:gestori', ...file, '--impronta', sha256(xml));
    expect([code, out]).toEqual([
      0,
      'Comune di Bugliano: 1 gestore di CIE\n- Identità Uno (https://uno.example): aggiunto',
    ]);
  });

  it('takes a provider without https on this computer alone, never in production', async () => {
    const xml = provider(...keys).replaceAll(/https:\/\/uno\.example(?=\/s)/gu, 'http://127.0.0.1:8088');
    const args = ['--file', await line.file('http.xml', xml), '--ente', 'altro', '--impronta', sha256(xml)];
    const refused = await line.stanzaWith(PRODUCTION, 'spid:gestori', ...args);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('uno.example: ha un indirizzo senza https'),
    ]);
    expect((await line.stanza('spid:gestori', ...args)).code).toBe(0);
  });

  it('takes a test provider unsigned, never in production', async () => {
    const xml = await line.file('prova.xml', provider(...keys));
    const args = ['spid:gestori', '--ente', 'bugliano', '--file', xml, '--senza-firma'];
    const refused = await line.stanzaWith(PRODUCTION, ...args);
    expect([refused.code, refused.err]).toEqual([
      1,
      'In produzione serve --firma o --impronta: --senza-firma è soltanto per le prove.',
    ]);
    expect((await line.stanza(...args)).code).toBe(0);
  });

  it('wants to know for whom', async () => {
    const xml = signed(provider(...keys));
    for (const args of [[], ['--ente', 'bugliano', '--tutti']]) {
      const { code, err } = await load(xml, ...args, '--firma', certificate);
      expect([code, err]).toEqual([2, 'Serve o --ente, con il percorso del Comune, o --tutti.']);
    }
    expect((await load(xml, '--ente', 'altrove', '--firma', certificate)).code).toBe(1);
  });
});
