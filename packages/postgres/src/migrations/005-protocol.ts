import type { Kysely } from 'kysely';
import { protectTable, runSql } from './run-sql.ts';

/**
 * The built-in protocol registry (DPR 445/2000 arts. 53-57) and the mail kept for development. What is registered is
 * never changed, not even by the owner of the tables.
 */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, REGISTRY);
  for (const table of ['protocol_entry', 'protocol_entry_document', 'protocol_daily_register']) {
    await runSql(
      db,
      `create trigger append_only before update or delete or truncate on ${table}
         for each statement execute function refuse_change();`,
    );
    await protectTable(db, table, 'select, insert');
  }
  await protectTable(db, 'protocol_counter', 'select, insert, update');
  await protectTable(db, 'dev_mail', 'select, insert');
};

const REGISTRY = `
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'what is registered is never changed: % of %', tg_op, tg_table_name
      using errcode = 'integrity_constraint_violation';
  end $$;
  create table protocol_counter (
    tenant_id uuid not null references tenant,
    year int not null,
    last_number int not null check (last_number between 0 and 9999999),
    primary key (tenant_id, year)
  );
  create table protocol_entry (
    tenant_id uuid not null references tenant,
    year int not null,
    number int not null check (number between 1 and 9999999),
    key text not null,
    direction text not null check (direction in ('entrata', 'uscita')),
    subject text not null,
    correspondent text not null,
    sent_at timestamptz not null,
    registered_at timestamptz not null,
    -- The day in Italy of the registration, by which the daily register is made.
    day date not null,
    -- fileName, description, sha256, size
    main jsonb not null,
    primary key (tenant_id, year, number),
    unique (tenant_id, key)
  );
  create index on protocol_entry (tenant_id, day, number);
  create table protocol_entry_document (
    tenant_id uuid not null,
    year int not null,
    number int not null,
    position int not null,
    file_name text not null,
    description text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size bigint not null,
    primary key (tenant_id, year, number, position),
    foreign key (tenant_id, year, number) references protocol_entry
  );
  create table protocol_daily_register (
    tenant_id uuid not null references tenant,
    day date not null,
    content text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    previous_sha256 text check (previous_sha256 ~ '^[0-9a-f]{64}$'),
    primary key (tenant_id, day)
  );
  create table dev_mail (
    tenant_id uuid not null references tenant,
    message_id text not null,
    "from" jsonb not null,
    "to" text not null,
    subject text not null,
    text text not null,
    html text not null,
    sent_at timestamptz not null,
    primary key (tenant_id, message_id)
  );
  create index on dev_mail (tenant_id, sent_at desc);`;
