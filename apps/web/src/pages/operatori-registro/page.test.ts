import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '@stanza/core';
import { aCitizen, aDraft } from '@stanza/core/testing';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';

const REGISTER = `${OFFICE}/registro`;

let office: MemoryOffice;
let admin: TestBrowser;
beforeAll(async () => {
  office = await openMemoryOffice();
  admin = await office.asAdministrator();
});
afterAll(() => office.close());

const rowsOf = (page: Page) => page.texts('tbody tr');
const hrefOf = (page: Page, selector: string) => page.html.querySelector(selector)?.getAttribute('href') ?? '';
/** Something that was done meanwhile, by the operator where nothing else is said. */
const note = (given: Partial<AuditEntry>) =>
  office.unitOfWork.run(office.ente.id, ({ audit }) => {
    const actor = { kind: 'operatore', id: office.operator.id } as const;
    const entry = {
      at: office.clock.now(),
      actor,
      action: 'esportazione',
      subject: null,
      address: '192.0.2.7',
    } as const;
    return audit.append({ ...entry, details: {}, ...given });
  });

describe('the register, as administrators read it', () => {
  it('says when, who, what and from where, newest first', async () => {
    await note({
      action: 'servizio_modificato',
      subject: 'certificato',
      details: { ordine: '0 → 7', primo_piano: 'no → sì' },
    });
    const page = await admin.visit(REGISTER);
    expect(page.texts('.testata-nav a[aria-current]')).toEqual(['Amministrazione']);
    expect(page.text('caption')).toBe('Registro delle operazioni');
    const [changed, entered] = rowsOf(page);
    expect(changed).toMatch(
      /Paola Conti.*le impostazioni del servizio certificato.*ordine: 0 → 7; primo piano: no → sì/u,
    );
    expect(changed).toContain('192.0.2.7');
    expect(entered).toMatch(/Stefano Gallo.*È entrato nell’area operatori.*secondo fattore: app.*127\.0\.0\.1/u);
  });

  it('names whom something was done to, whoever runs the platform, and nobody where nobody is known', async () => {
    await note({ action: 'operatore_disabilitato', subject: office.administrator.id });
    await note({ actor: { kind: 'piattaforma', name: 'root' }, action: 'ente_creato', address: null });
    await office.givePassword({ email: 'nessuno@comune.bugliano.example' });
    const [stranger, platform, disabled] = rowsOf(await admin.visit(REGISTER));
    expect(stranger).toMatch(/Sconosciuto.*Accesso negato/u);
    expect(platform).toMatch(
      /Gestore della piattaforma \(root\).*Ha messo il Comune sul portale.*Nessuno.*Riga di comando/u,
    );
    expect(disabled).toMatch(/Paola Conti.*Ha disabilitato Stefano Gallo/u);
  });

  it('shows what was written as it was written, and nothing of it is run', async () => {
    await note({ details: { elenco: '<script>alert(1)</script>' } });
    const page = await admin.visit(REGISTER);
    expect(rowsOf(page)[0]).toContain('elenco: <script>alert(1)</script>');
    expect(page.texts('tbody script')).toEqual([]);
  });

  it('changes nothing: it has no form but that of its filters', async () => {
    const page = await admin.visit(REGISTER);
    expect(page.html.querySelectorAll('main form').map((form) => form.getAttribute('method'))).toEqual(['get']);
    expect((await admin.post(REGISTER, {})).status).toBe(405);
  });
});

describe('the register, asked for in part', () => {
  it('is that of a person, of an action, or of both, and says which', async () => {
    const { id } = office.operator;
    const hers = await admin.visit(`${REGISTER}?operatore=${id}`);
    expect(rowsOf(hers).length).toBeGreaterThan(1);
    expect(rowsOf(hers).every((row) => row.includes('Paola Conti'))).toBe(true);
    expect(hers.texts('option[selected]')).toContain('Paola Conti');
    const entries = rowsOf(await admin.visit(`${REGISTER}?azione=accesso`));
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.every((row) => row.includes('È entrato'))).toBe(true);
    const both = await admin.visit(`${REGISTER}?operatore=${id}&azione=servizio_modificato`);
    expect(rowsOf(both)).toHaveLength(1);
    expect(both.texts('option[selected]')).toEqual(['Paola Conti', 'Impostazioni dei servizi']);
    expect(both.html.querySelector(`main form a[href="${REGISTER}"]`)?.text).toBe('Togli i filtri');
  });

  it('says that there is nothing where there is nothing, and takes no filter that it does not know', async () => {
    expect((await admin.visit(`${REGISTER}?azione=risposta_firmata`)).text('main')).toContain(
      'Non c’è niente nel registro',
    );
    const all = rowsOf(await admin.visit(REGISTER));
    expect(rowsOf(await admin.visit(`${REGISTER}?operatore=nessuno&azione=rubare`))).toEqual(all);
  });

  it('goes on page by page with its filters, and what is done meanwhile moves nothing', async () => {
    for (let count = 1; count <= 45; count += 1) await note({ action: 'decisione', subject: `K7QM-${count}` });
    const decided = async (href: string) => {
      const page = await admin.visit(href);
      return { page, codes: rowsOf(page).map((row) => Number(/K7QM-(\d+)/u.exec(row)?.[1])) };
    };
    const descending = (from: number, to: number) =>
      Array.from({ length: from - to + 1 }, (_none, index) => from - index);
    const first = await decided(`${REGISTER}?azione=decisione`);
    expect(first.codes).toEqual(descending(45, 26));
    expect(first.page.html.querySelector('a[rel=prev]')).toBeNull();
    await note({ action: 'decisione', subject: 'K7QM-46' });
    const second = await decided(hrefOf(first.page, 'a[rel=next]'));
    expect(second.codes).toEqual(descending(25, 6));
    const last = await decided(hrefOf(second.page, 'a[rel=next]'));
    expect(last.codes).toEqual(descending(5, 1));
    expect(last.page.html.querySelector('a[rel=next]')).toBeNull();
    expect((await decided(hrefOf(last.page, 'a[rel=prev]'))).codes).toEqual(descending(46, 27));
  });
});

describe('the register and those whom it is not for', () => {
  it('is not there for an operator, and whoever has not signed in is asked to', async () => {
    const operator = await office.givePassword(office.operator);
    expect((await operator.get(REGISTER)).status).toBe(404);
    expect((await operator.visit(OFFICE)).html.querySelector(`a[href="${REGISTER}"]`)).toBeNull();
    expect((await office.browser().get(REGISTER)).location).toContain(`${OFFICE}/accesso`);
  });

  it('holds of a citizen the code of their practice alone, of a comment nothing, of a stranger not what they typed', async () => {
    const citizen = aCitizen('01890a5d-ac96-7000-a000-000000000001');
    const [serviceId] = office.operator.services;
    if (serviceId === undefined) throw new Error('The operator works on nothing');
    const sent = { state: 'inviata', submittedAt: office.clock.now() } as const;
    const practice = aDraft('01890a5d-ac96-7000-a000-000000000002', { citizenId: citizen.id, serviceId }, sent);
    await office.unitOfWork.run(office.ente.id, async ({ citizens, practices }) => {
      await citizens.insert(citizen);
      await practices.insert(practice, false);
    });
    const operator = await office.givePassword(office.operator);
    const href = `${OFFICE}/pratiche/${practice.id}`;
    await operator.visit(href);
    await operator.send(`${href}/commenti`, { commento: 'Ha telefonato la signora Verdi' });
    await office.givePassword({ email: 'signora.verdi@example.org' }, 'la sua parola segreta');
    const page = await admin.visit(REGISTER);
    expect(rowsOf(page)[0]).toMatch(/Sconosciuto.*Accesso negato/u);
    expect(rowsOf(page)[1]).toContain(`Ha commentato la pratica ${practice.code}`);
    const { nome, cognome, codiceFiscale } = citizen.identity;
    for (const personal of [nome, cognome, codiceFiscale, citizen.contacts.email ?? '', 'erdi', 'segreta']) {
      expect(page.body).not.toContain(personal);
    }
  });
});

describe('what the register keeps by its code', () => {
  it('is put into words', async () => {
    await note({ action: 'servizio_modificato', details: { risposta: 'firma → documento' } });
    await note({ action: 'avviso_eliminato', details: { genere: 'deadline' } });
    await note({ action: 'consegna_ritentata', details: { consegna: 'register_answer' } });
    expect(rowsOf(await admin.visit(REGISTER)).slice(0, 3)).toEqual([
      expect.stringContaining('consegna: Protocollazione della risposta'),
      expect.stringContaining('genere: scadenza'),
      expect.stringContaining('risposta: firmata → con documento, senza firma'),
    ]);
  });
});
