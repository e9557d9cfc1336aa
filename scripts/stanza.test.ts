import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Stores } from '@stanza/core';
import { makeTenantDirectory, makeUnitOfWork, type Pool } from '@stanza/postgres';
import { catalogue } from '@stanza/services';
import { ENTE_EXAMPLE } from './stanza/ente-file.ts';
import { type Answer, type CommandLine, openCommandLine } from './testing/command-line.ts';
import { bareEnvironment } from './testing/config.ts';

const PROGRAM = join(import.meta.dirname, 'stanza.ts');

describe('npx stanza', () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = await openCommandLine();
  });
  afterAll(() => line.close());

  const stanza = (...args: readonly string[]) => line.stanza(...args);
  const file = (name: string, content: unknown) => line.file(name, content);
  const inDatabase = <T>(work: (pool: Pool) => Promise<T>) => line.inDatabase(work);

  it('explains itself in Italian, and tells wrong usage from failure', async () => {
    const help = await stanza('--help');
    expect(help.code).toBe(0);
    for (const word of [
      'Comandi:',
      'stanza ente',
      'stanza amministratore',
      'stanza servizi',
      'stanza registro',
      'stanza registro-protocollo',
      'stanza spid:ente',
      'stanza spid:certificate',
      'stanza spid:gestori',
      'stanza spid:registro',
      'stanza coda',
      'stanza migra',
    ]) {
      expect(help.out).toContain(word);
    }
    expect(await stanza()).toMatchObject({ code: 2, err: 'Manca il comando: vedi «stanza --help».' });
    expect(await stanza('pippo')).toMatchObject({ code: 2, err: 'Argomento sconosciuto: pippo' });
    const missing = await stanza('ente', 'crea');
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect((await stanza('ente', 'crea', join(line.folder, 'none.json'))).code).toBe(1);
  });

  it('changes the schema of the database with «migra» alone; every other command refuses one of another version', async () => {
    const change = (text: string) => inDatabase((pool) => pool.query(text));
    const { rows: done } = await change('select name from stanza_migration.kysely_migration order by name');
    const commands = [['ente', 'elenco'], ['registro', 'verifica'], ['coda']];

    await change('alter schema stanza_migration rename to elsewhere'); // as in a database that nobody has migrated
    const older = { code: 4, out: '', err: expect.stringContaining('eseguite «npx stanza migra»') };
    for (const command of commands) expect(await stanza(...command)).toEqual(older);
    expect((await change("select from pg_namespace where nspname = 'stanza_migration'")).rowCount).toBe(0);
    await change('alter schema elsewhere rename to stanza_migration');

    const last = done.at(-1)?.name;
    await change(`delete from stanza_migration.kysely_migration where name = '${last}'`);
    expect(await stanza('coda')).toEqual(older);
    await change(`insert into stanza_migration.kysely_migration values ('${last}', 'now'), ('999-later', 'now')`);
    const newer = { code: 4, out: '', err: expect.stringContaining('è di una versione più recente') };
    for (const command of [...commands, ['migra']]) expect(await stanza(...command)).toEqual(newer);
    await change("delete from stanza_migration.kysely_migration where name = '999-later'");
    expect(await stanza('coda')).toMatchObject({ code: 0 });
    expect(await stanza('migra')).toMatchObject({ code: 0, out: 'Il database è aggiornato.' });
    expect((await stanza('--help')).out).toContain('4 il database non è della versione di questo programma');
  });

  it('puts a Comune on the portal from a file, once, and takes it off and back', async () => {
    const path = await file('bugliano.json', ENTE_EXAMPLE);
    expect(await stanza('ente', 'crea', path)).toMatchObject({ code: 0 });
    const again = await stanza('ente', 'crea', path);
    expect(again).toMatchObject({ code: 1, err: 'Il percorso «bugliano» è già usato: sceglietene un altro.' });
    expect((await stanza('ente', 'disattiva', 'bugliano')).code).toBe(0);
    expect((await stanza('ente', 'elenco')).out).toMatch(/^bugliano +Comune di Bugliano +disattivato$/mu);
    expect((await stanza('ente', 'riattiva', 'bugliano')).code).toBe(0);
    expect((await stanza('ente', 'elenco')).out).toMatch(/^bugliano +Comune di Bugliano +attivo$/mu);
    expect(await stanza('ente', 'disattiva', 'altrove')).toMatchObject({ code: 1 });
  });

  it('says everything that is wrong in the file of a Comune', async () => {
    const wrong = { ...ENTE_EXAMPLE, percorso: 'Bugliano', nome: 7, extra: 'x' };
    const { code, err } = await stanza('ente', 'crea', await file('wrong.json', wrong));
    expect(code).toBe(1);
    for (const name of ['percorso:', 'nome:', 'extra: non è previsto']) expect(err).toContain(`- ${name}`);
    const unclean = {
      ...ENTE_EXAMPLE,
      percorso: 'altro',
      email: 'urp',
      accessibilita: 'https://x.example',
      colore: 'oro',
    };
    const { err: second } = await stanza('ente', 'crea', await file('unclean.json', unclean));
    expect(second).toContain('- email: non è un indirizzo e-mail');
    expect(second).toContain('- accessibilita: deve essere una pagina di https://form.agid.gov.it/');
    expect(second).toContain('- colore: deve essere petrolio, verde, bordeaux o indaco');
    expect((await stanza('ente', 'crea', await file('no.json', '{'))).err).toContain('non è JSON');
  });

  it('brings services to a Comune: suspended, once, and as a new revision only when that is asked for', async () => {
    expect((await stanza('servizi', 'catalogo')).out).toContain('certificato-di-nascita');
    const first = await stanza('servizi', 'importa', 'bugliano', 'certificato-di-nascita', 'stato-di-famiglia');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/^certificato-di-nascita: aggiunto, sospeso/mu);
    expect((await stanza('servizi', 'importa', 'bugliano', 'certificato-di-nascita')).out).toContain(
      'c’era già, uguale',
    );
    const definition = catalogue.find(({ slug }) => slug === 'stato-di-famiglia');
    const path = await file('famiglia.json', { ...definition, office: 'Anagrafe centrale' });
    const left = await stanza('servizi', 'importa', 'bugliano', '--file', path);
    expect(left.out).toContain('lasciato com’è');
    expect((await stanza('servizi', 'importa', 'bugliano', '--file', path, '--aggiorna')).out).toContain(
      'nuova revisione',
    );
    const listed = await stanza('servizi', 'elenco', 'bugliano');
    expect(listed.out).toMatch(/^stato-di-famiglia .* sospeso +revisione 2$/mu);
    expect((await stanza('servizi', 'importa', 'bugliano', 'non-esiste')).code).toBe(1);
    const wrong = await stanza('servizi', 'importa', 'bugliano', '--file', await file('w.json', { slug: 'x' }));
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.err.split('\n').length).toBeGreaterThan(3);
  });

  it('gives a Comune its administrator, who is mailed a link, once for each address', async () => {
    const create = (email: string) =>
      stanza('amministratore', 'crea', 'bugliano', '--nome', 'Ada Riva', '--email', email);
    expect(await create('ada.riva@comune.bugliano.example')).toMatchObject({ code: 0 });
    expect((await create('ADA.RIVA@comune.bugliano.example')).err).toContain('c’è già una persona');
    expect((await create('ada')).err).toContain('l’indirizzo e-mail');
    expect((await stanza('amministratore', 'crea', 'bugliano')).code).toBe(2);
    expect((await stanza('coda')).out).toMatch(/^\w+ +1 +0 +0 +0 /mu);
  });

  it('verifies the daily registers of the protocol', async () => {
    const verify = (...args: readonly string[]) => stanza('registro-protocollo', 'verifica', ...args);
    expect(await verify()).toMatchObject({ code: 0, out: 'bugliano: nessun registro giornaliero.' });
    const seen = `2026-03-01:${'0'.repeat(64)}`;
    const rewritten = await verify('bugliano', '--fine', seen);
    expect(rewritten).toMatchObject({ code: 3, out: expect.stringContaining('bugliano: IL PROTOCOLLO NON È INTEGRO') });
    expect((await verify('--fine', seen)).code).toBe(2);
    expect((await verify('bugliano', '--fine', '2026-02-31:x')).code).toBe(2);
  });

  it('lets an administrator in again who has lost the second factor, and nobody else', async () => {
    const email = 'ada.riva@comune.bugliano.example';
    const inOffice = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
      inDatabase(async (pool) => {
        const ente = await makeTenantDirectory(pool).bySlug('bugliano');
        if (ente === null) throw new Error('There is no ente');
        return makeUnitOfWork(pool).run(ente.id, work);
      });
    const before = await inOffice(async ({ accounts }) => {
      const known = await accounts.credentials(email);
      if (known === null) throw new Error('There is no administrator');
      await accounts.saveSecondFactor(known.account.id, 'sealed by a key that is lost', 1, ['a']);
      await accounts.savePassword(known.account.id, 'hash');
      return known.account;
    });
    expect((await stanza('amministratore', 'azzera', 'bugliano', '--email', 'altri@comune.example')).code).toBe(1);
    const done = await stanza('amministratore', 'azzera', 'bugliano', '--email', email.toUpperCase());
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Ada Riva non ha più un secondo fattore') });
    await inOffice(async ({ accounts, invitations, audit }) => {
      const now = await accounts.byId(before.id);
      expect(now).toMatchObject({ hasSecondFactor: false, epoch: before.epoch + 3 });
      expect(await invitations.latestOf(before.id)).toMatchObject({ invitation: { kind: 'reset', endedAt: null } });
      const { rows } = await audit.page({ after: null, limit: 2 });
      expect(rows.map(({ action, actor, subject }) => [action, actor.kind, subject])).toEqual([
        ['reset_inviato', 'piattaforma', before.id],
        ['secondo_fattore_azzerato', 'piattaforma', before.id],
      ]);
    });
  });

  it('verifies the registers, tells where they end, and finds what was changed behind the portal’s back', async () => {
    const whole = await stanza('registro', 'verifica');
    expect(whole.code).toBe(0);
    // Created, taken off, put back, two services, a revision, an administrator and the two acts that let them in again.
    const [, end = ''] = /bugliano: registro integro, fine (9:[0-9a-f]{64})/u.exec(whole.out) ?? [];
    expect((await stanza('registro', 'verifica', 'bugliano', '--fine', end)).code).toBe(0);
    expect((await stanza('registro', 'verifica', 'bugliano', '--fine', `9:${'0'.repeat(64)}`)).code).toBe(3);
    expect((await stanza('registro', 'verifica', '--fine', end)).code).toBe(2);
    expect((await stanza('registro', 'verifica', 'bugliano', '--fine', 'x')).code).toBe(2);
    const id = await inDatabase(async (pool) => (await makeTenantDirectory(pool).bySlug('bugliano'))?.id);
    await inDatabase((pool) =>
      pool.query(`set app.tenant = '${id}'; alter table audit_entry disable trigger user;
        update audit_entry set content = replace(content, 'ente_creato', 'ente_riattivato') where position = 1;
        alter table audit_entry enable trigger user`),
    );
    const broken = await stanza('registro', 'verifica');
    expect(broken.code).toBe(3);
    expect(broken.out).toContain('bugliano: IL REGISTRO NON È INTEGRO dalla voce 1');
  });

  it('shows what waits in the queue, without anything about a citizen', async () => {
    const ids = await inDatabase((pool) => makeTenantDirectory(pool).ids());
    const [tenantId] = ids;
    if (tenantId === undefined) throw new Error('There is no ente');
    await inDatabase((pool) => makeUnitOfWork(pool).run(tenantId, ({ feeds }) => feeds.enqueueImport('now')));
    const shown = await stanza('coda');
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^import_feeds +1 +0 +0 +0 /mu);
  });

  it('is a program, which fails in one sentence when there is no database', async () => {
    const env = { ...bareEnvironment(), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' };
    const answer = await new Promise<Answer>((resolve) => {
      execFile(process.execPath, [PROGRAM, 'coda'], { env }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
    expect(answer).toMatchObject({ code: 1, out: '' });
    expect(answer.err).toMatch(/^Il database su 127\.0\.0\.1:1 non risponde[^\n]*\n$/u);
  });
});
