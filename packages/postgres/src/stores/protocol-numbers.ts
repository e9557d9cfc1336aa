import { dayInItaly, MOST_CLOCK_DIFFERENCE_MS } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

/**
 * The lock of an ente's protocol, held until the end of the transaction: who registers, who cancels and who closes a day do so
 * one after the other, whatever the year. Parameter: the tenant's id.
 */
export const PROTOCOL_LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 5374))';

/** The law wants at least seven digits (DPR 445/2000 art. 57); the registry prints exactly seven. */
const LAST_NUMBER = 9_999_999;

const LAST = `select
    greatest(
      (select registered_at from protocol_entry where tenant_id = $1 order by year desc, number desc limit 1),
      (select max(at) from protocol_cancellation where tenant_id = $1
        and day = (select max(day) from protocol_cancellation where tenant_id = $1))
    ) as last,
    (select max(day) from protocol_daily_register where tenant_id = $1) as closed,
    clock_timestamp() as database`;
// The update changes nothing: it is there to have the row returned also when it exists.
const COUNTER = `insert into protocol_counter as counter (tenant_id, year, last_number) values ($1, $2, 0)
  on conflict (tenant_id, year) do update set last_number = counter.last_number
  returning last_number`;
const COUNT = 'update protocol_counter set last_number = $3 where tenant_id = $1 and year = $2';

/**
 * When something is written into the protocol: never before what was written last, so that times grow with numbers also where the
 * clocks of two machines disagree a little. Under `PROTOCOL_LOCK`.
 * @throws Error when the register of that day is made: it would be in none; when the clock of who writes is minutes ahead of the one
 *   of the database, or minutes behind what was written last
 */
export const timeOfNext = async ({ query, tenantId }: TenantTransaction, now: Date): Promise<Date> => {
  const [{ last, closed, database } = { last: null, closed: null, database: now }] = await query<{
    readonly last: Date | null;
    readonly closed: string | null;
    readonly database: Date;
  }>({ name: 'protocol_last', text: LAST, values: [tenantId] });
  if (now.getTime() - database.getTime() > MOST_CLOCK_DIFFERENCE_MS) {
    throw new Error('The clock is ahead of the one of the database');
  }
  const time = last !== null && last > now ? last : now;
  if (time.getTime() - now.getTime() > MOST_CLOCK_DIFFERENCE_MS) throw new Error('The clock is behind the protocol');
  if (closed !== null && dayInItaly(time) <= closed) throw new Error(`The protocol of ${closed} is closed`);
  return time;
};

/** @throws Error when the year has no more numbers for so many */
export const lastNumber = async (
  { query, tenantId }: TenantTransaction,
  year: number,
  wanted: number,
): Promise<number> => {
  const [counter] = await query<{ last_number: number }>({
    name: 'protocol_counter',
    text: COUNTER,
    values: [tenantId, year],
  });
  if (counter === undefined) throw new Error('The protocol counter could not be read');
  if (counter.last_number + wanted > LAST_NUMBER) throw new Error(`The protocol numbers of ${year} are used up`);
  return counter.last_number;
};

export const countUpTo = async (
  { change, tenantId }: TenantTransaction,
  year: number,
  number: number,
): Promise<void> => {
  await change({ name: 'protocol_count', text: COUNT, values: [tenantId, year, number] });
};
