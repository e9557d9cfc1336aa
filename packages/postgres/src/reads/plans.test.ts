import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditContent, OPERATOR_LISTS } from '@stanza/core';
import { makeQueryBuilder } from '../query-builder.ts';
import { attachmentStore } from '../stores/attachments.ts';
import { auditLog } from '../stores/audit.ts';
import { openPortal, type TestPortal } from '../testing/portal.ts';
import { inTenant, type TenantTransaction } from '../transaction.ts';
import { attachmentReads } from './attachment-reads.ts';
import { citizenReads } from './citizen-reads.ts';
import { operatorReads } from './operator-reads.ts';

/** Five thousand practices of a thousand citizens, in every state. */
const FILL = `
  insert into citizen (tenant_id, id, codice_fiscale, nome, cognome, data_nascita, luogo_nascita,
      identity_verified)
    select $1, gen_random_uuid(), 'CODE' || n, 'Nome', 'Cognome', '1980-01-01', 'Roma', true from generate_series(1, 1000) n;
`;
const FILL_PRACTICES = `
  with uploaded as (
    insert into attachment (tenant_id, id, citizen_id, file_name, description, type, size, sha256, uploaded_at)
      select $1, gen_random_uuid(), id, 'a.pdf', 'A', 'pdf', 1, repeat('a', 64), now() from citizen, generate_series(1, 3)
  ), numbered as (select id, row_number() over () as place from citizen)
  insert into practice (tenant_id, id, code, service_id, revision, citizen_id, state, version, answers, created_at,
      changed_at, submitted_at, beneficiaries, assigned_to, documents, draft_slot)
    select $1, id, id::text, $2, 1, citizen, state, 1, '{}', at, at, case when state <> 'bozza' then at end,
      case when n % 2 = 0 then array['CODE' || (1 + n % 1000)] else '{}' end,
      case when state not in ('bozza', 'inviata') then $3::uuid end, '{}', id
    from (
      select n, gen_random_uuid() as id, c.id as citizen, now() - n * interval '1 minute' as at,
        (array['bozza', 'inviata', 'in_elaborazione', 'accettata', 'accettata', 'accettata', 'rifiutata'])[1 + n % 7] as state
      from generate_series(1, 5000) n join numbered c on c.place = 1 + n % 1000
    ) as made`;

/** Reading a large table from end to end. */
const SCAN = /Seq Scan on (practice|practice_beneficiary|attachment) /u;

/** Runs what a read model sends, and answers with the plans instead of the rows. */
const explaining = (transaction: TenantTransaction, plans: string[]): TenantTransaction => {
  const explain = async (text: string, values: readonly unknown[] = []) => {
    const rows = await transaction.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values: [...values] });
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    return [];
  };
  return {
    ...transaction,
    query: ({ text, values }) => explain(text, values),
    run: (query) => {
      const { sql, parameters } = query.compile();
      return explain(sql, parameters);
    },
  };
};

describe('the lists of practices, on some thousand rows', () => {
  let portal: TestPortal;
  const db = makeQueryBuilder();
  beforeAll(async () => {
    portal = await openPortal();
    const { tenant, service, operator } = portal.ente;
    await inTenant(portal.admin, tenant.id, async ({ change }) => {
      await change({ text: FILL, values: [tenant.id] });
      await change({ text: FILL_PRACTICES, values: [tenant.id, service.id, operator.id] });
    });
    await portal.admin.query('analyze');
  });
  afterAll(() => portal.close());

  const plansOf = async (read: (transaction: TenantTransaction) => Promise<unknown>): Promise<string> => {
    const plans: string[] = [];
    await inTenant(portal.app, portal.ente.tenant.id, (transaction) => read(explaining(transaction, plans)));
    expect(plans).toHaveLength(1);
    return plans.join('\n');
  };
  const page = { after: `${Date.now() - 3_600_000}_0198c1a0-0000-7000-8000-000000000000`, limit: 20 };

  it.each(['bozza', 'accettata', 'per_mio_conto'] as const)("reads a citizen's tab %s by an index", async (tab) => {
    const { citizen } = portal.ente;
    const plan = await plansOf((transaction) => citizenReads(transaction, db).citizenPage(citizen.id, tab, page));
    expect(plan).not.toMatch(SCAN);
  });

  it("reads a citizen's counters, newest practices and attachments by an index", async () => {
    const { citizen } = portal.ente;
    const plans = [
      await plansOf((transaction) => citizenReads(transaction, db).citizenCounts(citizen.id)),
      await plansOf((transaction) => citizenReads(transaction, db).latestPractices(citizen.id, 5)),
      await plansOf((transaction) => attachmentReads(transaction).attachmentsOf(citizen.id)),
      await plansOf((transaction) => attachmentReads(transaction).attachmentPage(citizen.id, page)),
    ].join('\n');
    expect(plans).not.toMatch(SCAN);
  });

  it('counts the files of a citizen in an index alone', async () => {
    const { citizen } = portal.ente;
    const plan = await plansOf((transaction) =>
      attachmentStore(transaction, db)
        .usageOf(citizen.id)
        .catch(() => null),
    );
    expect(plan).toContain('Index Only Scan using attachment_usage');
  });

  it.each(OPERATOR_LISTS)("reads the office's list %s in the order of an index", async (list) => {
    const { operator } = portal.ente;
    const plan = await plansOf((transaction) => operatorReads(transaction, db).operatorPage(operator.id, list, page));
    expect(plan).toContain('Index Scan using practice_');
    expect(plan).not.toContain('Sort');
    expect(plan).toMatch(/Index Cond: .*ROW\(list_date, id\)/u);
  });
});

describe('the register of the office, on some thousand entries', () => {
  let portal: TestPortal;
  const db = makeQueryBuilder();
  beforeAll(async () => {
    portal = await openPortal();
    const { tenant, operator } = portal.ente;
    const act = { kind: 'operatore', id: operator.id } as const;
    const common = { at: new Date(), subject: null, details: {}, address: null };
    const frequent = auditContent({ ...common, actor: { kind: 'sconosciuto' }, action: 'accesso_negato' });
    const seldom = auditContent({ ...common, actor: act, action: 'decisione' });
    await inTenant(portal.admin, tenant.id, async ({ change }) => {
      const text = `insert into audit_entry (tenant_id, position, content, digest)
        select $1, n, case when n % 500 = 0 then $2 else $3 end, '' from generate_series(1, 5000) n`;
      await change({ text, values: [tenant.id, seldom, frequent] });
    });
    await portal.admin.query('analyze');
  });
  afterAll(() => portal.close());

  it.each([
    ['by nothing', () => ({})],
    ['by person', () => ({ operatorId: portal.ente.operator.id })],
    ['by action', () => ({ action: 'decisione' }) as const],
  ])('is read %s in the order of an index', async (_what, filter) => {
    const plans: string[] = [];
    await inTenant(portal.app, portal.ente.tenant.id, (transaction) =>
      auditLog(explaining(transaction, plans), db).page({ after: '4000', limit: 20 }, filter()),
    );
    expect(plans.join('\n')).toContain('Index Scan');
    expect(plans.join('\n')).not.toMatch(/Seq Scan|Sort/u);
  });
});
