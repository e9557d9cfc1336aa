import type { SignInRequests } from '@stanza/core';
import type pg from 'pg';
import { isStorable } from './is-storable.ts';
import { inTenant } from './transaction.ts';

// Those never consumed go with the next that is opened, well after their time.
const OPEN = `with forgotten as (
    delete from sign_in_request where tenant_id = $1 and expires_at < $4::timestamptz - interval '1 day'
  )
  insert into sign_in_request (tenant_id, id, destination, expires_at) values ($1, $2, $3, $4)`;
const CONSUME = `delete from sign_in_request where tenant_id = $1 and id = $2 and expires_at > $3 returning destination`;

/** Sign-ins under way, in PostgreSQL: of two that consume the same request, the one whose delete comes first gets it. */
export const makeSignInRequests = (pool: pg.Pool): SignInRequests => ({
  open: (tenantId, id, destination, expiresAt) =>
    inTenant(pool, tenantId, async (transaction) => {
      await transaction.change({ text: OPEN, values: [tenantId, id, destination, expiresAt] });
    }),
  consume: async (tenantId, id, now) => {
    if (!isStorable(id)) return null;
    return inTenant(pool, tenantId, async (transaction) => {
      const [row] = await transaction.query<{ destination: string }>({ text: CONSUME, values: [tenantId, id, now] });
      return row ?? null;
    });
  },
});
