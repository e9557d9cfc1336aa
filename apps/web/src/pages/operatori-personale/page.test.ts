import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operatorIdSchema } from '@stanza/core';
import { aCitizen, aDraft } from '@stanza/core/testing';
import { type MemoryOffice, OFFICE, openMemoryOffice, PASSWORD } from '../../testing/memory-office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';

const STAFF = `${OFFICE}/personale`;

let office: MemoryOffice;
let admin: TestBrowser;
beforeAll(async () => {
  office = await openMemoryOffice();
  admin = await office.asAdministrator();
});
afterAll(() => office.close());

const hrefOf = () => `${STAFF}/${office.operator.id}`;
const versionOn = (page: Page) => page.html.querySelector('input[name=versione]')?.getAttribute('value') ?? '';
const rowsOf = (page: Page) => page.texts('tbody tr');

describe('the staff, for administrators', () => {
  it('is listed by name, with role, state, services and last sign-in', async () => {
    const page = await admin.visit(STAFF);
    expect(page.text('h1')).toBe('Personale');
    expect(page.texts('.testata-nav a[aria-current]')).toEqual(['Amministrazione']);
    const [paola, stefano] = rowsOf(page);
    expect(paola).toMatch(/Paola Conti.*Operatore.*Attivo.*Certificato.*Mai/u);
    expect(stefano).toMatch(/Stefano Gallo.*Amministratore.*Attivo.*Nessuno.*ore/u);
  });

  it('is searched by a part of the name, which no address holds', async () => {
    const found = await admin.post(STAFF, { nome: 'GALL' });
    expect(found.status).toBe(200);
    expect(rowsOf(found)).toHaveLength(1);
    expect((await admin.post(STAFF, { nome: 'nessuno' })).text('main')).toContain('Non c’è nessuno con questo nome');
    expect(rowsOf(await admin.post(STAFF, { nome: '' }))).toHaveLength(2);
  });

  it('keeps the name that is searched on a page that had expired', async () => {
    const page = await admin.post(STAFF, { nome: 'Gallo', _csrf: 'scaduto' });
    expect([page.status, page.html.querySelector('#nome')?.getAttribute('value')]).toEqual([403, 'Gallo']);
    expect(page.text('.avviso')).toContain('La pagina era scaduta');
    expect(rowsOf(page)).toHaveLength(2);
  });

  it('goes on page by page', async () => {
    await office.unitOfWork.run(office.ente.id, async ({ accounts }) => {
      for (let count = 0; count < 25; count += 1) {
        const id = `01890a5d-ac96-7000-9000-${String(count).padStart(12, '0')}`;
        const email = `${count}@comune.bugliano.example`;
        await accounts.insert({ ...office.operator, id: operatorIdSchema.parse(id), email, name: `Zoe ${count}` });
      }
    });
    const first = await admin.visit(STAFF);
    expect(rowsOf(first)).toHaveLength(20);
    const next = await admin.visit(first.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '');
    expect(rowsOf(next)).toHaveLength(7);
    expect(next.html.querySelector('a[rel=prev]')?.getAttribute('href')).toBe(STAFF);
  });
});

describe('somebody new', () => {
  it('is added with their services, mailed, and says in their page what became of the mail', async () => {
    const form = await admin.visit(`${STAFF}/nuovo`);
    expect(form.texts('legend')).toEqual(['Ruolo (obbligatorio)', 'Servizi: Anagrafe', 'Servizi: Tributi']);
    const servizi = office.services[1]?.id ?? '';
    const fields = { nome: 'Lucia Neri', email: 'lucia.neri@comune.bugliano.example', ruolo: 'operatore', servizi };
    const page = await admin.send(`${STAFF}/nuovo`, fields);
    expect(page.text('.avviso')).toContain('l’invito sta partendo');
    expect(page.text('main')).toMatch(/StatoInvitato.*Invito, .*In attesa di essere consegnato/u);
    expect(page.html.querySelector(`input[value="${servizi}"]`)?.hasAttribute('checked')).toBe(true);
    const link = await office.linkFor(fields.email);
    expect((await office.browser().get(link)).text('main')).toContain('Lucia Neri');
    expect((await admin.visit(admin.path)).text('main')).toContain('Consegnato al server di posta');
  });

  it('whom the invitation does not reach is marked in the list, and before the administrators on their page', async () => {
    expect((await admin.visit(`${OFFICE}/amministrazione`)).text('main')).not.toContain('non è arrivato');
    await admin.visit(`${STAFF}/nuovo`);
    const email = 'aldo.bassi@comune.bugliano.example';
    await admin.send(`${STAFF}/nuovo`, { nome: 'Aldo Bassi', email, ruolo: 'operatore' });
    const id = operatorIdSchema.parse(admin.path.split('?')[0]?.split('/').at(-1));
    await office.unitOfWork.run(office.ente.id, async ({ invitations, deliveries }) => {
      const latest = await invitations.latestOf(id);
      if (latest !== null) await deliveries.fail(latest.invitation.id, 'no such mailbox', true);
    });
    const hub = await admin.visit(`${OFFICE}/amministrazione`);
    expect(hub.text('.avviso-warning')).toContain('non è arrivato a una persona');
    const list = await admin.visit(hub.html.querySelector('.avviso-warning a')?.getAttribute('href') ?? '');
    const row = rowsOf(list).find((one) => one.includes('Aldo Bassi'));
    expect(row).toMatch(/Invitato\s*Messaggio non consegnato/u);
    expect(rowsOf(list).filter((one) => one.includes('Messaggio non consegnato'))).toHaveLength(1);
    const href = list.html.querySelectorAll('main ul a').find((link) => link.text === 'Aldo Bassi');
    await admin.visit(href?.getAttribute('href') ?? '');
    await admin.send(`${STAFF}/${id}/riprova`, {});
    expect((await admin.visit(STAFF)).text('main')).not.toContain('Messaggio non consegnato');
    expect((await admin.visit(`${OFFICE}/amministrazione`)).text('main')).not.toContain('non è arrivato');
  });

  it('is refused with what was typed still there, when something is wrong', async () => {
    await admin.visit(`${STAFF}/nuovo`);
    const page = await admin.post(`${STAFF}/nuovo`, { nome: 'Ugo', email: office.operator.email, ruolo: '' });
    expect(page.status).toBe(422);
    expect(page.texts('.avviso li')).toEqual([expect.stringContaining('Ruolo')]);
    const taken = await admin.post(`${STAFF}/nuovo`, { nome: 'Ugo', email: office.operator.email, ruolo: 'operatore' });
    expect(taken.text('.campo-errore')).toContain('Un altro operatore ha già questo indirizzo');
    expect(taken.html.querySelector('#nome')?.getAttribute('value')).toBe('Ugo');
    const expired = await admin.post(`${STAFF}/nuovo`, { nome: 'Ugo', _csrf: 'vecchio' });
    expect([expired.status, expired.html.querySelector('#nome')?.getAttribute('value')]).toEqual([403, 'Ugo']);
  });
});

describe('an operator', () => {
  it('is changed, and the second of two administrators reads what the first has changed', async () => {
    const [one, other] = [await admin.visit(hrefOf()), await admin.visit(hrefOf())];
    const fields = { ruolo: 'operatore', servizi: office.services[0]?.id ?? '' };
    const saved = await admin.send(hrefOf(), { ...fields, nome: 'Paola Conti Rossi', versione: versionOn(one) });
    expect(saved.text('h1')).toBe('Paola Conti Rossi');
    const late = await admin.post(hrefOf(), { ...fields, nome: 'Paola', versione: versionOn(other) });
    expect([late.status, late.text('.avviso')]).toEqual([409, expect.stringContaining('Un altro amministratore')]);
    expect(late.text('main')).toContain('Come è adesso');
    expect(late.html.querySelector('#nome')?.getAttribute('value')).toBe('Paola');
    expect((await admin.send(hrefOf(), { ...fields, nome: 'Paola Conti', versione: versionOn(late) })).status).toBe(
      200,
    );
  });

  it('is disabled after a confirmation, is out at once, and is enabled again', async () => {
    const operator = await office.givePassword(office.operator);
    expect((await operator.get(OFFICE)).status).toBe(200);
    const asked = await admin.visit(`${hrefOf()}/disabilita`);
    expect(asked.text('h1')).toBe('Vuoi disabilitare l’accesso di Paola Conti?');
    expect(asked.html.querySelector('.avviso')).toBeNull();
    const page = await admin.send(`${hrefOf()}/disabilita`, { conferma: 'si' });
    expect(page.text('main')).toContain('StatoDisabilitato');
    expect((await operator.get(OFFICE)).location).toContain('/accesso');
    expect(page.html.querySelector(`form[action="${hrefOf()}/invito"]`)).toBeNull();
    await admin.send(`${hrefOf()}/riabilita`, {});
    expect((await operator.get(OFFICE)).location).toContain('/accesso');
    expect((await (await office.givePassword(office.operator)).get(OFFICE)).status).toBe(200);
  });

  it('who has practices in charge is asked about with how many, and where to give them to others', async () => {
    await office.unitOfWork.run(office.ente.id, async ({ citizens, practices }) => {
      const citizen = aCitizen('01890a5d-ac96-7000-a000-000000000001');
      await citizens.insert(citizen);
      const [serviceId] = office.operator.services;
      if (serviceId === undefined) throw new Error('The operator works on nothing');
      const of = { citizenId: citizen.id, serviceId };
      const given = {
        state: 'in_elaborazione',
        submittedAt: office.clock.now(),
        assignedTo: office.operator.id,
      } as const;
      await practices.insert(aDraft('01890a5d-ac96-7000-a000-000000000002', of, given), false);
    });
    const asked = await admin.visit(`${hrefOf()}/disabilita`);
    expect(asked.text('.avviso')).toContain('Ha in carico 1 pratica non conclusa');
    expect(asked.html.querySelector('.avviso a')?.getAttribute('href')).toBe(
      `${OFFICE}/in-carico/${office.operator.id}`,
    );
  });

  it('is mailed a link for a new password, and another one may follow', async () => {
    await admin.visit(hrefOf());
    const page = await admin.send(`${hrefOf()}/invito`, {});
    expect(page.text('main')).toContain('Collegamento per una nuova password');
    expect(await office.linkFor(office.operator.email)).toContain(`${OFFICE}/password/`);
    const late = await admin.send(`${hrefOf()}/riprova`, {});
    expect(late.text('.avviso')).toContain('Non c’è niente da riprovare');
  });

  it('whose second factor is taken away gets in with the password alone', async () => {
    const operator = await office.givePassword(office.operator);
    const setUp = `${OFFICE}/secondo-fattore`;
    const form = await operator.visit(setUp);
    const secret = form.text('.qr code').replaceAll(' ', '');
    const sigillo = form.html.querySelector('input[name=sigillo]')?.getAttribute('value') ?? '';
    const stranger = await operator.post(setUp, { sigillo, codice: office.freshCode(secret), password: '' });
    expect([stranger.status, stranger.text('.campo-errore')]).toEqual([422, expect.stringContaining('password')]);
    await operator.send(setUp, { sigillo, codice: office.freshCode(secret), password: PASSWORD });
    expect((await office.givePassword(office.operator)).path).toContain('/accesso/codice');
    const asked = await admin.visit(`${hrefOf()}/azzera`);
    expect(asked.text('h1')).toContain('azzerare il secondo fattore');
    expect((await admin.send(`${hrefOf()}/azzera`, {})).text('main')).toContain('Secondo fattoreNon attivo');
    expect((await office.givePassword(office.operator)).path).toBe(OFFICE);
  });
});

describe('one’s own page', () => {
  it('offers nothing that an administrator may not do to themselves', async () => {
    const own = `${STAFF}/${office.administrator.id}`;
    const page = await admin.visit(own);
    expect(page.text('main')).toContain('Questo è il tuo accesso');
    for (const act of ['disabilita', 'azzera']) {
      expect(page.html.querySelector(`a[href$="/${act}"]`)).toBeNull();
      expect((await admin.post(`${own}/${act}`, {})).status).toBe(409);
    }
    const fields = { nome: 'Stefano Gallo', versione: versionOn(page), ruolo: 'operatore' };
    const refused = await admin.post(own, fields);
    expect([refused.status, refused.text('.campo-errore')]).toEqual([
      422,
      expect.stringContaining('Non puoi togliere a te'),
    ]);
  });
});
