import { describe, expect, it } from '@jest/globals';
import { visibleToCitizen } from '../../practice/timeline.ts';
import { aDecision, anOperator, must } from '../../testing/index.ts';
import { sent } from '../testing/begun-practice.ts';

/** A practice in charge of an operator, a colleague of the same service, and an administrator of none. */
const absentColleague = async () => {
  const begun = await sent();
  const { portal, ente, service, act } = begun;
  const add = async (email: string, given: Parameters<typeof anOperator>[1]) => {
    const operator = anOperator(portal.ids.next(), { email, name: email, ...given });
    await portal.setup.addOperator(ente.id, operator, 'hash');
    return operator;
  };
  const colleague = await add('collega@comune.example', { services: [service.id] });
  const elsewhere = await add('altrove@comune.example', {});
  const disabled = await add('disattivata@comune.example', { services: [service.id], enabled: false });
  const administrator = await add('capo@comune.example', { role: 'amministratore' });
  must(await portal.takeCharge(await act()));
  return { ...begun, colleague, elsewhere, disabled, administrator };
};

describe('a practice that is given to another operator', () => {
  it('is theirs: they are mailed, the old one works on it no more, the citizen knows nothing', async () => {
    const { portal, act, operator, colleague, administrator, run, id, practice } = await absentColleague();
    await portal.drain();
    const before = portal.mailer.sent.length;
    must(await portal.reassignPractice(await act(administrator), colleague.id));
    await portal.drain();
    expect(portal.mailer.sent.slice(before).map(({ to, subject }) => [to, subject.split(':', 1)[0]])).toEqual([
      [colleague.email, 'pratica_assegnata'],
    ]);
    expect(await practice()).toMatchObject({ state: 'in_elaborazione', assignedTo: colleague.id });
    expect(await portal.decidePractice(await act(operator), aDecision())).toEqual({
      ok: false,
      error: { code: 'not_in_charge' },
    });
    must(await portal.decidePractice(await act(colleague), aDecision()));
    const entry = (await run(({ timeline }) => timeline.of(id))).find(({ event }) => event === 'riassegnata');
    expect(entry).toMatchObject({ operatorId: administrator.id });
    expect(entry !== undefined && visibleToCitizen(entry)).toBe(false);
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 5 }));
    expect(rows.find(({ action }) => action === 'riassegnazione')).toMatchObject({
      actor: { id: administrator.id },
      details: { da: operator.email, a: colleague.email },
    });
  });

  it('and on to a third before the message left, is told to the third alone', async () => {
    const { portal, act, operator, colleague, administrator, run, id } = await absentColleague();
    await portal.drain();
    const before = portal.mailer.sent.length;
    must(await portal.reassignPractice(await act(administrator), colleague.id));
    must(await portal.reassignPractice(await act(administrator), operator.id));
    await portal.drain();
    expect(portal.mailer.sent.slice(before).map(({ to }) => to)).toEqual([operator.email]);
    const told = (await run(({ deliveries }) => deliveries.of(id))).filter(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'pratica_assegnata',
    );
    expect(told.map(({ state }) => state)).toEqual(['annullata', 'consegnata']);
  });

  it('is shown to an administrator who may not open it without anything of the citizen', async () => {
    const { portal, ente, administrator, colleague, operator, id, service } = await absentColleague();
    const view = must(await portal.viewCharge(ente.id, administrator, id));
    expect(view).toMatchObject({
      serviceName: service.definition.name,
      assignedTo: operator.name,
      candidates: [{ id: colleague.id, name: colleague.name }],
      mayOpen: false,
    });
    expect(JSON.stringify(view)).not.toContain('Rossi');
    expect(await portal.viewOfficePractice(ente.id, administrator, id)).toMatchObject({ ok: false });
  });

  it('goes to nobody who may not work on it, nor to who has it', async () => {
    const { portal, act, administrator, elsewhere, disabled, operator } = await absentColleague();
    for (const { id } of [elsewhere, disabled, operator]) {
      expect(await portal.reassignPractice(await act(administrator), id)).toEqual({
        ok: false,
        error: { code: 'not_a_candidate' },
      });
    }
  });

  it('is given by administrators alone, between the taking charge and the outcome', async () => {
    const { portal, ente, act, operator, colleague, administrator, id } = await absentColleague();
    const notFound = { ok: false, error: { code: 'not_found' } };
    for (const nobody of [operator, { ...administrator, enabled: false }]) {
      expect(await portal.reassignPractice(await act(nobody), colleague.id)).toEqual(notFound);
      expect(await portal.viewCharge(ente.id, nobody, id)).toEqual(notFound);
    }
    const untaken = await sent();
    const chief = anOperator(untaken.portal.ids.next(), { email: 'c@comune.example', role: 'amministratore' });
    await untaken.portal.setup.addOperator(untaken.ente.id, chief, 'hash');
    const refused = { ok: false, error: { code: 'not_possible' } };
    expect(await untaken.portal.reassignPractice(await untaken.act(chief), untaken.operator.id)).toEqual(refused);
    expect(await untaken.portal.viewCharge(untaken.ente.id, chief, untaken.id)).toEqual(refused);
  });

  it('keeps the answer that is being made, and the request of integration that is open', async () => {
    const { portal, act, administrator, colleague, practice } = await absentColleague();
    must(await portal.decidePractice(await act(), aDecision()));
    must(await portal.reassignPractice(await act(administrator), colleague.id));
    await portal.drain();
    expect(await practice()).toMatchObject({ decision: { outcome: 'accettata' }, documents: { risposta: {} } });
    const asked = { message: 'Manca', fields: [], documents: '', dueDate: '2026-03-31' };
    must(await portal.requestIntegration(await act(colleague), asked));
    const { operator: back } = await act();
    must(await portal.reassignPractice(await act(administrator), back.id));
    expect(await practice()).toMatchObject({ state: 'da_integrare', assignedTo: back.id });
    must(await portal.cancelIntegration(await act(back)));
  });
});
