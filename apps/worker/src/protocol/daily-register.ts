import { type Clock, dayInItaly, type TenantDirectory, type TenantId } from '@stanza/core';
import { inTenant, type Pool, type TenantTransaction } from '@stanza/postgres';
import { dailyRegisterText, digestOf, type RegisterEntry } from './daily-register-text.ts';
import { PROTOCOL_LOCK } from './protocol-lock.ts';

const LAST = 'select day, sha256 from protocol_daily_register where tenant_id = $1 order by day desc limit 1';
const NEXT_DAY = `select min(day) as day from protocol_entry
  where tenant_id = $1 and day < $2 and ($3::date is null or day > $3)`;
const ENTRIES = `select number, year, direction, subject, correspondent, sent_at as "sentAt",
    registered_at as "registeredAt", main,
    array(select jsonb_build_object('fileName', file_name, 'description', description, 'sha256', sha256, 'size', size)
      from protocol_entry_document d
      where d.tenant_id = e.tenant_id and d.year = e.year and d.number = e.number order by position) as attachments
  from protocol_entry e where tenant_id = $1 and day = $2 order by year, number`;
const WRITE = `insert into protocol_daily_register (tenant_id, day, content, sha256, previous_sha256)
  values ($1, $2, $3, $4, $5)`;

/** @returns false when every past day has its register */
const makeNext = async ({ query, change, tenantId }: TenantTransaction, ente: string, today: string) => {
  // Whoever is registering holds this lock until the end: its entry is there when the register is made.
  await query({ text: PROTOCOL_LOCK, values: [tenantId] });
  const [last] = await query<{ day: string; sha256: string }>({ text: LAST, values: [tenantId] });
  const past = [tenantId, today, last?.day ?? null];
  const [next] = await query<{ day: string | null }>({ text: NEXT_DAY, values: past });
  const day = next?.day ?? null;
  if (day === null) return false;
  const entries = await query<RegisterEntry>({ text: ENTRIES, values: [tenantId, day] });
  const previous = last?.sha256 ?? null;
  const content = dailyRegisterText({ ente, day, previous, entries });
  await change({ text: WRITE, values: [tenantId, day, content, digestOf(content), previous] });
  return true;
};

export type MakeDailyRegisters = () => Promise<void>;

/**
 * Makes, for every ente, the registers of the past days that have registrations and no register yet, oldest first: a
 * night that was missed is made up for. Doing it twice, or two at once, makes each register once.
 * @throws AggregateError when it failed for some enti, after it was done for the others
 */
export const makeMakeDailyRegisters =
  (deps: { readonly pool: Pool; readonly tenants: TenantDirectory; readonly clock: Clock }): MakeDailyRegisters =>
  async () => {
    const today = dayInItaly(deps.clock.now());
    const makeAll = async (tenantId: TenantId) => {
      const ente = (await deps.tenants.byId(tenantId))?.name ?? '';
      const next = () => inTenant(deps.pool, tenantId, (transaction) => makeNext(transaction, ente, today));
      while (await next());
    };
    const failures: unknown[] = [];
    for (const tenantId of await deps.tenants.ids()) {
      await makeAll(tenantId).catch((error: unknown) => failures.push(error));
    }
    const [cause] = failures;
    if (failures.length > 0) throw new AggregateError(failures, 'Some enti have no daily register', { cause });
  };
