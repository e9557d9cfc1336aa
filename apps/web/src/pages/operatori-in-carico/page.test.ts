import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PracticeId, practiceIdSchema } from '@stanza/core';
import { aCitizen, aDraft } from '@stanza/core/testing';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
import { versionOn } from '../../testing/office.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';

let office: MemoryOffice;
let admin: TestBrowser;
beforeAll(async () => {
  office = await openMemoryOffice();
  admin = await office.asAdministrator();
});
afterAll(() => office.close());

const idOf = (count: number): PracticeId =>
  practiceIdSchema.parse(`01890a5d-ac96-7000-a000-${String(count).padStart(12, '0')}`);

/** So many practices in the charge of the operator. @returns the id of the first */
const inCharge = async (many: number): Promise<PracticeId> => {
  await office.unitOfWork.run(office.ente.id, async ({ citizens, practices }) => {
    const citizen = aCitizen(idOf(0));
    await citizens.insert(citizen);
    const [serviceId] = office.operator.services;
    if (serviceId === undefined) throw new Error('The operator works on nothing');
    for (let count = 1; count <= many; count += 1) {
      const submittedAt = office.clock.now();
      const given = { state: 'in_elaborazione', submittedAt, assignedTo: office.operator.id } as const;
      await practices.insert(aDraft(idOf(count), { citizenId: citizen.id, serviceId }, given), false);
    }
  });
  return idOf(1);
};

describe('the practices in charge of an operator', () => {
  it('go on page by page, and those that cannot be reassigned say so without leading to the practice', async () => {
    const first = await inCharge(21);
    const list = `${OFFICE}/in-carico/${office.operator.id}`;
    const page = await admin.visit(list);
    expect(page.texts('tbody tr')).toHaveLength(20);
    const next = await admin.visit(page.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '');
    expect(next.texts('tbody tr')).toHaveLength(1);
    expect(next.html.querySelector('a[rel=prev]')?.getAttribute('href')).toBe(list);

    await office.unitOfWork.run(office.ente.id, async ({ practices }) => {
      const practice = await practices.byId(first);
      if (practice !== null) await practices.update({ ...practice, state: 'accettata', version: 2 }, 1);
    });
    const closed = await admin.get(`${OFFICE}/pratiche/${first}/riassegna`);
    expect([closed.status, closed.text('h1')]).toEqual([409, 'La pratica non si può riassegnare adesso']);
    expect(closed.text('main')).not.toContain('Aprila');
  });

  it('are to be reassigned when the service is taken away: the page says so for as long as there are any', async () => {
    const person = `${OFFICE}/personale/${office.operator.id}`;
    const list = `${OFFICE}/in-carico/${office.operator.id}`;
    const stranded = `${list}?elenco=da_riassegnare`;
    const all = await admin.visit(list);
    expect(all.texts('.schede-stato a')).toEqual(['Tutte 20', 'Da riassegnare 0']);
    expect([all.html.querySelector('.avviso'), all.text('tbody').includes('non può aprirla')]).toEqual([null, false]);
    expect((await admin.visit(stranded)).text('main')).toContain('Nessuna pratica da riassegnare');

    const form = await admin.visit(person);
    expect(form.texts('.scelta .campo-aiuto')).toContain(
      '20 pratiche in carico: se togli il servizio non potrà più aprirle e saranno da riassegnare.',
    );
    expect(form.html.querySelector('.avviso')).toBeNull();
    const fields = { nome: office.operator.name, ruolo: 'operatore' };
    const saved = await admin.send(person, { ...fields, versione: versionOn(form) });
    expect(saved.text('.avviso-success')).toContain('Le modifiche sono state salvate.');
    expect(saved.text('.avviso-warning')).toContain('Ha in carico 20 pratiche di servizi per cui non è abilitato');
    expect(saved.html.querySelector('.avviso-warning a')?.getAttribute('href')).toBe(stranded);
    expect((await admin.visit(person)).text('.avviso-warning')).toContain('20 pratiche');

    const charges = await admin.visit(`${OFFICE}/in-carico`);
    expect(charges.texts('tbody tr').find((row) => row.includes(office.operator.name))).toMatch(/20.*20$/u);
    const toDo = await admin.visit(stranded);
    expect(toDo.text('.avviso-warning')).toContain('non può aprirle');
    expect(toDo.texts('tbody tr')).toHaveLength(20);
    expect(toDo.texts('tbody tr')[0]).toContain('Chi l’ha in carico non può aprirla');

    const [service] = office.operator.services;
    const again = await admin.send(person, { ...fields, servizi: service ?? '', versione: versionOn(saved) });
    expect(again.html.querySelector('.avviso-warning')).toBeNull();
  });

  it('are to be reassigned when the operator is disabled', async () => {
    const person = `${OFFICE}/personale/${office.operator.id}`;
    const asked = await admin.visit(`${person}/disabilita`);
    expect(asked.text('.avviso-warning')).toContain('Ha in carico 20 pratiche non concluse');
    const page = await admin.send(`${person}/disabilita`, { conferma: 'si' });
    expect(page.text('.avviso-warning')).toContain('Il suo accesso è disabilitato e ha in carico 20 pratiche');
    const list = await admin.visit(`${OFFICE}/in-carico/${office.operator.id}`);
    expect(list.texts('.schede-stato a')).toEqual(['Tutte 20', 'Da riassegnare 20']);
    expect((await admin.send(`${person}/riabilita`, {})).html.querySelector('.avviso-warning')).toBeNull();
  });
});
