import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PracticeId, practiceIdSchema } from '@stanza/core';
import { aCitizen, aDraft } from '@stanza/core/testing';
import { type MemoryOffice, OFFICE, openMemoryOffice } from '../../testing/memory-office.ts';
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
});
