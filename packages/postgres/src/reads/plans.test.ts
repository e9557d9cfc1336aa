import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditContent, CHARGE_LISTS, OFFICE_ORDERS, type OfficeQuery, OPERATOR_LISTS, readSearch } from '@stanza/core';
import { makeSessionStore } from '../make-session-store.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { makeQueryBuilder } from '../query-builder.ts';
import { accountStore } from '../stores/accounts.ts';
import { attachmentStore } from '../stores/attachments.ts';
import { auditLog } from '../stores/audit.ts';
import { newDraft, openPortal, type TestPortal } from '../testing/portal.ts';
import { inTenant, type TenantTransaction } from '../transaction.ts';
import { attachmentReads } from './attachment-reads.ts';
import { chargeReads } from './charge-reads.ts';
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

/** A delivery of each practice, of which ten are blocked. */
const FILL_DELIVERIES = `
  insert into delivery (tenant_id, id, practice_id, effect, state, created_at, completed_at)
    select $1, gen_random_uuid(), id, '{"kind": "register_request"}', case when n % 500 = 0 then 'bloccata' else 'consegnata' end,
      now(), case when n % 500 <> 0 then now() end
    from (select id, row_number() over () as n from practice limit 5000) as numbered`;

/** Reading a large table from end to end. */
const SCAN = /Seq Scan on (practice|practice_beneficiary|attachment|citizen|citizen_word) /u;

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

  const plansOf = async (
    read: (transaction: TenantTransaction) => Promise<unknown>,
    statements = 1,
  ): Promise<string> => {
    const plans: string[] = [];
    await inTenant(portal.app, portal.ente.tenant.id, (transaction) => read(explaining(transaction, plans)));
    expect(plans).toHaveLength(statements);
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

  it.each(OPERATOR_LISTS)(
    "reads the office's list %s in each order from an index of it, a page from each service",
    async (list) => {
      const { operator } = portal.ente;
      for (const order of OFFICE_ORDERS) {
        const by = { data: 'date', protocollo: 'protocol', richiedente: 'applicant' }[order.split('-')[0] ?? ''];
        const after = `${order}.${order.startsWith('data') ? Date.now() - 3_600_000 : ''}.0198c1a0-0000-7000-8000-000000000000`;
        const query = { list, serviceId: null, state: null, search: null, order, sent: null } as OfficeQuery;
        const plan = await plansOf((transaction) =>
          operatorReads(transaction, db).operatorPage(operator.id, query, { after, limit: 20 }),
        );
        expect(plan).toMatch(
          new RegExp(`Index.* using practice_${list === 'da_gestire' ? 'assigned_' : ''}by_${by}`, 'u'),
        );
        expect(plan).toMatch(/Index Cond: .*ROW\((list_date|protocol_key|applicant_key), id\)/u);
        expect(plan).not.toMatch(SCAN);
      }
    },
  );

  it('finds the days of sending in the index of that order', async () => {
    const { operator } = portal.ente;
    const query = { list: 'tutte', serviceId: null, state: null, search: null, order: 'data-desc' } as const;
    const sent = { from: '2026-01-01', to: '2026-01-31' };
    const plan = await plansOf((transaction) =>
      operatorReads(transaction, db).operatorPage(operator.id, { ...query, sent }, { after: null, limit: 20 }),
    );
    expect(plan).toMatch(/using practice_by_date.*\n.*Index Cond: .*list_date >= .*list_date < /u);
  });

  it.each(['K7QM-3R9T', '12/2026', 'RSSMRA80A01H501U', 'rossi maria'])('finds %s by indexes', async (typed) => {
    const { operator } = portal.ente;
    const query = { list: 'tutte', serviceId: null, state: null, order: 'data-desc' } as const;
    const search = readSearch(typed);
    const plan = await plansOf(
      (transaction) =>
        operatorReads(transaction, db).operatorPage(
          operator.id,
          { ...query, search, sent: { from: null, to: null } },
          { after: null, limit: 20 },
        ),
      search?.kind === 'nome' ? 2 : 1,
    );
    expect(plan).not.toMatch(SCAN);
    if (search?.kind === 'nome') expect(plan).toMatch(/citizen_word.*\n.*Index Cond: .*word >= typed.*word < typed/u);
  });

  it("counts the office's practices without reading them", async () => {
    const { operator } = portal.ente;
    const plan = await plansOf((transaction) => operatorReads(transaction, db).operatorDesk(operator.id));
    expect(plan).not.toMatch(/ on practice /u);
    expect(plan).toContain('practice_tally');
  });

  it('counts what is blocked with the session of an operator, in an index of what is blocked', async () => {
    const { tenant, operator } = portal.ente;
    await inTenant(portal.admin, tenant.id, ({ change }) => change({ text: FILL_DELIVERIES, values: [tenant.id] }));
    await portal.admin.query('analyze delivery');
    const sessions = makeSessionStore(portal.app);
    const at = new Date();
    const times = { expiresAt: new Date(at.getTime() + 60_000), endsAt: new Date(at.getTime() + 60_000) };
    const subject = { kind: 'operator', id: operator.id, epoch: 0, awaitsCode: false } as const;
    await sessions.create(tenant.id, 'o', subject, times);
    const scans = async () => {
      await inTenant(portal.app, tenant.id, ({ query }) => query({ text: 'select pg_stat_force_next_flush()' }));
      const text = `select t.seq_scan::int as whole, i.idx_scan::int as indexed, i.idx_tup_fetch::int as rows
        from pg_stat_user_tables t join pg_stat_user_indexes i using (relid)
        where t.relname = 'delivery' and i.indexrelname = 'delivery_blocked_of_service'`;
      return (await portal.admin.query<{ whole: number; indexed: number; rows: number }>(text)).rows[0];
    };
    const before = await scans();
    expect(await sessions.find(tenant.id, 'o', at)).toMatchObject({ signedIn: { blocked: 10 } });
    const after = await scans();
    expect(after).toMatchObject({ whole: before?.whole, indexed: (before?.indexed ?? 0) + 1 });
    // Of the thousands no row is looked at besides those, and those only where no vacuum has been yet.
    expect((after?.rows ?? 0) - (before?.rows ?? 0)).toBeLessThanOrEqual(10);
  });

  it('saves a draft without touching an index', async () => {
    const { tenant, citizen } = portal.ente;
    const draft = newDraft(portal.ente);
    await makeUnitOfWork(portal.app).run(tenant.id, ({ practices }) => practices.insert(draft, false));
    const updates = async () => {
      await portal.admin.query('select pg_stat_force_next_flush()');
      const counted =
        "select n_tup_upd as all, n_tup_hot_upd as hot from pg_stat_user_tables where relname = 'practice'";
      return (await portal.admin.query<{ all: number; hot: number }>(counted)).rows[0];
    };
    const before = await updates();
    for (let save = 0; save < 5; save += 1) {
      await makeUnitOfWork(portal.app).run(tenant.id, async ({ practices }) => {
        await practices.saveAnswers(draft.id, citizen.id, { uso: `${save}` }, `nota ${save}`, new Date());
      });
    }
    await inTenant(portal.app, tenant.id, ({ query }) => query({ text: 'select pg_stat_force_next_flush()' }));
    const after = await updates();
    expect((after?.all ?? 0) - (before?.all ?? 0)).toBe(5);
    expect((after?.hot ?? 0) - (before?.hot ?? 0)).toBe(5);
  });

  it('counts and lists what operators have in charge by an index', async () => {
    const { operator } = portal.ente;
    const counts = await plansOf((transaction) => chargeReads(transaction, db).charges());
    expect(counts).not.toMatch(SCAN);
    for (const list of CHARGE_LISTS) {
      const plan = await plansOf((transaction) => chargeReads(transaction, db).chargePage(operator.id, list, page));
      expect(plan).toMatch(/Index Scan (using|on) practice_in_charge/u);
      // Of what one operator has in charge, those to be reassigned may well be gathered and sorted.
      if (list === 'tutte') expect(plan).not.toContain('Sort');
    }
    const charge = await plansOf((transaction) => accountStore(transaction, db).chargeOf(operator.id));
    expect(charge).toMatch(/Index (Only )?Scan (using|on) practice_tally_of_operator/u);
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
