import { afterEach, describe, expect, it } from '@jest/globals';
import { type Ends, openDocarea, same, UNCLEAR } from './testing/docarea-stage.ts';
import type { Trouble } from './testing/start-docarea-server.ts';

let close: (() => Promise<void>) | null = null;
const open = async (...given: Parameters<typeof openDocarea>) => {
  const opened = await openDocarea(...given);
  close = opened.server.close;
  return opened;
};
afterEach(async () => {
  await close?.();
  close = null;
});

describe('what else a DOCAREA registry may answer', () => {
  const fields = { strDST: 'x', lngDocID: 1, lngNumPG: 7, lngAnnoPG: 2026, strDataPG: '02/03/2026', lngErrNumber: 0 };

  it.each<readonly [string, Trouble, Ends]>([
    ['a Fault of the server', { is: 'fault', code: 'Server', done: false }, UNCLEAR],
    ['a Fault of the client', { is: 'fault', code: 'Client', done: false }, ['settings', 'again', 'in-doubt']],
    ['a page with 200', { is: 'page', status: 200, done: false }, UNCLEAR],
    ['a page with 500', { is: 'page', status: 500, done: false }, UNCLEAR],
    ['a page with 502', { is: 'page', status: 502, done: true }, UNCLEAR],
    ['a page with 503', { is: 'page', status: 503, done: false }, UNCLEAR],
    [
      'a redirect, which is not followed',
      { is: 'page', status: 302, done: false },
      ['settings', 'settings', 'in-doubt'],
    ],
    ['401', { is: 'page', status: 401, done: false }, same('settings')],
    ['403', { is: 'page', status: 403, done: false }, same('settings')],
    ['404', { is: 'page', status: 404, done: false }, same('settings')],
    ['405', { is: 'page', status: 405, done: false }, same('settings')],
    ['413', { is: 'page', status: 413, done: false }, same('refused')],
    ['429', { is: 'page', status: 429, done: false }, same('again')],
    ['nothing', { is: 'text', text: '', done: true }, UNCLEAR],
    ['an empty envelope', { is: 'answers', fields: {}, done: true }, UNCLEAR],
    ['a document type', { is: 'text', text: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', done: true }, UNCLEAR],
    ['more than is read', { is: 'text', text: ' '.repeat(300_000), done: true }, UNCLEAR],
    ['a cut before it was done', { is: 'cut', done: false }, UNCLEAR],
    ['a cut after it was done', { is: 'cut', done: true }, UNCLEAR],
  ])('%s', async (_what, trouble, ends) => {
    const { endsAfter } = await open();
    expect(await endsAfter(trouble)).toEqual(ends);
  });

  it('an error with a number is in doubt: it says that it failed and that it did not', async () => {
    const { server, end } = await open();
    server.next('Protocollazione', { is: 'answers', fields: { ...fields, lngErrNumber: -104 }, done: false });
    expect(await end('Protocollazione')).toBe('in-doubt');
  });

  it.each<readonly [string, Readonly<Record<string, string | number>>]>([
    ['no number', { ...fields, lngNumPG: 0 }],
    ['no year', { ...fields, lngAnnoPG: 0 }],
    ['a year that was not asked about', { ...fields, lngAnnoPG: 1999, strDataPG: '' }],
  ])('a success with %s is in doubt', async (_what, given) => {
    const { server, end } = await open();
    server.next('Protocollazione', { is: 'answers', fields: given, done: true });
    expect(await end('Protocollazione')).toBe('in-doubt');
  });

  it.each<readonly [string, string, string]>([
    ['today, which is now', '02/03/2026', '2026-03-02T09:00:00.000Z'],
    ['yesterday, from when it began in Italy', '01/03/2026', '2026-02-28T23:00:00.000Z'],
    ['a day of summer', '01/07/2026', '2026-06-30T22:00:00.000Z'],
    ['the day on which summer time begins', '29/03/2026', '2026-03-28T23:00:00.000Z'],
    ['the day on which it ends', '25/10/2026', '2026-10-24T22:00:00.000Z'],
    ['a day that there is not, so that it is now', '31/02/2026', '2026-03-02T09:00:00.000Z'],
    ['no day, so that it is now', '', '2026-03-02T09:00:00.000Z'],
  ])('a number of %s', async (_what, strDataPG, instant) => {
    const { server, commit } = await open();
    server.next('Protocollazione', { is: 'answers', fields: { ...fields, strDataPG }, done: true });
    expect(await commit()).toEqual({ number: '0000007', year: 2026, registeredAt: new Date(instant) });
  });

  it('the same answer twice: the second one is not heard', async () => {
    const { server, commit } = await open();
    server.next('Protocollazione', { is: 'twice', done: true });
    expect(await commit()).toMatchObject({ number: '0000001' });
    expect(await commit()).toMatchObject({ number: '0000002' });
  });

  it('a text of Tinn’s alone is a failure', async () => {
    const text = { ...fields, strErrString: 'Mittente non trovato' };
    const { endsAfter } = await open('tinn');
    expect(await endsAfter({ is: 'answers', fields: text, done: false })).toEqual(UNCLEAR);
  });

  it.each([
    ['before', false],
    ['after', true],
  ])('silence %s it registered is in doubt when the time is over', async (_when, done) => {
    const { server, end } = await open('inline', { timeoutSeconds: 1 });
    server.next('Protocollazione', { is: 'silent', done });
    expect(await end('Protocollazione')).toBe('in-doubt');
    expect(server.book.lines).toHaveLength(done ? 1 : 0);
  });

  it('what Finmatica’s validation finds, in its order', async () => {
    const wrong = {
      titolario: '9.9',
      fascicolo: { number: '1', year: 2026 },
      documentTypes: { entrata: 'X', uscita: 'X', allegato: 'X' },
    };
    const found: string[] = [];
    for (const given of [
      wrong,
      { ...wrong, titolario: '7.2' },
      { ...wrong, titolario: '7.1' },
      { documentTypes: wrong.documentTypes },
      {},
    ]) {
      const { server, commit } = await open('classic', given);
      await commit().catch((error: Error) => found.push(error.message));
      await server.close();
    }
    expect(found).toEqual([
      'Protocollazione was answered -104: unknown titolario',
      'Protocollazione was answered -103: closed titolario',
      'Protocollazione was answered -101: unknown fascicolo',
      'Protocollazione was answered -111: unknown document type',
    ]);
  });
});

describe('a sender whom Halley knows twice', () => {
  const twice = { strDST: '', lngDocID: 0, lngNumPG: 0, lngAnnoPG: 0, lngErrNumber: -108, strErrString: '' };

  it('is registered by name, without a codice fiscale', async () => {
    const { server, commit } = await open('halley');
    server.next('Protocollazione', { is: 'answers', fields: twice, done: false });
    await commit();
    expect(server.book.lines).toMatchObject([{ codiceFiscale: '' }]);
  });

  it('is said without it once, and never when the answer brings a number', async () => {
    for (const [given, kind] of [
      [twice, 'settings'],
      [{ ...twice, lngNumPG: 7 }, 'in-doubt'],
    ] as const) {
      const { server, end } = await open('halley');
      for (let times = 0; times < 2; times += 1) {
        server.next('Protocollazione', { is: 'answers', fields: given, done: false });
      }
      expect([await end('Protocollazione'), server.book.lines]).toEqual([kind, []]);
      await server.close();
    }
  });
});

describe('a session with a DOCAREA registry', () => {
  it('is begun once, and again when the registry ended it', async () => {
    const { server, attach, commit, steps, registration } = await open();
    await commit();
    await commit();
    const logins = () => server.asked.filter(({ operation }) => operation === 'Login').length;
    expect(logins()).toBe(1);
    const id = await attach();
    server.book.endSessions();
    await steps.commit(registration, null, [id]);
    expect([logins(), server.book.lines.length]).toEqual([2, 3]);
  });

  it('is begun again after ten minutes, before a document travels', async () => {
    const { server, clock, attach } = await open();
    await attach();
    clock.set(new Date(clock.now().getTime() + 10 * 60_000));
    await attach();
    expect(server.asked.map(({ operation }) => operation)).toEqual(['Login', 'Inserimento', 'Login', 'Inserimento']);
  });
});
