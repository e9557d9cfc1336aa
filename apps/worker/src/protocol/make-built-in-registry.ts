import { type Clock, dayInItaly, type ProtocolNumber, type ProtocolRegistry, type Registration } from '@stanza/core';
import { inTenant, type Pool, type TenantTransaction } from '@stanza/postgres';

/** The law wants at least seven digits (DPR 445/2000 art. 57); the registry prints exactly seven. */
const LAST_NUMBER = 9_999_999;

interface EntryRow {
  readonly number: number;
  readonly year: number;
  readonly registered_at: Date;
}

const FIND = 'select number, year, registered_at from protocol_entry where tenant_id = $1 and key = $2';
// The update changes nothing and locks the row until the end of the transaction, also when the insert did not happen.
const LOCK = `insert into protocol_counter as counter (tenant_id, year, last_number) values ($1, $2, 0)
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

const find = async (transaction: TenantTransaction, key: string): Promise<ProtocolNumber | null> => {
  const [row] = await transaction.query<EntryRow>({ text: FIND, values: [transaction.tenantId, key] });
  return row === undefined ? null : print(row);
};

/** Locks the year's counter. @throws Error when the year's numbers are used up */
const nextNumber = async ({ query, tenantId }: TenantTransaction, year: number): Promise<number> => {
  const [counter] = await query<{ last_number: number }>({ text: LOCK, values: [tenantId, year] });
  if (counter === undefined) throw new Error('The protocol counter could not be locked');
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
  const entry = [number, key, direction, subject, correspondent, sentAt, registered_at, day, mainDocument];
  await change({ text: COUNT, values: [tenantId, year, number] });
  await change({ text: WRITE, values: [tenantId, year, ...entry] });
  for (const [index, file] of attachments.entries()) {
    const document = [index + 1, file.fileName, file.description, file.sha256, file.size];
    await change({ text: WRITE_DOCUMENT, values: [tenantId, year, number, ...document] });
  }
};

/**
 * The protocol registry that the portal keeps by itself (DPR 445/2000 arts. 53-57): one sequence for each ente and
 * year of the Italian calendar. Number and entry are written in one transaction, under the lock of the year's counter:
 * a crash gives the number back.
 */
export const makeBuiltInRegistry = (deps: { readonly pool: Pool; readonly clock: Clock }): ProtocolRegistry => ({
  register: (tenantId, registration) =>
    inTenant(deps.pool, tenantId, async (transaction) => {
      const known = await find(transaction, registration.key);
      if (known !== null) return known;
      const year = Number(dayInItaly(deps.clock.now()).slice(0, 4));
      const number = await nextNumber(transaction, year);
      // While this one waited for the lock, another may have registered the same thing.
      const meanwhile = await find(transaction, registration.key);
      if (meanwhile !== null) return meanwhile;
      // Read under the lock, so that times grow with numbers.
      const registeredAt = deps.clock.now();
      if (!dayInItaly(registeredAt).startsWith(String(year))) throw new Error('The year ended while registering');
      const row = { number, year, registered_at: registeredAt };
      await write(transaction, row, registration);
      return print(row);
    }),
});
