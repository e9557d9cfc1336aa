import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addEnte, openPortal, type TestPortal } from '../testing/portal.ts';
import { FILL } from './022-office-lists.ts';

/** Practices as they were kept before: the triggers of the migration do not see them. */
const BEFORE = `
  set local session_replication_role = replica;
  delete from citizen_word;
  insert into practice (tenant_id, id, code, service_id, revision, citizen_id, state, version, answers, created_at,
      changed_at, submitted_at, beneficiaries, assigned_to, documents, draft_slot)
    select c.tenant_id, new.id, new.id::text, s.id, 1, c.id, kept.state, 1, '{}', now(), now(),
      case when kept.state <> 'bozza' then kept.at end, '{}', case when kept.state <> 'inviata' then o.id end, '{}', new.id
    from citizen c join service s using (tenant_id) join operator o using (tenant_id), (values
      ('bozza', now()), ('inviata', '2025-12-31T23:30:00Z'), ('in_elaborazione', '2025-12-31T22:30:00Z'),
      ('accettata', '2026-06-01T10:00:00Z'), ('accettata', '2026-07-01T10:00:00Z')) as kept (state, at),
    lateral (select gen_random_uuid() as id, kept.at) as new`;

describe('what the migration of the office’s lists finds there', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('is counted, and its names are spread, ente by ente', async () => {
    const { tenant, operator } = portal.ente;
    const other = await addEnte(portal, 'tre-ville');
    await portal.admin.query(`begin; ${BEFORE}; commit`);
    await portal.admin.query(FILL);
    const tallies = async (id: string) => {
      const text =
        'select state, assigned_to, year, delta from practice_tally where tenant_id = $1 order by state, year';
      return (await portal.admin.query(text, [id])).rows;
    };
    const expected = (assigned: string) => [
      { state: 'accettata', assigned_to: null, year: 2026, delta: 2 },
      { state: 'in_elaborazione', assigned_to: assigned, year: 2025, delta: 1 },
      { state: 'inviata', assigned_to: null, year: 2026, delta: 1 },
    ];
    expect(await tallies(tenant.id)).toEqual(expected(operator.id));
    expect(await tallies(other.tenant.id)).toEqual(expected(other.operator.id));
    const { rows } = await portal.admin.query('select tenant_id, word from citizen_word order by tenant_id, word');
    const words = (id: string) => ['mario', 'rossi'].map((word) => ({ tenant_id: id, word }));
    expect(rows).toEqual([tenant.id, other.tenant.id].toSorted().flatMap(words));
  });
});
