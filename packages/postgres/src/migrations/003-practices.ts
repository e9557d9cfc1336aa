import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/** Practices with their timeline, attachments and deliveries. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, PRACTICE);
  await runSql(db, LISTS);
  await runSql(db, BENEFICIARIES);
  await runSql(db, AROUND);
  await protectTable(db, 'practice', 'select, insert, update');
  await protectTable(db, 'practice_beneficiary', 'select, insert, delete');
  await protectTable(db, 'timeline_entry', 'select, insert');
  await protectTable(db, 'attachment', 'select, insert');
  await protectTable(db, 'practice_attachment', 'select, insert');
  await protectTable(db, 'delivery', 'select, insert, update');
};

const PRACTICE = `
  create table practice (
    tenant_id uuid not null references tenant,
    id uuid not null,
    code text not null,
    service_id uuid not null,
    revision int not null,
    citizen_id uuid not null,
    state text not null
      check (state in ('bozza', 'inviata', 'in_elaborazione', 'da_integrare', 'accettata', 'rifiutata')),
    version int not null,
    answers jsonb not null,
    private_note text not null default '',
    created_at timestamptz not null,
    submitted_at timestamptz check ((submitted_at is null) = (state = 'bozza')),
    list_date timestamptz not null generated always as (coalesce(submitted_at, created_at)) stored,
    applicant jsonb,
    beneficiaries text[] not null,
    assigned_to uuid,
    protocol_number text,
    protocol_year int,
    protocol_registered_at timestamptz,
    answer_protocol_number text,
    answer_protocol_year int,
    answer_protocol_registered_at timestamptz,
    decision jsonb,
    documents jsonb not null,
    -- The service where one draft is allowed, the practice itself where many are.
    draft_slot uuid not null,
    primary key (tenant_id, id),
    unique (tenant_id, code),
    foreign key (tenant_id, citizen_id) references citizen,
    foreign key (tenant_id, service_id, revision) references service_revision,
    foreign key (tenant_id, assigned_to) references operator,
    check (num_nulls(protocol_number, protocol_year, protocol_registered_at) in (0, 3)),
    check (num_nulls(answer_protocol_number, answer_protocol_year, answer_protocol_registered_at) in (0, 3))
  ) with (fillfactor = 80); -- a draft is saved many times: room for the new version on the same page
  create unique index practice_one_draft on practice (tenant_id, citizen_id, draft_slot) where state = 'bozza';`;

/** One for each order in which practices are listed, newest first. */
const LISTS = `
  create index practice_of_citizen on practice (tenant_id, citizen_id, list_date desc, id desc);
  create index practice_of_citizen_by_state on practice (tenant_id, citizen_id, state, list_date desc, id desc);
  create index practice_sent on practice (tenant_id, list_date desc, id desc) where state <> 'bozza';
  create index practice_sent_by_service on practice (tenant_id, service_id, state, assigned_to) where state <> 'bozza';
  create index practice_assigned on practice (tenant_id, assigned_to, list_date desc, id desc)
    where state in ('inviata', 'in_elaborazione', 'da_integrare');
  create index practice_unassigned on practice (tenant_id, list_date desc, id desc)
    where state = 'inviata' and assigned_to is null;
  create index practice_closed on practice (tenant_id, list_date desc, id desc)
    where state in ('accettata', 'rifiutata');`;

/** A table of its own: behind row-level security the operators of arrays cannot use an index. */
const BENEFICIARIES = `
  create table practice_beneficiary (
    tenant_id uuid not null,
    codice_fiscale text not null,
    practice_id uuid not null,
    primary key (tenant_id, codice_fiscale, practice_id),
    foreign key (tenant_id, practice_id) references practice
  );
  create index on practice_beneficiary (tenant_id, practice_id);
  create function spread_beneficiaries() returns trigger language plpgsql as $$
  begin
    delete from practice_beneficiary where tenant_id = new.tenant_id and practice_id = new.id;
    insert into practice_beneficiary (tenant_id, codice_fiscale, practice_id)
      select distinct new.tenant_id, code, new.id from unnest(new.beneficiaries) as code;
    return null;
  end $$;
  create trigger spread_beneficiaries_at_insert after insert on practice
    for each row when (cardinality(new.beneficiaries) > 0) execute function spread_beneficiaries();
  create trigger spread_beneficiaries_at_update after update of beneficiaries on practice
    for each row when (old.beneficiaries is distinct from new.beneficiaries) execute function spread_beneficiaries();`;

/** `position` is the order of writing, for what may happen within one millisecond. */
const AROUND = `
  create table timeline_entry (
    tenant_id uuid not null,
    practice_id uuid not null,
    position bigint not null generated always as identity,
    event text not null,
    at timestamptz not null,
    operator_id uuid,
    primary key (tenant_id, practice_id, position),
    foreign key (tenant_id, practice_id) references practice,
    foreign key (tenant_id, operator_id) references operator
  );
  create table attachment (
    tenant_id uuid not null,
    id uuid not null,
    citizen_id uuid not null,
    file_name text not null,
    description text not null,
    type text not null check (type in ('pdf', 'jpeg', 'png', 'p7m')),
    size bigint not null check (size > 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    uploaded_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, citizen_id) references citizen
  );
  create index on attachment (tenant_id, citizen_id, uploaded_at desc, id desc);
  create table practice_attachment (
    tenant_id uuid not null,
    practice_id uuid not null,
    attachment_id uuid not null,
    position bigint not null generated always as identity,
    primary key (tenant_id, practice_id, attachment_id),
    foreign key (tenant_id, practice_id) references practice,
    foreign key (tenant_id, attachment_id) references attachment
  );
  create index on practice_attachment (tenant_id, attachment_id);
  create table delivery (
    tenant_id uuid not null,
    id uuid not null,
    practice_id uuid not null,
    position bigint not null generated always as identity,
    effect jsonb not null,
    state text not null default 'in_attesa' check (state in ('in_attesa', 'consegnata', 'bloccata')),
    attempts int not null default 0,
    last_error text,
    created_at timestamptz not null,
    completed_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, practice_id) references practice
  );
  create index on delivery (tenant_id, practice_id);`;
