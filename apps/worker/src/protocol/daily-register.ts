import { type Clock, dayInItaly, type Tenant, type TenantDirectory, type TenantId } from '@stanza/core';
import { inTenant, PROTOCOL_LOCK, type TenantTransaction } from '@stanza/postgres';
import { dailyRegisterJson } from './daily-register-json.ts';
import { type KeepRegisterPdfsDeps, keepRegisterPdfs } from './keep-register-pdfs.ts';
import { digestOf, type RegisterLink, readDay } from './register-of-day.ts';

const LAST = 'select day, sha256 from protocol_daily_register where tenant_id = $1 order by day desc limit 1';
// A clock that is ahead closes no day that is not over: the one of the database has to agree.
const NEXT_DAY = `select least(
    (select min(day) from protocol_entry where tenant_id = $1 and day < least($2::date, (now() at time zone 'Europe/Rome')::date) and ($3::date is null or day > $3)),
    (select min(closed_day) from protocol_emergency where tenant_id = $1 and closed_day < least($2::date, (now() at time zone 'Europe/Rome')::date)
      and ($3::date is null or closed_day > $3)),
    (select min(day) from protocol_cancellation where tenant_id = $1 and day < least($2::date, (now() at time zone 'Europe/Rome')::date) and ($3::date is null or day > $3))
  ) as day`;
const WRITE = `insert into protocol_daily_register (tenant_id, day, content, sha256, previous_sha256, format)
  values ($1, $2, $3, $4, $5, 'json')`;

/** @returns false when every past day has its register */
const makeNext = async (transaction: TenantTransaction, ente: string, today: string) => {
  const { query, change, tenantId } = transaction;
  // Whoever is registering holds this lock until the end: its entry is there when the register is made.
  await query({ text: PROTOCOL_LOCK, values: [tenantId] });
  const [previous = null] = await query<RegisterLink & { day: string }>({ text: LAST, values: [tenantId] });
  const past = [tenantId, today, previous?.day ?? null];
  const [next] = await query<{ day: string | null }>({ text: NEXT_DAY, values: past });
  const day = next?.day ?? null;
  if (day === null) return false;
  const content = dailyRegisterJson({ ente, day, previous, ...(await readDay(transaction, day)) });
  await change({ text: WRITE, values: [tenantId, day, content, digestOf(content), previous?.sha256 ?? null] });
  return true;
};

export type MakeDailyRegisters = () => Promise<void>;

/**
 * Makes, for every ente, the registers of the past days on which something was written into the protocol and that have none yet, oldest
 * first, and their PDFs: a night that was missed is made up for. Doing it twice, or two at once, makes each register once.
 * @throws AggregateError when it failed for some enti, after it was done for the others
 */
export const makeMakeDailyRegisters =
  (deps: KeepRegisterPdfsDeps & { readonly tenants: TenantDirectory; readonly clock: Clock }): MakeDailyRegisters =>
  async () => {
    const today = dayInItaly(deps.clock.now());
    const makeAll = async (tenant: Tenant) => {
      const next = () => inTenant(deps.pool, tenant.id, (transaction) => makeNext(transaction, tenant.name, today));
      while (await next());
      await keepRegisterPdfs(deps, tenant);
    };
    const failures: unknown[] = [];
    const known = async (tenantId: TenantId) => {
      const tenant = await deps.tenants.byId(tenantId);
      if (tenant !== null) await makeAll(tenant);
    };
    for (const tenantId of await deps.tenants.ids()) {
      await known(tenantId).catch((error: unknown) => failures.push(error));
    }
    const [cause] = failures;
    if (failures.length > 0) throw new AggregateError(failures, 'Some enti have no daily register', { cause });
  };
