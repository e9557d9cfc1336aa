import { federationSchema, type SignInLogEntry, type TenantId } from '@stanza/core';
import type pg from 'pg';
import { z } from 'zod';
import { inTenant } from './transaction.ts';

/** What to read of the register of sign-ins. */
export interface SignInLogRange {
  /** The first day in Italy, as 2026-01-31; null for the oldest line. */
  readonly from: string | null;
  /** The last one; null for as far as it goes. */
  readonly to: string | null;
  /** `ID` of an AuthnRequest, whose lines alone are wanted; null for all. */
  readonly requestId: string | null;
}

/** So many at a time: a line with the messages of both sides may have some hundred KB. */
const PAGE = 50;

const LINES = `select id, at, federation, provider, request_id as "requestId", outcome, sealed from sign_in_log
  where tenant_id = $1
    and ($2::date is null or at >= $2::date::timestamp at time zone 'Europe/Rome')
    and ($3::date is null or at < ($3::date + 1)::timestamp at time zone 'Europe/Rome')
    and ($4::text is null or request_id = $4)
    and ($5::timestamptz is null or (at, id) > ($5, $6::uuid))
  order by at, id limit ${PAGE}`;

const lineSchema = z.object({
  id: z.string(),
  at: z.date(),
  federation: federationSchema,
  provider: z.string(),
  requestId: z.string(),
  outcome: z.string(),
  sealed: z.string(),
}) satisfies z.ZodType<SignInLogEntry>;

/**
 * The lines of an ente's register of sign-ins, oldest first, as they are stored: sealed. For the administrator's command line
 * alone, since `stanza_app` may not read what it registers (ADR 36).
 * @param pool connections of the administrator
 */
export async function* readSignInLog(
  pool: pg.Pool,
  tenantId: TenantId,
  { from, to, requestId }: SignInLogRange,
): AsyncGenerator<SignInLogEntry, void, undefined> {
  let last: SignInLogEntry | undefined;
  for (;;) {
    const values = [tenantId, from, to, requestId, last?.at ?? null, last?.id ?? null];
    const rows = await inTenant(pool, tenantId, ({ query }) => query({ text: LINES, values }));
    const lines = rows.map((row) => lineSchema.parse(row));
    yield* lines;
    last = lines.at(-1);
    if (lines.length < PAGE) return;
  }
}
