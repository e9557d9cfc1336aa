import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MemoryOffice, OFFICE, openMemoryOffice, PASSWORD } from '../../testing/memory-office.ts';

let office: MemoryOffice;
beforeAll(async () => {
  office = await openMemoryOffice();
});
afterAll(() => office.close());

describe('one’s own access', () => {
  it('is where the password is changed, which ends the other sessions and not this one', async () => {
    const [here, there] = [await office.givePassword(office.operator), await office.givePassword(office.operator)];
    const profile = `${OFFICE}/profilo`;
    await here.visit(profile);
    const chosen = 'un’altra frase lunga';
    const wrong = await here.post(`${profile}/password`, { vecchia: 'sbagliata', nuova: chosen, ripeti: chosen });
    expect([wrong.status, wrong.text('.campo-errore')]).toEqual([422, expect.stringContaining('non è corretta')]);
    const unequal = await here.post(`${profile}/password`, { vecchia: PASSWORD, nuova: chosen, ripeti: 'un’altra' });
    expect(unequal.html.querySelector('#ripeti')?.getAttribute('aria-invalid')).toBe('true');
    const done = await here.send(`${profile}/password`, { vecchia: PASSWORD, nuova: chosen, ripeti: chosen });
    expect(done.text('.avviso')).toContain('La password è stata cambiata');
    expect((await there.get(OFFICE)).status).toBe(303);
    const other = await office.givePassword(office.operator, chosen);
    await here.visit(profile);
    expect((await here.send(`${profile}/sessioni`, {})).text('.avviso')).toContain('tutti gli altri dispositivi');
    expect((await other.get(OFFICE)).status).toBe(303);
    expect((await here.get(OFFICE)).status).toBe(200);
  });

  it('of an administrator has recovery codes anew, and no way to switch the second factor off', async () => {
    const admin = await office.asAdministrator();
    const profile = `${OFFICE}/profilo`;
    const page = await admin.visit(profile);
    expect(page.html.querySelector(`form[action="${profile}/disattiva"]`)).toBeNull();
    expect((await admin.post(`${profile}/disattiva`, { vecchia: PASSWORD })).status).toBe(409);
    expect((await admin.post(`${profile}/codici`, { vecchia: 'sbagliata' })).status).toBe(422);
    expect((await admin.post(`${profile}/codici`, { vecchia: PASSWORD })).texts('.codici code')).toHaveLength(10);
    expect((await admin.get(`${profile}/codici`)).location).toBe(profile);
  });
});
