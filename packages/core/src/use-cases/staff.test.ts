import { describe, expect, it } from '@jest/globals';
import { anOperator, must } from '../testing/index.ts';
import { ADDRESS, staffedOffice } from './testing/staffed-office.ts';

const NEW = { name: 'Lucia Neri', email: 'lucia.neri@comune.bugliano.example', role: 'operatore', services: [] };

describe('the administration of operators', () => {
  it('says what is wrong with a new one, and that the address is somebody’s', async () => {
    const { portal, ente, actor, operator } = await staffedOffice();
    const invite = (given: Partial<typeof NEW>) => portal.inviteOperator(ente.id, actor, { ...NEW, ...given });
    const errors = async (given: Partial<typeof NEW>) => {
      const invited = await invite(given);
      return invited.ok || invited.error.code !== 'invalid_operator' ? invited : invited.error.errors;
    };
    expect(await errors({ name: ' ', email: '', role: 'capo' })).toEqual([
      { field: 'name', code: 'required' },
      { field: 'email', code: 'required' },
      { field: 'role', code: 'not_an_option' },
    ]);
    expect(await errors({ name: 'x'.repeat(101), email: 'nessun indirizzo' })).toEqual([
      { field: 'name', code: 'too_long' },
      { field: 'email', code: 'invalid_email' },
    ]);
    expect(await errors({ email: operator.email.toUpperCase() })).toEqual([{ field: 'email', code: 'email_taken' }]);
    expect(portal.database.takeJobs()).toEqual([]);
  });

  it('changes name, role and services, and keeps in the register what was changed', async () => {
    const { portal, ente, actor, operator, second, account, run } = await staffedOffice();
    const input = { name: 'Paola Conti Rossi', role: 'amministratore', services: [second.id] };
    must(await portal.saveOperator(ente.id, actor, { id: operator.id, version: 0 }, input));
    expect(await account(operator.id)).toMatchObject({ ...input, version: 1 });
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 1 }));
    expect(rows[0]).toMatchObject({
      action: 'operatore_modificato',
      subject: operator.id,
      details: { nome: input.name, ruolo: 'amministratore', servizi_aggiunti: 'altro', servizi_tolti: 'certificato' },
    });
    // Sent twice.
    must(await portal.saveOperator(ente.id, actor, { id: operator.id, version: 0 }, input));
    expect(await account(operator.id)).toMatchObject({ version: 1 });
  });

  it('tells the second of two administrators what the first has changed', async () => {
    const { portal, ente, actor, operator } = await staffedOffice();
    const save = (name: string) =>
      portal.saveOperator(ente.id, actor, { id: operator.id, version: 0 }, { name, role: 'operatore', services: [] });
    must(await save('Uno'));
    expect(await save('Due')).toMatchObject({ error: { code: 'stale_version', now: { name: 'Uno', version: 1 } } });
  });

  it('disables an operator, whose sessions end at once, and enables them again with the password they had', async () => {
    const { portal, ente, actor, operator, account, register } = await staffedOffice();
    const { epoch } = await account(operator.id);
    for (let times = 0; times < 2; times += 1) must(await portal.switchOperator(ente.id, actor, operator.id, false));
    expect(await account(operator.id)).toMatchObject({ state: 'disabilitato', epoch: epoch + 1 });
    const sent = await portal.sendInvitation(ente.id, actor, operator.id);
    expect(sent).toMatchObject({ error: { code: 'not_possible' } });
    must(await portal.switchOperator(ente.id, actor, operator.id, true));
    expect(await account(operator.id)).toMatchObject({ state: 'attivo' });
    expect((await register()).map(([action]) => action)).toEqual(['operatore_disabilitato', 'operatore_riabilitato']);
  });

  it('is taken by no administrator from themselves, so that one is always left', async () => {
    const { portal, ente, actor, administrator, operator } = await staffedOffice();
    const own = { id: administrator.id, version: 0 };
    const demoted = { name: administrator.name, role: 'operatore', services: [] };
    expect(await portal.saveOperator(ente.id, actor, own, demoted)).toMatchObject({ error: { code: 'not_yourself' } });
    const off = await portal.switchOperator(ente.id, actor, administrator.id, false);
    expect(off).toMatchObject({ error: { code: 'not_yourself' } });
    const promoted = { name: operator.name, role: 'amministratore', services: [] };
    must(await portal.saveOperator(ente.id, actor, { id: operator.id, version: 0 }, promoted));
    const colleague = { operator: { ...operator, role: 'amministratore' as const }, address: ADDRESS };
    const both = await Promise.all([
      portal.switchOperator(ente.id, actor, operator.id, false),
      portal.switchOperator(ente.id, colleague, administrator.id, false),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is for administrators, of this ente, who still are', async () => {
    const { portal, ente, actor, operator, administrator } = await staffedOffice();
    const not = { ok: false, error: { code: 'not_found' } };
    const clerk = { operator, address: ADDRESS };
    const nobody = anOperator(portal.ids.next()).id;
    const changed = { name: 'Altro', role: 'operatore', services: [] };
    expect(await portal.inviteOperator(ente.id, clerk, NEW)).toEqual(not);
    for (const [who, id] of [
      [clerk, administrator.id],
      [actor, nobody],
    ] as const) {
      expect(await portal.saveOperator(ente.id, who, { id, version: 0 }, changed)).toEqual(not);
      expect(await portal.switchOperator(ente.id, who, id, false)).toEqual(not);
      expect(await portal.sendInvitation(ente.id, who, id)).toEqual(not);
      expect(await portal.resetSecondFactor(ente.id, who, id)).toEqual(not);
      expect(await portal.retryInvitation(ente.id, who, id)).toEqual(not);
    }
  });

  it('sends sixty mails an hour and no more', async () => {
    const { portal, ente, actor, operator } = await staffedOffice();
    for (let times = 0; times < 60; times += 1) must(await portal.sendInvitation(ente.id, actor, operator.id));
    const refused = { error: { code: 'too_many_invitations' } };
    expect(await portal.sendInvitation(ente.id, actor, operator.id)).toMatchObject(refused);
    expect(await portal.inviteOperator(ente.id, actor, NEW)).toMatchObject(refused);
  });
});
