import {
  type Clock,
  dayInItaly,
  type ProtocolNumber,
  type ProtocolRegistry,
  type Registration,
  type TenantId,
} from '@stanza/core';
import { inTenant, type Pool, type TenantTransaction } from '@stanza/postgres';
import { PROTOCOL_LOCK } from './protocol-lock.ts';

/** The law wants at least seven digits (DPR 445/2000 art. 57); the registry prints exactly seven. */
const LAST_NUMBER = 9_999_999;

interface EntryRow {
  readonly number: number;
  readonly year: number;
  readonly registered_at: Date;
}

const FIND = `select number, year, registered_at, main ->> 'sha256' as main_sha256
  from protocol_entry where tenant_id = $1 and key = $2`;
const LAST = `select
    (select registered_at from protocol_entry where tenant_id = $1 order by year desc, number desc limit 1) as last,
    (select max(day) from protocol_daily_register where tenant_id = $1) as closed`;
// The update changes nothing: it is there to have the row returned also when it exists.
const COUNTER = `insert into protocol_counter as counter (tenant_id, year, last_number) values ($1, $2, 0)
  on conflict (tenant_id, year) do update set last_number = counter.last_number
  returning last_number`;
const COUNT = 'update protocol_counter set last_number = $3 where tenant_id = $1 and year = $2';
const WRITE = `insert into protocol_entry
    (tenant_id, year, number, key, direction, subject, correspondent, sent_at, registered_at, day, main)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const WRITE_DOCUMENT = `insert into protocol_entry_document
    (tenant_id, year, number, position, file_name, description, sha256, size)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

const print = (row: EntryRow): ProtocolNumber => ({
  number: String(row.number).padStart(7, '0'),
  year: row.year,
  registeredAt: row.registered_at,
});

/** @throws Error when the key was registered with another main document: a retry would never notice by itself */
const find = async (
  { query, tenantId }: TenantTransaction,
  { key, main }: Registration,
): Promise<ProtocolNumber | null> => {
  const [row] = await query<EntryRow & { readonly main_sha256: string }>({ text: FIND, values: [tenantId, key] });
  if (row === undefined) return null;
  if (row.main_sha256 !== main.sha256) throw new Error(`Another document is registered with the key ${key}`);
  return print(row);
};

/**
 * When an entry is registered: never before the one before it, so that times grow with numbers also where the clocks of
 * two machines disagree.
 * @throws Error when the register of that day is made: the entry would be in none
 */
const timeOfNext = async ({ query, tenantId }: TenantTransaction, now: Date): Promise<Date> => {
  const [{ last, closed } = { last: null, closed: null }] = await query<{
    readonly last: Date | null;
    readonly closed: string | null;
  }>({ text: LAST, values: [tenantId] });
  const time = last !== null && last > now ? last : now;
  if (closed !== null && dayInItaly(time) <= closed) throw new Error(`The protocol of ${closed} is closed`);
  return time;
};

/** @throws Error when the year's numbers are used up */
const nextNumber = async ({ query, tenantId }: TenantTransaction, year: number): Promise<number> => {
  const [counter] = await query<{ last_number: number }>({ text: COUNTER, values: [tenantId, year] });
  if (counter === undefined) throw new Error('The protocol counter could not be read');
  if (counter.last_number >= LAST_NUMBER) throw new Error(`The protocol numbers of ${year} are used up`);
  return counter.last_number + 1;
};

const write = async (
  { change, tenantId }: TenantTransaction,
  { number, year, registered_at }: EntryRow,
  { main, attachments, ...registration }: Registration,
): Promise<void> => {
  const { key, direction, subject, correspondent, sentAt } = registration;
  const { fileName, description, sha256, size } = main;
  const mainDocument = JSON.stringify({ fileName, description, sha256, size });
  const day = dayInItaly(registered_at);
  const name = `${correspondent.nome} ${correspondent.cognome}`;
  const entry = [number, key, direction, subject, name, sentAt, registered_at, day, mainDocument];
  await change({ text: COUNT, values: [tenantId, year, number] });
  await change({ text: WRITE, values: [tenantId, year, ...entry] });
  for (const [index, file] of attachments.entries()) {
    const document = [index + 1, file.fileName, file.description, file.sha256, file.size];
    await change({ text: WRITE_DOCUMENT, values: [tenantId, year, number, ...document] });
  }
};

/** The registry of the portal. */
export interface BuiltInRegistry extends ProtocolRegistry {
  /** The number that it has given to a registration; null where it has given none. */
  registered(tenantId: TenantId, registration: Registration): Promise<ProtocolNumber | null>;
}

/**
 * The protocol registry that the portal keeps by itself (DPR 445/2000 arts. 53-57): one sequence for each ente and
 * year of the Italian calendar. Number and entry are written in one transaction, under the lock of the ente's protocol:
 * a crash gives the number back.
 */
export const makeBuiltInRegistry = (deps: { readonly pool: Pool; readonly clock: Clock }): BuiltInRegistry => ({
  registered: (tenantId, registration) =>
    inTenant(deps.pool, tenantId, (transaction) => find(transaction, registration)),
  register: (tenantId, registration) =>
    inTenant(deps.pool, tenantId, async (transaction) => {
      await transaction.query({ text: PROTOCOL_LOCK, values: [tenantId] });
      const known = await find(transaction, registration);
      if (known !== null) return known;
      const registeredAt = await timeOfNext(transaction, deps.clock.now());
      const year = Number(dayInItaly(registeredAt).slice(0, 4));
      const number = await nextNumber(transaction, year);
      const row = { number, year, registered_at: registeredAt };
      await write(transaction, row, registration);
      return print(row);
    }),
});
