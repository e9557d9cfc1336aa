import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isClosed, type Practice, type PracticeState } from '@stanza/core';
import { anOperator, aService, aServiceDefinition } from '@stanza/core/testing';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { makeCompactTallies } from './make-compact-tallies.ts';
import { makeEnteSetup } from './make-ente-setup.ts';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { newDraft, openPortal, type TestPortal } from './testing/portal.ts';
import { inTenant } from './transaction.ts';

/** What the tallies say and what there is, at one moment: the rows in which they differ. */
const DIFFERENCES = `with said as (
    select service_id, state, assigned_to, year, sum(delta) as number from practice_tally where tenant_id = $1
    group by 1, 2, 3, 4 having sum(delta) <> 0
  ), there as (
    select service_id, state, case when state in ('in_elaborazione', 'da_integrare') then assigned_to end as assigned_to,
      extract(year from submitted_at at time zone 'Europe/Rome')::int as year, count(*) as number
    from practice where tenant_id = $1 and state <> 'bozza' group by 1, 2, 3, 4
  )
  (table said except table there) union all (table there except table said)`;

describe('the tallies of practices', () => {
  let portal: TestPortal;
  let operators: readonly Practice['assignedTo'][];
  let services: readonly Practice['serviceId'][];
  beforeAll(async () => {
    portal = await openPortal();
    const { tenant, service, operator } = portal.ente;
    const other = aService(v7(), { definition: aServiceDefinition({ slug: 'altro' }) });
    const colleague = anOperator(v7(), { email: 'c@comune.example' });
    const setup = makeEnteSetup(portal.admin);
    await setup.publishService(tenant.id, other);
    await setup.addOperator(tenant.id, colleague, 'hash');
    operators = [null, operator.id, colleague.id];
    services = [service.id, other.id];
  });
  afterAll(() => portal.close());

  const differences = () =>
    inTenant(portal.app, portal.ente.tenant.id, ({ query }) =>
      query({ text: DIFFERENCES, values: [portal.ente.tenant.id] }),
    );
  const rows = async () => {
    const found = await inTenant(portal.app, portal.ente.tenant.id, ({ query }) =>
      query<{ number: number }>({ text: 'select count(*) as number from practice_tally' }),
    );
    return found[0]?.number ?? 0;
  };

  const SENT = ['inviata', 'in_elaborazione', 'da_integrare', 'accettata', 'rifiutata'] as const;
  /** What happens to one practice, whether or not it could in this order: the tallies follow whatever is written. */
  const life = fc.record({
    service: fc.integer({ min: 0, max: 1 }),
    // The last hour of a year in UTC is the next year in Italy.
    submittedAt: fc.constantFrom('2025-12-31T22:59:59Z', '2025-12-31T23:00:00Z', '2026-06-01T10:00:00Z'),
    steps: fc.array(
      fc.record({ state: fc.constantFrom<PracticeState>(...SENT), assigned: fc.integer({ min: 0, max: 2 }) }),
      { maxLength: 4 },
    ),
    isDraft: fc.boolean(),
  });

  it('agree with the practices at every moment, whatever happens at once, also while they are compacted', async () => {
    const unitOfWork = makeUnitOfWork(portal.app);
    const compact = makeCompactTallies(portal.app);
    const { tenant } = portal.ente;
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 8 }), async (lives) => {
        const live = async ({ service, submittedAt, steps, isDraft }: (typeof lives)[number]) => {
          const draft = { ...newDraft(portal.ente), serviceId: services[service] ?? portal.ente.service.id };
          await unitOfWork.run(tenant.id, ({ practices }) => practices.insert(draft, false));
          if (isDraft) return;
          const sent = { ...draft, submittedAt: new Date(submittedAt) };
          for (const [index, { state, assigned }] of steps.entries()) {
            const next = { ...sent, state, assignedTo: operators[assigned] ?? null, version: index + 2 };
            await unitOfWork.run(tenant.id, ({ practices }) => practices.update(next, index + 1));
          }
        };
        const look = async () => expect(await differences()).toEqual([]);
        await Promise.all([...lives.map(live), compact(tenant.id), look(), compact(tenant.id), look()]);
        await look();
      }),
      { numRuns: 25 },
    );
    const before = await rows();
    await compact(tenant.id);
    expect(await rows()).toBeLessThanOrEqual(before);
    expect(await differences()).toEqual([]);
  });

  it('are one row for each service, state, operator at work and year, once they are compacted', async () => {
    const { tenant } = portal.ente;
    await makeCompactTallies(portal.app)(tenant.id);
    const open = SENT.filter((state) => !isClosed({ state }) && state !== 'inviata').length;
    const years = 2;
    expect(await rows()).toBeLessThanOrEqual(services.length * years * (SENT.length - open + open * operators.length));
  });

  it('are taken back when what was counted is undone', async () => {
    const unitOfWork = makeUnitOfWork(portal.app);
    const draft = newDraft(portal.ente);
    const sent = { ...draft, state: 'inviata', submittedAt: new Date(), version: 2 } as const;
    const undone = unitOfWork.run(portal.ente.tenant.id, async ({ practices }) => {
      await practices.insert(draft, false);
      await practices.update(sent, 1);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await differences()).toEqual([]);
  });
});
