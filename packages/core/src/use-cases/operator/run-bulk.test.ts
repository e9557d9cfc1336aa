import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../operator/actor.ts';
import type { Operator } from '../../operator/operator.ts';
import { practiceIdSchema } from '../../shared/ids.ts';
import { aDraft, anOperator, aService, aServiceDefinition, must } from '../../testing/index.ts';
import { type Begun, sent } from '../testing/begun-practice.ts';
import { type BulkAction, type BulkItem, MAX_BULK } from './bulk.ts';

/** Practices that were registered, in nobody's charge, of a service that is decided together. */
const office = async (count = 3) => {
  const begun = await sent();
  const { portal, ente, operator, citizen, run } = begun;
  const definition = aServiceDefinition({ slug: 'insieme', name: 'Mensa' });
  const settings = { ...begun.service.settings, answerFlow: 'documento', bulkDecisions: true } as const;
  const service = aService(portal.ids.next(), { definition, settings });
  must(await portal.setup.publishService(ente.id, service));
  const staff = { ...operator, services: [...operator.services, service.id] };
  await portal.database.change(ente.id, ({ operators }) => {
    const known = operators.get(operator.id);
    if (known !== undefined) operators.set(operator.id, { ...known, operator: staff });
  });
  const one = await begun.practice();
  const practices = Array.from({ length: count }, () => {
    const draft = aDraft(portal.ids.next(), { citizenId: citizen.id, serviceId: service.id });
    return { ...one, id: draft.id, code: draft.code, serviceId: service.id, version: 3 };
  });
  await run(async (stores) => {
    for (const practice of practices) await stores.practices.insert(practice, false);
  });
  const items = async (): Promise<readonly BulkItem[]> =>
    (await run((stores) => stores.practices.byIds(practices.map(({ id }) => id)))).map(({ id, version }) => ({
      practiceId: id,
      version,
    }));
  const actor = { operator: staff, address: '192.0.2.1' };
  const bulk = async (action: BulkAction, chosen: readonly BulkItem[], reason = '', by: Actor = actor) =>
    must(await portal.runBulk(ente.id, by, action, chosen, reason)).map(({ outcome }) => outcome);
  const plan = async (action: BulkAction, chosen: readonly BulkItem[], by: Operator = staff) =>
    (await portal.planBulk(ente.id, by, action, chosen)).map(({ obstacle }) => obstacle);
  return { ...begun, practices, items, actor, bulk, plan, staff };
};
const states = async ({ run }: Begun, items: readonly BulkItem[]) =>
  (await run((stores) => stores.practices.byIds(items.map(({ practiceId }) => practiceId)))).map(({ state }) => state);

describe('several practices at once', () => {
  it('are taken in charge, each with its own entry in the register', async () => {
    const begun = await office();
    const { bulk, items, run } = begun;
    expect(await bulk('prendi', await items())).toEqual(['done', 'done', 'done']);
    expect(await states(begun, await items())).toEqual(Array(3).fill('in_elaborazione'));
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 9 }));
    expect(rows.map(({ action }) => action)).toEqual(Array(3).fill('presa_in_carico'));
  });

  it('are accepted or rejected with one reason, and closed', async () => {
    const begun = await office(4);
    const { portal, ente, actor, bulk, items } = begun;
    await bulk('prendi', await items());
    const [a, b, ...others] = await items();
    if (a === undefined || b === undefined) throw new Error('There are four');
    expect(await portal.runBulk(ente.id, actor, 'rifiuta', [a, b], ' ')).toEqual({
      ok: false,
      error: { code: 'reason_required' },
    });
    expect(await bulk('rifiuta', [a, b], 'Posti esauriti.')).toEqual(['done', 'done']);
    expect(await bulk('accetta', others)).toEqual(['done', 'done']);
    await portal.drain();
    expect(await states(begun, [a, b])).toEqual(['rifiutata', 'rifiutata']);
    expect(await states(begun, others)).toEqual(['accettata', 'accettata']);
  });

  it('stand in nobody’s way: each is done or not by itself, and says why not', async () => {
    const begun = await office(3);
    const { portal, ente, act, bulk, plan, items, actor, service, id } = begun;
    const colleague = anOperator(portal.ids.next(), { email: 'c@comune.example', services: actor.operator.services });
    await portal.setup.addOperator(ente.id, colleague, 'hash');
    const [first, second, third] = await items();
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are three');
    await bulk('prendi', [first], '', { ...actor, operator: colleague });
    // Of a service decided one by one, and one that does not exist.
    const signed = { practiceId: id, version: (await act()).version };
    const nowhere = { practiceId: practiceIdSchema.parse(portal.ids.next()), version: 1 };
    const chosen = [first, { ...second, version: 1 }, third, signed, nowhere, third];
    expect(await plan('prendi', chosen)).toEqual(['taken', 'stale_version', null, null]);
    expect(await bulk('prendi', chosen)).toEqual(['taken', 'stale_version', 'done', 'done']);
    const now = { practiceId: id, version: (await act()).version };
    const later = [...(await items()), now];
    expect(await plan('accetta', later)).toEqual(['not_in_charge', 'not_in_charge', null, 'not_together']);
    expect(await bulk('accetta', later)).toEqual(['not_in_charge', 'not_in_charge', 'done', 'not_together']);
    expect(service.settings.bulkDecisions).toBe(false);
    expect(await plan('prendi', later, { ...colleague, services: [] })).toEqual([]);
  });

  it('sent twice are done once, and succeed twice', async () => {
    const { bulk, items, run } = await office(2);
    const chosen = await items();
    const again = async (action: BulkAction, which: readonly BulkItem[]) => [
      await bulk(action, which, 'Sì.'),
      await bulk(action, which, 'Sì.'),
    ];
    expect(await again('prendi', chosen)).toEqual([Array(2).fill('done'), Array(2).fill('done')]);
    expect(await again('accetta', await items())).toEqual([Array(2).fill('done'), Array(2).fill('done')]);
    expect((await run(({ audit }) => audit.page({ after: null, limit: 9 }))).rows).toHaveLength(4);
    expect(await bulk('rifiuta', await items(), 'No.')).toEqual(['not_possible', 'not_possible']);
  });

  it('are not done by a decision that is answered in another way', async () => {
    const { portal, bulk, items, run } = await office(1);
    await bulk('prendi', await items());
    const before = await items();
    const [item] = before;
    if (item === undefined) throw new Error('There is one');
    const decision = { outcome: 'rifiutata', reason: 'No.', flow: 'firma', decidedAt: portal.clock.now() } as const;
    await run(async ({ practices }) => {
      const practice = await practices.lock(item.practiceId);
      if (practice === null) throw new Error('It is there');
      await practices.update({ ...practice, version: item.version + 1, decision }, item.version);
    });
    expect(await bulk('rifiuta', before, 'No.')).toEqual(['stale_version']);
  });

  it('leave alone what was decided already, with its reason', async () => {
    const { portal, bulk, plan, items, run } = await office(1);
    await bulk('prendi', await items());
    const [item] = await items();
    if (item === undefined) throw new Error('There is one');
    const decision = { outcome: 'rifiutata', reason: 'No.', flow: 'firma', decidedAt: portal.clock.now() } as const;
    await run(async ({ practices }) => {
      const practice = await practices.lock(item.practiceId);
      if (practice === null) throw new Error('It is there');
      await practices.update({ ...practice, version: item.version + 1, decision }, item.version);
    });
    const now = await items();
    expect(await plan('accetta', now)).toEqual(['decided']);
    expect(await bulk('accetta', now)).toEqual(['decided']);
    const [kept] = await run((stores) => stores.practices.byIds([item.practiceId]));
    expect(kept?.decision).toEqual(decision);
  });

  it(`are at most ${MAX_BULK}`, async () => {
    const { portal, ente, staff } = await office(1);
    const many = Array.from({ length: MAX_BULK + 1 }, () => ({
      practiceId: practiceIdSchema.parse(portal.ids.next()),
      version: 1,
    }));
    await expect(portal.planBulk(ente.id, staff, 'prendi', many)).rejects.toThrow(`${MAX_BULK + 1} practices`);
  });
});
