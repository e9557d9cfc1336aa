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

describe('npx stanza spid:gestori', () => {
  let line: CommandLine;
  let federation: SigningKey;
  let keys: readonly string[];
  let certificate: string;
  beforeAll(async () => {
    line = await openCommandLine();
    for (const percorso of ['bugliano', 'altro']) {
      await line.stanza('ente', 'crea', await line.file('ente.json', { ...ENTE_EXAMPLE, percorso }));
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
        'bugliano: gestori di SPID 2',
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
    expect(again.out).toBe('bugliano: gestori di SPID 2\n- nessun cambiamento');
  });

  it('gives all Comuni the same, with the certificates that were rolled over and without who is gone', async () => {
    const xml = signed(registryXml(provider(...keys)));
    const { code, out } = await load(xml, '--tutti', '--firma', certificate);
    expect(code).toBe(0);
    expect(out).toContain('- Identità Uno (https://uno.example): certificati nuovi 1, tolti 0');
    expect(out).toContain('- due.example:8443 (https://due.example:8443/2): tolto');
    expect(out).toContain('altro: gestori di SPID 1\n- Identità Uno (https://uno.example): aggiunto');
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
    const empty = providerXml('');
    await refused(
      'senza un certificato con cui verificare le sue risposte: https://uno',
      signed(empty),
      '--firma',
      certificate,
    );
    await refused('Serve o --firma', list);
    await refused('Serve o --firma', list, '--firma', certificate, '--senza-firma');
    await refused('è un elenco: senza firma', list, '--senza-firma');
    expect(await known('bugliano')).toEqual(before);
  });

  const PRODUCTION = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', STANZA_SECRET_KEY: 'A'.repeat(43) };

  it('takes a test provider unsigned, never in production', async () => {
    const xml = await line.file('prova.xml', provider(...keys));
    const args = ['spid:gestori', '--ente', 'bugliano', '--file', xml, '--senza-firma'];
    const refused = await line.stanzaWith(PRODUCTION, ...args);
    expect([refused.code, refused.err]).toEqual([
      1,
      'In produzione serve --firma: --senza-firma è soltanto per le prove e per CIE.',
    ]);
    expect((await line.stanza(...args)).code).toBe(0);
  });

  it('takes the provider of CIE, whose metadata nobody signs, by what another computer made of them', async () => {
    const xml = provider(...keys);
    const file = await line.file('cie.xml', xml);
    const args = ['spid:gestori', '--ente', 'bugliano', '--file', file, '--senza-firma', '--federazione', 'cie'];
    for (const wrong of [[], ['--impronta', 'f'.repeat(64)]]) {
      const { code, err } = await line.stanzaWith(PRODUCTION, ...args, ...wrong);
      expect([code, err]).toEqual([1, expect.stringContaining('In produzione serve --impronta')]);
    }
    const impronta = createHash('sha256').update(xml).digest('hex').toUpperCase();
    expect((await line.stanzaWith(PRODUCTION, ...args, '--impronta', impronta)).code).toBe(0);
    expect(await known('bugliano')).toContainEqual(['cie', 'https://uno.example', 2]);
  });

  it('wants to know for whom', async () => {
    const xml = signed(provider(...keys));
    for (const args of [[], ['--ente', 'bugliano', '--tutti']]) {
      const { code, err } = await load(xml, ...args, '--firma', certificate);
      expect([code, err]).toEqual([1, 'Serve o --ente, con il percorso del Comune, o --tutti.']);
    }
    expect((await load(xml, '--ente', 'altrove', '--firma', certificate)).code).toBe(1);
  });
});
