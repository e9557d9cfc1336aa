import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tenant } from '@stanza/core';
import { makeCertificate } from '@stanza/gateways';
import { TEST_SECRET_KEY } from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { type CommandLine, openCommandLine } from '../testing/command-line.ts';
import { ENTE_EXAMPLE } from './ente-file.ts';

const DATA = {
  entityID: 'https://stanza.example/bugliano',
  indirizzo: 'https://stanza.example/bugliano',
  nome: 'Comune di Bugliano',
  nomeMostrato: 'Bugliano',
  sito: 'https://www.bugliano.example/',
  codiceIpa: 'c_b000',
  citta: 'Bugliano',
  codiceCatastale: 'B000',
  email: 'spid@bugliano.example',
  telefono: '+390500000',
};

describe('npx stanza spid', () => {
  let line: CommandLine;
  let ente: Tenant;
  beforeAll(async () => {
    line = await openCommandLine({ STANZA_SECRET_KEY: TEST_SECRET_KEY });
    await line.stanza('ente', 'crea', await line.file('bugliano.json', ENTE_EXAMPLE));
    ente = await line.ente('bugliano');
  });
  afterAll(() => line.close());

  const settings = async () =>
    line.inDatabase((pool) => makeUnitOfWork(pool).read(ente.id, ({ signIns }) => signIns.settings()));

  const put = async (content: unknown, ...args: readonly string[]) =>
    line.stanza('spid:ente', '--ente', 'bugliano', '--file', await line.file('spid.json', content), ...args);

  describe('ente', () => {
    it('puts a Comune into SPID, and says that it has no certificate yet', async () => {
      const { code, out } = await put(DATA);
      expect(code).toBe(0);
      expect(out).toContain(
        'Comune di Bugliano: i dati per SPID sono questi.\n- entityID: «https://stanza.example/bugliano»',
      );
      expect(out).toContain(
        'Adesso serve il certificato: «stanza spid:certificate --ente bugliano --federazione spid».',
      );
      expect(await settings()).toEqual([
        {
          federation: 'spid',
          entityId: 'https://stanza.example/bugliano',
          baseUrl: 'https://stanza.example/bugliano',
          organization: { name: 'Comune di Bugliano', displayName: 'Bugliano', url: 'https://www.bugliano.example/' },
          ipaCode: 'c_b000',
          fiscalCode: null,
          city: 'Bugliano',
          municipality: 'B000',
          contact: { email: 'spid@bugliano.example', telephone: '+390500000' },
        },
      ]);
    });

    it('takes the example of the guide, which explains each of its fields', async () => {
      const guide = await readFile(join(import.meta.dirname, '../../docs/spid-and-cie.md'), 'utf8');
      const [, example = ''] = /```json\n(.*?)```/su.exec(guide) ?? [];
      expect((await put(example)).code).toBe(0);
      const [, table = ''] = guide.split('| Field ');
      const explained = [...table.matchAll(/^\| `(\w+)`/gmu)].map(([, name]) => name);
      expect(explained).toEqual(Object.keys(JSON.parse(example)));
      await put(DATA);
    });

    it('says what changes, in the federation that was meant', async () => {
      expect((await put(DATA)).out).toContain('Comune di Bugliano: i dati per SPID erano già questi.');
      const { out } = await put({ ...DATA, citta: 'Forlì', telefono: undefined, codiceFiscale: '00606620409' });
      const changed = ['- codiceFiscale: da niente a «00606620409»', '- citta: da «Bugliano» a «Forlì»'];
      for (const one of [...changed, '- telefono: da «+390500000» a niente']) expect(out).toContain(one);
      expect(out).not.toContain('- nome:');
      expect((await put(DATA, '--federazione', 'cie')).out).toContain('i dati per CIE sono questi');
      expect((await settings()).map(({ federation, city }) => [federation, city])).toEqual([
        ['spid', 'Forlì'],
        ['cie', 'Bugliano'],
      ]);
      expect((await put(DATA, '--federazione', 'altra')).code).toBe(2);
    });

    it('says everything that is wrong in the file, and changes nothing', async () => {
      const before = await settings();
      const wrong = { ...DATA, entityID: 'bugliano', codiceIpa: 'c b', citta: '', telefono: '050 1', nome: undefined };
      const { code, err } = await put(wrong);
      expect(code).toBe(1);
      expect(err.split('\n').slice(1).toSorted()).toEqual([
        '- citta: manca',
        '- codiceIpa: deve essere il codice in IndicePA, come c_h612',
        '- entityID: deve essere un indirizzo, come https://stanza.example/rovereto',
        '- nome: manca',
        '- telefono: deve essere +39 e le cifre, senza spazi',
      ]);
      // O and CN of a certificate have room for no more (X.520).
      const long = await put({ ...DATA, nome: 'C'.repeat(65), nomeMostrato: 'C'.repeat(65) });
      expect(long.err.match(/- nome(Mostrato)?: .* in non più di 64 caratteri/gu)).toHaveLength(2);
      const nome = 'Comune di\u0000 Bugliano';
      const typed = {
        ...DATA,
        nome,
        nomeMostrato: 'A\uFFFE',
        citta: 'B\n',
        sito: `${DATA.sito}\t`,
        codiceIpa: 'c\u0007',
      };
      const unusable = 'contiene caratteri che non si possono usare, come a capo o tabulazioni';
      expect((await put(typed)).err.split('\n').slice(1).toSorted()).toEqual(
        ['citta', 'codiceIpa', 'nome', 'nomeMostrato', 'sito'].map((name) => `- ${name}: ${unusable}`),
      );
      const more = {
        ...DATA,
        colore: 'blu',
        codicefiscale: '1',
        codiceFiscale: '',
        telefono: '',
        email: 'x',
        sito: null,
      };
      expect((await put(more)).err.split('\n').slice(1).toSorted()).toEqual([
        '- codiceFiscale: è vuoto: deve avere undici cifre, oppure si toglie dal file',
        '- codicefiscale: non è previsto',
        '- colore: non è previsto',
        '- email: deve essere l’indirizzo e-mail di un ufficio',
        '- sito: manca',
        '- telefono: è vuoto: deve essere +39 e le cifre, senza spazi, oppure si toglie dal file',
      ]);
      expect((await put([])).err).toContain('- il contenuto deve essere un oggetto JSON');
      expect((await put('{')).err).toContain('non è JSON');
      const other = { ...DATA, indirizzo: 'https://stanza.example/altrove' };
      expect((await put(other)).err).toContain('- indirizzo: deve finire con /bugliano');
      expect(await settings()).toEqual(before);
    });

    it('says when the address is not that of the portal, which may be meant', async () => {
      const args = ['spid:ente', '--ente', 'bugliano', '--file', await line.file('spid.json', DATA)];
      const elsewhere = await line.stanzaWith({ PORTAL_URL: 'https://portale.example/' }, ...args);
      expect(elsewhere.code).toBe(0);
      expect(elsewhere.out).toContain(
        'Attenzione: l’indirizzo del Comune sul portale è https://portale.example/bugliano',
      );
      for (const PORTAL_URL of ['https://stanza.example', '']) {
        expect((await line.stanzaWith({ PORTAL_URL }, ...args)).out).not.toContain('Attenzione');
      }
    });

    it('wants https and no port in production alone', async () => {
      const local = {
        ...DATA,
        entityID: 'http://127.0.0.1:3000/bugliano',
        indirizzo: 'http://127.0.0.1:3000/bugliano',
      };
      expect((await put(local)).code).toBe(0);
      const production = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1' };
      const args = ['spid:ente', '--ente', 'bugliano', '--file'];
      const refused = async (content: unknown) => {
        const { code, err } = await line.stanzaWith(production, ...args, await line.file('locale.json', content));
        expect(code).toBe(1);
        return err.split('\n').slice(1);
      };
      const places = [
        '- entityID: in produzione deve cominciare con https://',
        '- entityID: in produzione non deve avere una porta',
        '- indirizzo: in produzione deve cominciare con https://',
      ];
      expect(await refused(local)).toEqual(places);
      expect(await refused({ ...local, citta: '' })).toEqual(['- citta: manca', ...places]);
    });
  });

  describe('data that were kept before', () => {
    const keep = (path: string, value: unknown) =>
      line.inDatabase((pool) =>
        pool.query("update service_provider set settings = jsonb_set(settings, $1, $2) where federation = 'spid'", [
          path,
          JSON.stringify(value),
        ]),
      );

    it('are still read when a name is too long for a certificate, and a certificate asks for a shorter one', async () => {
      await put(DATA);
      await keep('{organization,name}', 'C'.repeat(200));
      expect((await settings())[0]?.organization.name).toHaveLength(200);
      const certificate = await line.stanza('spid:certificate', '--ente', 'bugliano');
      expect(certificate).toMatchObject({ code: 1, err: expect.stringContaining('al massimo 64 caratteri') });
      expect((await put(DATA)).out).toContain('- nome: da «CCC');
    });

    it('can be replaced and taken away also when they cannot be read', async () => {
      await put(DATA);
      await keep('{city}', 7);
      expect(await put(DATA)).toMatchObject({ code: 0, out: expect.stringContaining('- citta: «Bugliano»') });
      expect((await settings())[0]?.city).toBe('Bugliano');
      await keep('{city}', 7);
      const removed = await line.stanza('spid:ente', '--ente', 'bugliano', '--togli', '--conferma');
      expect(removed).toMatchObject({ code: 0, out: expect.stringContaining('non è più in SPID') });
      expect((await settings()).map(({ federation }) => federation)).toEqual(['cie']);
    });
  });

  describe('ente --togli', () => {
    const remove = (...args: readonly string[]) => line.stanza('spid:ente', '--ente', 'bugliano', '--togli', ...args);
    const federations = async () => (await settings()).map(({ federation }) => federation);

    it('takes a Comune out of one federation, when it is said that this is meant', async () => {
      await put(DATA);
      await put(DATA, '--federazione', 'cie');
      const asked = await remove('--federazione', 'cie');
      expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('aggiungete --conferma') });
      expect(await federations()).toEqual(['spid', 'cie']);
      const done = await remove('--federazione', 'cie', '--conferma');
      expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Comune di Bugliano non è più in CIE') });
      expect(await federations()).toEqual(['spid']);
      const again = await remove('--federazione', 'cie', '--conferma');
      expect(again).toMatchObject({ code: 1, err: expect.stringContaining('non è in CIE') });
    });

    it('is one thing, and changing the data another', async () => {
      for (const args of [[], ['--togli', '--conferma', '--file', 'spid.json']]) {
        const { code, err } = await line.stanza('spid:ente', '--ente', 'bugliano', ...args);
        expect([code, err]).toEqual([2, 'Serve o --file, con i dati del Comune, o --togli.']);
      }
      expect(await federations()).toEqual(['spid']);
    });
  });

  describe('certificate', () => {
    const make = (...args: readonly string[]) => line.stanza('spid:certificate', '--ente', 'bugliano', ...args);
    const inKeys = (name: string) => join(line.folder, 'identita', 'bugliano', name);

    it('makes a key that its user alone reads, and a certificate that says what the Comune is', async () => {
      await put(DATA);
      const { code, out } = await make('--bit', '2048', '--anni', '1');
      expect(code).toBe(0);
      expect(out).toContain(inKeys('spid.key.pem'));
      expect(out).toContain('https://stanza.example/bugliano/spid/metadata');
      expect((await stat(inKeys('spid.key.pem'))).mode & 0o777).toBe(0o600);
      const certificate = new X509Certificate(await readFile(inKeys('spid.crt.pem')));
      expect(certificate.checkPrivateKey(createPrivateKey(await readFile(inKeys('spid.key.pem'))))).toBe(true);
      expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
      const days = (certificate.validToDate.getTime() - certificate.validFromDate.getTime()) / 86_400_000;
      expect([365, 366]).toContain(days);
      expect((await put(DATA)).out).not.toContain('certificato');
    });

    it('overwrites nothing', async () => {
      const before = await readFile(inKeys('spid.crt.pem'), 'utf8');
      const { code, err } = await make('--bit', '2048');
      expect([code, err]).toEqual([1, expect.stringContaining('c’è già, e non si sovrascrive')]);
      expect(await readFile(inKeys('spid.crt.pem'), 'utf8')).toBe(before);
    });

    it('no longer fits when what it says changes, which «spid:ente» says', async () => {
      const { code, out } = await put({ ...DATA, codiceIpa: 'c_b001' });
      expect(code).toBe(0);
      const [, advice = ''] = /^(Il certificato per SPID non va bene:\n.+\n.+ --rinnovo»\.)$/mu.exec(out) ?? [];
      expect(advice).toContain('è «PA:IT-c_b000», doveva essere «PA:IT-c_b001»');
      expect((await line.stanza('coda')).out).toContain(`bugliano: ${advice}`);
      await put(DATA);
    });

    it('is renewed: the next one is made beside the current one, and takes its place by a second command', async () => {
      await put(DATA);
      const read = (name: string) => readFile(inKeys(name), 'utf8');
      const before = [await read('spid.key.pem'), await read('spid.crt.pem')];
      const { code, out } = await make('--rinnovo', '--bit', '2048');
      expect(code).toBe(0);
      expect(out).toContain('«stanza spid:certificate --ente bugliano --federazione spid --attiva»');
      expect([await read('spid.key.pem'), await read('spid.crt.pem')]).toEqual(before);
      const next = [await read('spid.next.key.pem'), await read('spid.next.crt.pem')];
      expect((await stat(inKeys('spid.next.key.pem'))).mode & 0o777).toBe(0o600);
      expect(await make('--rinnovo')).toMatchObject({ code: 1, err: expect.stringContaining('non si sovrascrive') });

      const { code: done, out: said } = await make('--attiva');
      expect(done).toBe(0);
      expect([await read('spid.key.pem'), await read('spid.crt.pem')]).toEqual(next);
      const [, past = ''] = /Quella di prima resta in (.+)$/mu.exec(said) ?? [];
      expect(await readFile(past, 'utf8')).toBe(before[0]);
      const again = await make('--attiva');
      expect(again).toMatchObject({ code: 1, err: expect.stringContaining('Non c’è una prossima chiave') });
      const both = await make('--attiva', '--rinnovo');
      expect(both).toMatchObject({ code: 2, err: expect.stringContaining('Serve o --rinnovo o --attiva') });
    });

    it('is activated only when it is what it should be', async () => {
      await make('--rinnovo', '--bit', '2048');
      const before = await readFile(inKeys('spid.crt.pem'), 'utf8');
      await put({ ...DATA, codiceIpa: 'c_b002' });
      const { code, err } = await make('--attiva');
      expect(code).toBe(1);
      expect(err).toContain('non è cambiato niente:\n- organizationIdentifier');
      expect(err).toContain('Fatene un altro: «stanza spid:certificate --ente bugliano --federazione spid --rinnovo».');
      const fitted = await readFile(inKeys('spid.next.crt.pem'), 'utf8');
      await writeFile(inKeys('spid.next.crt.pem'), before);
      expect((await make('--attiva')).err).toContain('non è della chiave');
      expect((await make('--rinnovo')).err).toContain('non è della chiave');
      expect(await readFile(inKeys('spid.crt.pem'), 'utf8')).toBe(before);
      await writeFile(inKeys('spid.next.crt.pem'), fitted);
      await put(DATA);
    });

    /** The next pairs that were put aside, by the contents of their certificates. */
    const putAside = async () => {
      const names = (await readdir(inKeys(''))).filter((name) => /^spid\.unused-\d{8}T\d{9}Z\.crt\.pem$/u.test(name));
      return Promise.all(names.map((name) => readFile(inKeys(name), 'utf8')));
    };

    it('is renewed again when the next one no longer fits the data or is over: it is put aside, and nothing is lost', async () => {
      const first = await readFile(inKeys('spid.next.crt.pem'), 'utf8');
      expect(await make('--rinnovo')).toMatchObject({
        code: 1,
        err: expect.stringContaining('si attiva con --attiva'),
      });
      await put({ ...DATA, codiceIpa: 'c_b003' });
      const { code, out } = await make('--rinnovo', '--bit', '2048');
      expect([code, out]).toEqual([0, expect.stringContaining('doveva essere «PA:IT-c_b003»')]);
      const [, key = ''] = /Non si usa, e resta in (.+)$/mu.exec(out) ?? [];
      expect((await stat(key)).mode & 0o777).toBe(0o600);
      expect(await putAside()).toEqual([first]);
      expect((await make('--attiva')).code).toBe(0);

      const [ours] = await settings();
      if (ours === undefined) throw new Error('Bugliano is in no federation');
      const over = await makeCertificate(ours, { from: new Date('2020-01-01T00:00:00Z'), days: 30, bits: 2048 });
      await writeFile(inKeys('spid.next.key.pem'), over.privateKeyPem);
      await writeFile(inKeys('spid.next.crt.pem'), over.certificatePem);
      expect((await make('--rinnovo', '--bit', '2048')).out).toContain('il certificato è scaduto');
      expect((await putAside()).toSorted()).toEqual([first, over.certificatePem].toSorted());
      await put(DATA);
      await make('--rinnovo', '--bit', '2048');
      expect((await make('--attiva')).code).toBe(0);
    });

    it('is brought to its place when that was cut off in its middle, also when the data have changed since', async () => {
      await make('--rinnovo', '--bit', '2048');
      const next = await readFile(inKeys('spid.next.crt.pem'), 'utf8');
      await rename(inKeys('spid.next.key.pem'), inKeys('spid.key.pem'));
      await put({ ...DATA, codiceIpa: 'c_b004' });
      expect(await make('--rinnovo')).toMatchObject({ code: 1, err: expect.stringContaining('--attiva»') });
      expect((await make('--attiva')).code).toBe(0);
      expect(await readFile(inKeys('spid.crt.pem'), 'utf8')).toBe(next);
      await put(DATA);
    });

    it('is spoken of by «coda» and «spid:ente» in its last sixty days', async () => {
      expect((await line.stanza('coda')).out).not.toContain('certificato');
      const [ours] = await settings();
      if (ours === undefined) throw new Error('Bugliano is in no federation');
      const { certificatePem, privateKeyPem } = await makeCertificate(ours, { from: new Date(), days: 30, bits: 2048 });
      await writeFile(inKeys('spid.key.pem'), privateKeyPem);
      await writeFile(inKeys('spid.crt.pem'), certificatePem);
      const advice = /Il certificato per SPID scade il .+ Rinnovatelo: «stanza spid:certificate .+ --rinnovo»\./u;
      const { code, out } = await line.stanza('coda');
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^bugliano: ${advice.source}$`, 'mu'));
      expect((await put(DATA)).out).toMatch(advice);
      await make('--rinnovo', '--bit', '2048');
      expect((await line.stanza('coda')).out).toMatch(
        /^bugliano: Il certificato per SPID scade il .+ Prima i gestori devono avere i metadati, .+ poi «.+ --attiva»\.$/mu,
      );
      await writeFile(inKeys('spid.crt.pem'), 'niente');
      expect((await line.stanza('coda')).out).toContain(`bugliano: Il file ${inKeys('spid.crt.pem')} non contiene`);
    });

    it('is looked at, and renewed, also where it is in the environment', async () => {
      const [ours] = await settings();
      if (ours === undefined) throw new Error('Bugliano is in no federation');
      const { certificatePem, privateKeyPem } = await makeCertificate(ours, { from: new Date(), days: 30, bits: 2048 });
      const environment = {
        SIGN_IN_KEY_BUGLIANO_SPID: privateKeyPem,
        SIGN_IN_CERTIFICATE_BUGLIANO_SPID: certificatePem,
      };
      const inside = (...args: readonly string[]) => line.stanzaWith(environment, ...args);
      expect((await inside('coda')).out).toContain('bugliano: Il certificato per SPID scade');
      const certificate = ['spid:certificate', '--ente', 'bugliano'];
      await rm(inKeys('spid.next.key.pem'));
      await rm(inKeys('spid.next.crt.pem'));
      const { code, out } = await inside(...certificate, '--rinnovo', '--bit', '2048');
      expect([code, out]).toEqual([0, expect.stringContaining('quando è in SIGN_IN_NEXT_KEY_BUGLIANO_SPID')]);
      const next = {
        SIGN_IN_NEXT_KEY_BUGLIANO_SPID: await readFile(inKeys('spid.next.key.pem'), 'utf8'),
        SIGN_IN_NEXT_CERTIFICATE_BUGLIANO_SPID: await readFile(inKeys('spid.next.crt.pem'), 'utf8'),
      };
      expect((await line.stanzaWith({ ...environment, ...next }, 'coda')).out).toContain(
        'poi mettete la prossima chiave in SIGN_IN_KEY_BUGLIANO_SPID e SIGN_IN_CERTIFICATE_BUGLIANO_SPID.',
      );
      const waiting = await inside(...certificate, '--rinnovo');
      expect(waiting).toMatchObject({ code: 1, err: expect.stringContaining('in SIGN_IN_NEXT_KEY_BUGLIANO_SPID') });

      // The next key takes the place of the current one in the environment: its files, from which it was copied, stay.
      const moved = {
        SIGN_IN_KEY_BUGLIANO_SPID: next.SIGN_IN_NEXT_KEY_BUGLIANO_SPID,
        SIGN_IN_CERTIFICATE_BUGLIANO_SPID: next.SIGN_IN_NEXT_CERTIFICATE_BUGLIANO_SPID,
      };
      const again = await line.stanzaWith(moved, ...certificate, '--rinnovo', '--bit', '2048');
      expect([again.code, again.out]).toEqual([0, expect.stringContaining('è già quella di adesso')]);
      expect(await putAside()).toContain(moved.SIGN_IN_CERTIFICATE_BUGLIANO_SPID);
      const refused = await inside(...certificate, '--attiva');
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('è in SIGN_IN_KEY_BUGLIANO_SPID') });
    });

    it('is refused to a Comune without data, for other lengths and for other times', async () => {
      await line.stanza('ente', 'crea', await line.file('altro.json', { ...ENTE_EXAMPLE, percorso: 'altro' }));
      const without = await line.stanza('spid:certificate', '--ente', 'altro');
      expect(without).toMatchObject({ code: 1, err: expect.stringContaining('non ha ancora i dati per SPID') });
      expect((await make('--bit', '1024')).code).toBe(2);
      await put(DATA, '--federazione', 'cie');
      expect((await make('--rinnovo', '--federazione', 'cie')).err).toContain('Non c’è ancora una chiave da rinnovare');
      expect(await make('--anni', '0')).toMatchObject({ code: 2, err: 'Con --anni va un numero da 1 a 10.' });
    });
  });
});
