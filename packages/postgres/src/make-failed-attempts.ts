import { createHash } from 'node:crypto';
import type { FailedAttempts } from '@stanza/core';
import type pg from 'pg';
import { inTenant } from './transaction.ts';

// Counts whose window was over long ago go with the next that is made, but for those that it counts itself.
const ADD = `with forgotten as (
    delete from failed_attempt
    where tenant_id = $1 and window_ends_at < $3::timestamptz - interval '1 day' and key_hash <> all($2)
  )
  insert into failed_attempt as known (tenant_id, key_hash, failures, window_ends_at)
  select $1, key_hash, 1, $4 from unnest($2::text[]) as key_hash order by key_hash
  on conflict (tenant_id, key_hash) do update set
    failures = case when known.window_ends_at <= $3 then 1 else known.failures + 1 end,
    window_ends_at = case when known.window_ends_at <= $3 then excluded.window_ends_at else known.window_ends_at end
  returning key_hash, failures`;
const TAKE_BACK = `update failed_attempt set failures = failures - 1
  where tenant_id = $1 and failures > 0 and key_hash in (
    select key_hash from failed_attempt where tenant_id = $1 and key_hash = any($2) order by key_hash for update)`;

const hash = (key: string): string => createHash('sha256').update(key, 'utf16le').digest('hex');

/** Failed attempts in PostgreSQL. Rows are always locked in the order of their keys, so that two cannot wait for each other. */
export const makeFailedAttempts = (pool: pg.Pool): FailedAttempts => ({
  async add(tenantId, keys, now, windowEndsAt) {
    const hashes = keys.map(hash);
    const rows = await inTenant(pool, tenantId, ({ query }) =>
      query<{ key_hash: string; failures: number }>({ text: ADD, values: [tenantId, hashes, now, windowEndsAt] }),
    );
    const failures = new Map(rows.map((row) => [row.key_hash, row.failures]));
    return hashes.map((key) => failures.get(key) ?? 0);
  },
  takeBack: (tenantId, keys) =>
    inTenant(pool, tenantId, async ({ change }) => {
      await change({ text: TAKE_BACK, values: [tenantId, keys.map(hash)] });
    }),
});
