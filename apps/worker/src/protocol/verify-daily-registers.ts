import { ok, type Result, refuse, type TenantId } from '@stanza/core';
import { inTenant, type Pool, type TenantTransaction } from '@stanza/postgres';
import { dailyRegisterJson, readDailyRegister } from './daily-register-json.ts';
import { dailyRegisterText } from './daily-register-text.ts';
import { digestOf, type RegisterLink, readDay } from './register-of-day.ts';

export type { RegisterLink };

/** Where the chain of registers ends. */
export interface VerifiedRegisters {
  /** How many there are. */
  readonly registers: number;
  /** The last one: kept elsewhere, it shows later that nothing up to there was changed or taken away. Null when there is none. */
  readonly end: RegisterLink | null;
}

/**
 * What is not as it was written, and on which day or in which year.
 *
 * - `digest`: the register is not the one that its digest is of;
 * - `chain`: it does not follow the one before: one was taken away, or they changed places;
 * - `entries`: the protocol of the day does not say any more what its register says;
 * - `missing`: a day with registrations before the last register, or before yesterday, has none;
 * - `numbers`: a number of the year is missing;
 * - `anchor`: it is not the register that was seen at an earlier time, or that one is not there.
 */
export interface BrokenRegisters {
  readonly code: 'digest' | 'chain' | 'entries' | 'missing' | 'numbers' | 'anchor';
  readonly where: string;
}

interface Row {
  readonly day: string;
  readonly content: string;
  readonly format: 'testo' | 'json';
  readonly sha256: string;
  readonly previous: string | null;
}

const NEXT = `select day, content, format, sha256, previous_sha256 as previous from protocol_daily_register
  where tenant_id = $1 and ($2::date is null or day > $2) order by day limit 1`;
const MISSING = `select min(day) as day from (
    select day from protocol_entry where tenant_id = $1 and day <= greatest($2::date, $3::date - 2)
    union select day from protocol_cancellation where tenant_id = $1 and day <= greatest($2::date, $3::date - 2)
    union select closed_day from protocol_emergency where tenant_id = $1 and closed_day <= greatest($2::date, $3::date - 2)
    except select day from protocol_daily_register where tenant_id = $1
  ) as without`;
const GAPS = `select coalesce(c.year, e.year) as year
  from (select year, last_number from protocol_counter where tenant_id = $1) as c
  full join (select year, count(*) as entries, max(number) as last from protocol_entry where tenant_id = $1 group by year) as e
    on e.year = c.year
  where coalesce(c.last_number, 0) <> coalesce(e.entries, 0) or coalesce(e.last, 0) <> coalesce(e.entries, 0)
  order by year limit 1`;

const ENTE_LINE = /^Ente: (.*)$/mu;

/** The ente as the register names it, which may have another name now; empty when the register cannot be read. */
const enteIn = ({ content, format }: Row): string => {
  if (format === 'testo') return ENTE_LINE.exec(content)?.[1] ?? '';
  try {
    return readDailyRegister(content).ente;
  } catch {
    return '';
  }
};

interface Before extends RegisterLink {
  readonly format: Row['format'];
}

/** The register after `before`, or what is wrong with it. */
const follow = async (
  transaction: TenantTransaction,
  before: Before | null,
  row: Row,
): Promise<Result<Before, BrokenRegisters>> => {
  const { day, content, format, sha256 } = row;
  if (digestOf(content) !== sha256) return refuse({ code: 'digest', where: day });
  if (row.previous !== (before?.sha256 ?? null)) return refuse({ code: 'chain', where: day });
  // Text is what was made before there was JSON: it tells no cancellations and no emergencies.
  if (format === 'testo' && before?.format === 'json') return refuse({ code: 'chain', where: day });
  const written = { ente: enteIn(row), day, previous: before, ...(await readDay(transaction, day)) };
  if (format === 'testo' && written.cancellations.length + written.emergencies.length > 0)
    return refuse({ code: 'entries', where: day });
  const anew = format === 'json' ? dailyRegisterJson(written) : dailyRegisterText(written);
  return anew === content ? ok({ day, sha256, format }) : refuse({ code: 'entries', where: day });
};

const followAll = async (
  transaction: TenantTransaction,
  anchor: RegisterLink | null,
): Promise<Result<VerifiedRegisters, BrokenRegisters>> => {
  const { query, tenantId } = transaction;
  let registers = 0;
  let before: Before | null = null;
  let anchored = anchor === null;
  for (;;) {
    const values: unknown[] = [tenantId, before?.day ?? null];
    const [row]: readonly Row[] = await query<Row>({ name: 'register_next', text: NEXT, values });
    if (row === undefined) break;
    const next: Result<Before, BrokenRegisters> = await follow(transaction, before, row);
    if (!next.ok) return next;
    if (anchor?.day === row.day && anchor.sha256 === row.sha256) anchored = true;
    registers += 1;
    before = next.value;
  }
  const end = before === null ? null : { day: before.day, sha256: before.sha256 };
  return anchored ? ok({ registers, end }) : refuse({ code: 'anchor', where: anchor?.day ?? '' });
};

/**
 * Reads all registers of an ente's protocol, as they are at one moment, and computes digests, chain and content anew. What was
 * written yesterday and today may have none yet, which is no fault.
 * @param today in Italy, `YYYY-MM-DD`
 * @param anchor the end that was seen at an earlier time
 */
export const verifyDailyRegisters = (
  pool: Pool,
  tenantId: TenantId,
  today: string,
  anchor: RegisterLink | null = null,
): Promise<Result<VerifiedRegisters, BrokenRegisters>> =>
  inTenant(pool, tenantId, async (transaction) => {
    const { query } = transaction;
    await query({ text: 'set transaction isolation level repeatable read' });
    const verified = await followAll(transaction, anchor);
    if (!verified.ok) return verified;
    const last = verified.value.end?.day ?? null;
    const [missing] = await query<{ day: string | null }>({ text: MISSING, values: [tenantId, last, today] });
    if (missing !== undefined && missing.day !== null) return refuse({ code: 'missing', where: missing.day });
    const [gap] = await query<{ year: number }>({ text: GAPS, values: [tenantId] });
    return gap === undefined ? verified : refuse({ code: 'numbers', where: String(gap.year) });
  });
