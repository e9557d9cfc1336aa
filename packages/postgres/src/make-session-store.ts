import type { OpenSession, OperatorId, ServiceId, SessionStore, SignedIn, SignInStep } from '@stanza/core';
import type pg from 'pg';
import { type FromJson, instant } from './from-json.ts';
import { type CitizenColumns, toCitizen } from './stores/citizen-row.ts';
import type { Database } from './tables.ts';
import { inTenant } from './transaction.ts';

interface Times {
  readonly expires_at: string;
  readonly ends_at: string;
}
interface OperatorFound extends Times {
  readonly kind: 'operator';
  readonly id: OperatorId;
  readonly name: string;
  readonly email: string;
  readonly role: Database['operator']['role'];
  readonly services: ServiceId[];
  readonly epoch: number;
  readonly awaits: SignInStep | null;
  readonly blocked: number;
}
interface CitizenFound extends FromJson<Omit<CitizenColumns, 'identity_verified'>>, Times {
  readonly kind: 'citizen';
  readonly terms_pending: boolean;
}

// Sessions that ended long ago go when a new one is made; no clock but the caller's is asked.
const CREATE = `with forgotten as (
    delete from session where tenant_id = $1 and expires_at < $5::timestamptz - interval '30 days'
  )
  insert into session (tenant_id, token_hash, citizen_id, operator_id, expires_at, ends_at, operator_epoch, awaits_code)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;
const PROLONG = `update session set expires_at = greatest(expires_at, least($4, ends_at))
  where tenant_id = $1 and token_hash = $2 and expires_at > $3`;

const toSignedIn = (found: OperatorFound | CitizenFound): SignedIn => {
  if (found.kind === 'operator') {
    const { kind, id, name, email, role, services, epoch, awaits, blocked } = found;
    return { kind, operator: { id, name, email, role, services, enabled: true }, epoch, awaits, blocked };
  }
  // Whoever has a session has signed in.
  const citizen = toCitizen({
    ...found,
    identity_verified: true,
    profile_completed_at: instant(found.profile_completed_at),
  });
  return { kind: 'citizen', citizen, termsPending: found.terms_pending };
};

const toSession = (found: OperatorFound | CitizenFound): OpenSession => ({
  signedIn: toSignedIn(found),
  expiresAt: new Date(found.expires_at),
  endsAt: new Date(found.ends_at),
});

/**
 * Sessions in PostgreSQL. `find` is one statement and one round trip: the function that it calls sets the tenant by
 * itself (migration 008).
 */
export const makeSessionStore = (pool: pg.Pool): SessionStore => ({
  create: (tenantId, tokenHash, subject, { expiresAt, endsAt }) =>
    inTenant(pool, tenantId, async (transaction) => {
      const citizenId = subject.kind === 'citizen' ? subject.id : null;
      const operator = subject.kind === 'operator' ? subject : null;
      const office = [operator?.epoch ?? null, operator?.awaitsCode ?? false];
      await transaction.change({
        text: CREATE,
        values: [tenantId, tokenHash, citizenId, operator?.id ?? null, expiresAt, endsAt, ...office],
      });
    }),
  async find(tenantId, tokenHash, now) {
    const { rows } = await pool.query<{ found: OperatorFound | CitizenFound | null }>({
      name: 'find_session',
      text: 'select find_session($1, $2, $3) as found',
      values: [tenantId, tokenHash, now],
    });
    const found = rows[0]?.found ?? null;
    return found === null ? null : toSession(found);
  },
  prolong: (tenantId, tokenHash, now, expiresAt) =>
    inTenant(pool, tenantId, async (transaction) => {
      await transaction.change({ text: PROLONG, values: [tenantId, tokenHash, now, expiresAt] });
    }),
  end: (tenantId, tokenHash) =>
    inTenant(pool, tenantId, async (transaction) => {
      const text = 'delete from session where tenant_id = $1 and token_hash = $2';
      await transaction.change({ text, values: [tenantId, tokenHash] });
    }),
});
