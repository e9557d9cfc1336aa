import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registryContext, registryKeyContext, type ServiceId, type Tenant } from '@stanza/core';
import { makeSecretBox } from '@stanza/gateways';
import { TEST_SECRET_KEY, testSecretKey } from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { type CommandLine, openCommandLine } from '../testing/command-line.ts';
import { ENTE_EXAMPLE } from './ente-file.ts';

const FILE = {
  tipo: 'docarea',
  impostazioni: {
    dialect: 'inline',
    endpoint: 'https://protocollo.comune.example/docarea',
    ente: 'c_h612',
    user: 'stanza',
    administration: { code: 'c_h612', name: 'Comune di Bugliano', email: null },
    aoo: 'c_h612',
    office: 'UO1',
    titolario: '7.1',
    fascicolo: null,
    documentTypes: { entrata: 'ISTANZA', uscita: 'RISPOSTA', allegato: 'ALL' },
    application: 'STANZA',
    parameters: { uo: 'UO1' },
  },
  segreti: { password: 'segretissima' },
};

describe('npx stanza protocollo', () => {
  let line: CommandLine;
  let ente: Tenant;
  let service: ServiceId;
  beforeAll(async () => {
    line = await openCommandLine({ STANZA_SECRET_KEY: TEST_SECRET_KEY });
    await line.stanza('ente', 'crea', await line.file('bugliano.json', ENTE_EXAMPLE));
    await line.stanza('servizi', 'importa', 'bugliano', 'certificato-di-nascita');
    ente = await line.ente('bugliano');
    const found = await line.inDatabase((pool) =>
      makeUnitOfWork(pool).read(ente.id, ({ services }) => services.bySlug('certificato-di-nascita')),
    );
    if (found === null) throw new Error('The service is not there');
    service = found.id;
  });
  afterAll(() => line.close());

  const command = (...args: readonly string[]) => line.stanza('protocollo', '--ente', 'bugliano', ...args);
  const put = async (content: unknown, ...args: readonly string[]) =>
    command('--file', await line.file('protocollo.json', content), ...args);
  const chosen = () =>
    line.inDatabase((pool) =>
      makeUnitOfWork(pool).read(ente.id, ({ registrations }) => registrations.choiceFor(service)),
    );

  it('keeps what the file says, and its secrets sealed', async () => {
    const { code, out, err } = await put(FILE);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('il protocollo di tutti i servizi è DOCAREA');
    const choice = await chosen();
    const limits = { maxFileBytes: 30 * 1024 * 1024, maxTotalBytes: 100 * 1024 * 1024 };
    const { endpoint, ente: name, aoo } = FILE.impostazioni;
    const book = `DOCAREA, ${endpoint}, ${name}, ${aoo}`;
    expect(choice).toMatchObject({ kind: 'docarea', settings: FILE.impostazioni, limits, book });
    expect(JSON.stringify(choice)).not.toContain('segretissima');
    const opened = makeSecretBox(testSecretKey).open(registryContext(ente.id, 'docarea'), choice?.sealed ?? '');
    expect(opened).toBe(JSON.stringify(FILE.segreti));
  });

  it('may be for one service, and gives it back', async () => {
    const other = { ...FILE, impostazioni: { ...FILE.impostazioni, office: 'UO2' } };
    const { out } = await put(other, '--servizio', 'certificato-di-nascita');
    expect(out).toContain('del servizio «Certificato di nascita»');
    expect(await chosen()).toMatchObject({ settings: { office: 'UO2' } });
    const asked = await command('--togli', '--servizio', 'certificato-di-nascita');
    expect([asked.code, asked.err]).toEqual([1, expect.stringContaining('aggiungete --conferma')]);
    expect((await command('--togli', '--conferma', '--servizio', 'certificato-di-nascita')).code).toBe(0);
    expect(await chosen()).toMatchObject({ settings: { office: 'UO1' } });
    expect((await command('--togli', '--conferma')).code).toBe(0);
    expect(await chosen()).toBeNull();
  });

  it('says where the file is wrong, and never what is written there', async () => {
    const { code, err } = await put({
      ...FILE,
      impostazioni: { ...FILE.impostazioni, endpoint: 'http://utente:parola@protocollo.example', dialetto: 'x' },
      segreti: { password: '', parola: 'segretissima' },
    });
    expect(code).toBe(1);
    for (const place of ['impostazioni.endpoint', 'impostazioni', 'segreti.password', 'segreti']) {
      expect(err).toContain(`- ${place}: non va bene`);
    }
    expect(err).not.toMatch(/segretissima|utente:parola/u);
    expect(await chosen()).toBeNull();
    expect((await put('x', '--servizio', 'certificato-di-nascita')).code).toBe(1);
    expect((await put(FILE, '--servizio', 'non-c-e')).err).toContain('non ha il servizio «non-c-e»');
  });

  it('makes a key, shows it once, and keeps what only the secret of the portal can check', async () => {
    const digest = () =>
      line.inDatabase((pool) => makeUnitOfWork(pool).read(ente.id, ({ registrations }) => registrations.keyDigest()));
    const made = async () => /^stanza_\S{43}$/mu.exec((await command('--chiave')).out)?.[0] ?? '';
    const isGood = async (key: string) =>
      makeSecretBox(testSecretKey).isDerived(registryKeyContext(ente.id, key), (await digest()) ?? '');
    const first = await made();
    expect([first.length, await isGood(first), await digest()]).toEqual([50, true, expect.not.stringContaining(first)]);
    const second = await made();
    expect([await isGood(first), await isGood(second)]).toEqual([false, true]);
    expect((await command('--chiave', '--servizio', 'certificato-di-nascita')).code).toBe(2);
    expect((await command('--chiave', '--togli', '--conferma')).code).toBe(2);
  });

  it.each([
    [
      'pec',
      {
        endpoint: 'smtps://smtps.pec.example',
        user: 'stanza@pec.example',
        sender: { name: 'Stanza', address: 'stanza@pec.example' },
        recipient: 'protocollo@pec.example',
      },
      { password: 'segretissima' },
      'è PEC',
      'PEC, protocollo@pec.example',
    ],
    ['external', {}, {}, 'è un sistema del Comune, che scrive il numero', 'Sistema del Comune'],
  ])('takes what connects any Comune: %s', async (tipo, impostazioni, segreti, said, book) => {
    expect((await put({ tipo, impostazioni, segreti })).out).toContain(said);
    expect(await chosen()).toMatchObject({ kind: tipo, settings: impostazioni, book });
    expect((await put({ tipo, impostazioni: { ...impostazioni, altro: 1 }, segreti })).code).toBe(1);
    expect((await command('--togli', '--conferma')).code).toBe(0);
  });

  it('wants to know which of the three', async () => {
    expect((await command()).code).toBe(2);
    expect((await put(FILE, '--togli')).code).toBe(2);
  });
});
