import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/**
 * What the law wants of a protocol besides its entries (ADR 44): registers of a day as canonical JSON with their PDF, entries
 * that are cancelled and stay, the emergency register.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, ENTRIES);
  await runSql(db, FILL);
  await runSql(db, REGISTERS);
  await runSql(db, EMERGENCIES);
  for (const table of ['protocol_cancellation', 'protocol_register_pdf']) {
    await runSql(
      db,
      `create trigger append_only before update or delete or truncate on ${table}
         for each statement execute function refuse_change();`,
    );
    await protectTable(db, table, 'select, insert');
  }
  await protectTable(
    db,
    'protocol_emergency',
    'select, insert, update (until, extensions, version, closed, closed_day)',
  );
  await protectTable(db, 'protocol_emergency_line', 'select, insert, update, delete');
};

const ENTRIES = `
  alter table protocol_entry
    alter column main drop not null,
    add practice_id uuid,
    add emergency_year int,
    add emergency_number int check (emergency_number > 0),
    add check ((emergency_year is null) = (emergency_number is null)),
    add check ((main is null) = (emergency_number is not null)),
    add unique (tenant_id, emergency_year, emergency_number);
  create index on protocol_entry (tenant_id, practice_id);
  create table protocol_cancellation (
    tenant_id uuid not null,
    year int not null,
    number int not null,
    at timestamptz not null,
    -- The day in Italy, by whose register it is told.
    day date not null,
    provision text not null check (provision <> ''),
    reason text not null check (reason <> ''),
    by text not null check (by <> ''),
    primary key (tenant_id, year, number),
    foreign key (tenant_id, year, number) references protocol_entry
  );
  create index on protocol_cancellation (tenant_id, day);`;

/** The entries that are there get the practice that their key names: the one time that they are written to again. */
export const FILL = `
  alter table protocol_entry disable trigger append_only, no force row level security;
  update protocol_entry set practice_id = left(key, 36)::uuid where key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:';
  alter table protocol_entry enable trigger append_only, force row level security;`;

/** What is there already is text, and stays in the chain. */
const REGISTERS = `
  alter table protocol_daily_register add format text not null default 'testo' check (format in ('testo', 'json'));
  alter table protocol_daily_register alter format drop default;
  create table protocol_register_pdf (
    tenant_id uuid not null,
    day date not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size bigint not null,
    primary key (tenant_id, day),
    foreign key (tenant_id, day) references protocol_daily_register
  );
  create index on protocol_register_pdf (tenant_id, sha256);`;

const EMERGENCIES = `
  create table protocol_emergency (
    tenant_id uuid not null references tenant,
    id uuid not null,
    "from" timestamptz not null,
    until timestamptz not null check (until > "from"),
    cause text not null check (cause <> ''),
    provision text not null check (provision <> ''),
    opened_at timestamptz not null,
    opened_by text not null,
    -- at, by, until, provision
    extensions jsonb not null,
    -- Grows with every line that is written or taken away.
    version int not null default 0,
    -- at, by, restored, registered
    closed jsonb,
    -- The day in Italy, by whose register it is told.
    closed_day date,
    check ((closed is null) = (closed_day is null)),
    primary key (tenant_id, id)
  );
  create unique index protocol_emergency_open on protocol_emergency (tenant_id) where closed is null;
  create index on protocol_emergency (tenant_id, opened_at desc);
  create index on protocol_emergency (tenant_id, closed_day);
  create table protocol_emergency_line (
    tenant_id uuid not null references tenant,
    year int not null,
    number int not null check (number > 0),
    at timestamptz not null,
    direction text not null check (direction in ('entrata', 'uscita')),
    subject text not null,
    correspondent text not null,
    primary key (tenant_id, year, number)
  );`;
