import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SignInLogContent, type SignInLogEntry, signInLogContext, type Tenant } from '@stanza/core';
import { makeSecretBox, makeUuidV7Ids, newSecretKey } from '@stanza/gateways';
import { TEST_SECRET_KEY, testSecretKey } from '@stanza/gateways/testing';
import { makeUnitOfWork } from '@stanza/postgres';
import { type CommandLine, openCommandLine } from '../testing/command-line.ts';
import { ENTE_EXAMPLE } from './ente-file.ts';

const ids = makeUuidV7Ids();

const CONTENT: SignInLogContent = {
  askedAt: '2026-03-01T22:59:00.000Z',
  request: '<samlp:AuthnRequest ID="_uno"><saml:Issuer>noi</saml:Issuer></samlp:AuthnRequest>',
  response: '<samlp:Response>\u001b[2J però</samlp:Response>',
  assertionId: '_asserzione',
  subject: 'RSSMRA80A01H501U',
  rule: null,
};

const lineOf = (
  ente: Tenant,
  given: Pick<SignInLogEntry, 'at' | 'requestId' | 'outcome'>,
  content: SignInLogContent,
): SignInLogEntry => {
  const line = { ...given, id: ids.next(), federation: 'spid', provider: 'https://idp.example' } as const;
  return {
    ...line,
    sealed: makeSecretBox(testSecretKey).seal(signInLogContext(ente.id, line), JSON.stringify(content)),
  };
};

describe('npx stanza spid:registro', () => {
  let line: CommandLine;
  let ente: Tenant;
  beforeAll(async () => {
    line = await openCommandLine({ STANZA_SECRET_KEY: TEST_SECRET_KEY });
    await line.stanza('ente', 'crea', await line.file('bugliano.json', ENTE_EXAMPLE));
    ente = await line.ente('bugliano');
  });
  afterAll(() => line.close());

  const register = (...args: readonly string[]) => line.stanza('spid:registro', '--ente', 'bugliano', ...args);
  const append = (entry: SignInLogEntry) =>
    line.inDatabase((pool) => makeUnitOfWork(pool).run(ente.id, ({ signIns }) => signIns.appendLog(entry)));

  it('says when there is nothing, and what is wrong with the question', async () => {
    expect(await register()).toMatchObject({ code: 0, out: 'Nel registro non c’è nessun accesso come questi.' });
    expect(await line.stanza('spid:registro')).toMatchObject({ code: 2 });
    expect(await line.stanza('spid:registro', '--ente', 'altrove')).toMatchObject({ code: 1 });
    const wrong = await register('--dal', '31/01/2026');
    expect(wrong).toMatchObject({ code: 2, err: 'Con --dal va un giorno scritto come 2026-01-31.' });
    expect(await register('--al', '2026-11-31')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Con --al va'),
    });
  });

  it('tells who signed in, through whom and when, and why another did not', async () => {
    const at = new Date('2026-03-01T23:00:00Z');
    await append(lineOf(ente, { at, requestId: '_uno', outcome: 'signed_in' }, CONTENT));
    const refused = { ...CONTENT, assertionId: null, subject: null, rule: 'response_destination' };
    const later = new Date('2026-03-02T23:00:00Z');
    await append(lineOf(ente, { at: later, requestId: '_due', outcome: 'not_valid' }, refused));
    const { code, out } = await register();
    expect(code).toBe(0);
    const [heading, ...lines] = out.split('\n');
    expect(heading?.split('\t')).toHaveLength(7);
    expect(lines.map((text) => text.split('\t'))).toEqual([
      ['2026-03-01T23:00:00.000Z', 'SPID', 'https://idp.example', 'entrato', '_uno', '_asserzione', 'RSSMRA80A01H501U'],
      [
        '2026-03-02T23:00:00.000Z',
        'SPID',
        'https://idp.example',
        'risposta non valida (response_destination)',
        '_due',
        '–',
        '–',
      ],
    ]);
  });

  it('is read by days and by request, and with the messages, which cannot steer the terminal', async () => {
    const firstDay = await register('--dal', '2026-03-02', '--al', '2026-03-02');
    expect(firstDay.out).toContain('_uno');
    expect(firstDay.out).not.toContain('_due');
    const one = await register('--richiesta', '_uno', '--xml');
    expect(one.out).toContain(
      'Richiesta:\n<samlp:AuthnRequest ID="_uno">\n  <saml:Issuer>noi</saml:Issuer>\n</samlp:AuthnRequest>',
    );
    expect(one.out).toContain('Risposta:\n<samlp:Response>\\u{1b}[2J però</samlp:Response>');
    expect(one.out).not.toContain('_due');
  });

  it('says which lines cannot be opened, and ends as for a register that is not whole', async () => {
    const good = (requestId: string) => lineOf(ente, { at: new Date(), requestId, outcome: 'not_valid' }, CONTENT);
    await append({ ...good('_tre'), requestId: '_quattro' });
    await append({ ...good('_cinque'), outcome: 'signed_in' });
    await append({ ...good('_sei'), at: new Date('2026-01-01T10:00:00Z') });
    const { code, out } = await register();
    expect(code).toBe(3);
    for (const id of ['_quattro', '_cinque', '_sei']) expect(out).toContain(`\t${id}\tnon si apre\t–`);
    expect(out).toContain('Righe che non si aprono: 3 di 5.');
    const other = ['spid:registro', '--ente', 'bugliano'];
    const answer = await line.stanzaWith({ STANZA_SECRET_KEY: newSecretKey() }, ...other);
    expect(answer).toMatchObject({ code: 3, out: expect.stringContaining('Righe che non si aprono: 5 di 5.') });
    const keyless = await line.stanzaWith({ STANZA_SECRET_KEY: '' }, ...other);
    expect(keyless).toMatchObject({ code: 1, err: expect.stringContaining('La chiave segreta del portale non c’è') });
  });
});
