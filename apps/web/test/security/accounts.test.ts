import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSettableClock } from '@stanza/core/testing';
import { oneTimeCodeAt } from '@stanza/gateways';
import { TEST_SECRET_KEY } from '@stanza/gateways/testing';
import { makePool } from '@stanza/postgres';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const OFFICE = '/rovereto/operatori';
const EMAIL = 'lucia.neri@comune.rovereto.example';
const FIRST = 'prima frase di prova';
const SECOND = 'seconda frase di prova';

const clock = makeSettableClock(new Date());
const logged: string[] = [];
let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal({ clock, log: (line) => logged.push(line) });
});
afterAll(() => portal.close());

/** Everything that is stored, but the messages that a mail server would have taken. */
const stored = async (): Promise<string> => {
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  try {
    const tables = await pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker') and tablename <> 'dev_mail'`,
    );
    const rows: string[] = [];
    for (const { name } of tables.rows) {
      const found = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
      rows.push(...found.rows.map(({ row }) => row));
    }
    return rows.join('\n');
  } finally {
    await pool.end();
  }
};

/** Where the newest mail leads. */
const newestLink = async (): Promise<string> => {
  await portal.drain();
  const mail = await portal.browser().visit('/sviluppo/posta');
  return new URL(mail.html.querySelector('a[href*="/operatori/password/"]')?.getAttribute('href') ?? '').pathname;
};

describe('passwords, codes, keys and links', () => {
  it('are neither in a log nor in the database in clear, after all that can be done with them', async () => {
    const secrets: string[] = [FIRST, SECOND, TEST_SECRET_KEY];
    const administrator = await portal.operator('amministratore');
    await administrator.visit(`${OFFICE}/personale/nuovo`);
    await administrator.send(`${OFFICE}/personale/nuovo`, { nome: 'Lucia Neri', email: EMAIL, ruolo: 'operatore' });

    const lucia = portal.browser();
    const choose = async (link: string, password: string) => {
      const chiave = link.split('/').at(-1) ?? '';
      secrets.push(chiave, chiave.slice(37));
      await lucia.visit(link);
      await lucia.post(`${OFFICE}/password`, { chiave, password: 'corta', ripeti: 'corta' });
      const chosen = await lucia.post(`${OFFICE}/password`, { chiave, password, ripeti: password });
      expect(chosen.location).toContain('fatto=password');
    };
    await choose(await newestLink(), FIRST);

    await lucia.visit(`${OFFICE}/accesso`);
    await lucia.post(`${OFFICE}/accesso`, { email: EMAIL, password: `${FIRST}!` });
    await lucia.send(`${OFFICE}/accesso`, { email: EMAIL, password: FIRST });
    const form = await lucia.visit(`${OFFICE}/secondo-fattore`);
    const secret = form.text('.qr code').replaceAll(' ', '');
    const sigillo = form.html.querySelector('input[name=sigillo]')?.getAttribute('value') ?? '';
    const setUp = await lucia.post(`${OFFICE}/secondo-fattore`, {
      sigillo,
      codice: oneTimeCodeAt(secret, clock.now()),
      password: FIRST,
    });
    const [recovery = '', ...others] = setUp.texts('.codici code');
    secrets.push(secret, recovery, ...others);

    await lucia.send(`${OFFICE}/esci`, {});
    await lucia.send(`${OFFICE}/accesso/dimenticata`, { email: EMAIL });
    await choose(await newestLink(), SECOND);
    await lucia.send(`${OFFICE}/accesso`, { email: EMAIL, password: SECOND });
    clock.advance(60_000);
    const code = oneTimeCodeAt(secret, clock.now());
    await lucia.post(`${OFFICE}/accesso/codice`, { codice: `${code}1` });
    expect((await lucia.post(`${OFFICE}/accesso/codice`, { codice: code })).location).toBe(OFFICE);
    expect((await lucia.visit(OFFICE)).text('h1')).toBe('Pannello di controllo');

    const kept = await stored();
    const log = logged.join('\n');
    expect(kept).toContain(EMAIL);
    expect(secrets.length).toBeGreaterThan(15);
    for (const one of [...secrets, ...others.map((digits) => digits.replace('-', ''))]) {
      expect([one, log.includes(one), kept.includes(one)]).toEqual([one, false, false]);
    }
    expect(log).not.toContain(`"${code}"`);
    expect(log).not.toContain(EMAIL);
  });

  it('of what fails is nothing logged either: a broken page says its route, not its address', async () => {
    const link = await newestLink();
    const before = logged.length;
    await portal.asOwner('alter table operator_invitation rename to elsewhere');
    const page = await portal.browser().get(link);
    await portal.asOwner('alter table elsewhere rename to operator_invitation');
    expect(page.status).toBe(500);
    const log = logged.slice(before).join('\n');
    expect(log).toContain('/:ente/operatori/password/:chiave');
    expect(log).not.toContain(link.slice(-64));
  });
});

describe('sign-in', () => {
  it('costs as many statements for an address of nobody as for a wrong password', async () => {
    const statements: string[] = [];
    portal.pool.on('acquire', () => statements.push('acquired'));
    const count = async (fields: Readonly<Record<string, string>>, path = `${OFFICE}/accesso`) => {
      const browser = portal.browser('203.0.113.99');
      await browser.visit(path);
      statements.length = 0;
      await browser.post(path, fields);
      return statements.length;
    };
    const [paola] = portal.staff;
    const known = await count({ email: paola?.username ?? '', password: 'sbagliata' });
    expect(await count({ email: 'nessuno@comune.rovereto.example', password: 'sbagliata' })).toBe(known);
    const forgotten = `${OFFICE}/accesso/dimenticata`;
    const asked = await count({ email: paola?.username ?? '' }, forgotten);
    expect(await count({ email: 'nessuno@comune.rovereto.example' }, forgotten)).toBe(asked);
  });
});
