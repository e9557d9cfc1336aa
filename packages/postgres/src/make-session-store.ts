import type {
  OpenSession,
  OperatorId,
  ProviderSession,
  ServiceId,
  SessionStore,
  SignedIn,
  SignInLevel,
  SignInStep,
} from '@stanza/core';
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
  readonly level: SignInLevel;
  readonly terms_pending: boolean;
}

// Sessions that ended long ago go when a new one is made; no clock but the caller's is asked.
const CREATE = `with forgotten as (
    delete from session where tenant_id = $1 and expires_at < $5::timestamptz - interval '30 days'
  )
  insert into session (tenant_id, token_hash, citizen_id, operator_id, expires_at, ends_at, operator_epoch, awaits_code,
    level, federation, provider, name_id, name_qualifier, session_index)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
const NO_PROVIDER = { federation: null, provider: null, nameId: null, nameQualifier: null, sessionIndex: null };
const END = `delete from session where tenant_id = $1 and token_hash = $2
  returning federation, provider, name_id as "nameId", name_qualifier as "nameQualifier", session_index as "sessionIndex"`;
// A NameID is of one sign-in: a session that kept no index (the higher levels) is meant too.
const END_OF_PROVIDER = `delete from session where tenant_id = $1 and federation = $2 and provider = $3 and name_id = $4
  and (cardinality($5::text[]) = 0 or session_index is null or session_index = any($5))`;
const PROLONG = `update session set expires_at = greatest(expires_at, least($4, ends_at))
  where tenant_id = $1 and token_hash = $2 and expires_at > $3`;

type ProviderColumns = { readonly [Key in keyof ProviderSession]: ProviderSession[Key] | null };
const providerOf = (found: ProviderColumns): ProviderSession | null => {
  const { federation, provider, nameId, nameQualifier, sessionIndex } = found;
  if (federation === null || provider === null || nameId === null || nameQualifier === null) return null;
  return { federation, provider, nameId, nameQualifier, sessionIndex };
};

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
  return { kind: 'citizen', citizen, level: found.level, termsPending: found.terms_pending };
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
      const citizen = subject.kind === 'citizen' ? subject : null;
      const operator = subject.kind === 'operator' ? subject : null;
      const { federation, provider, nameId, nameQualifier, sessionIndex } = citizen?.provider ?? NO_PROVIDER;
      const federated = [citizen?.level ?? null, federation, provider, nameId, nameQualifier, sessionIndex];
      const office = [operator?.epoch ?? null, operator?.awaitsCode ?? false];
      await transaction.change({
        text: CREATE,
        values: [
          tenantId,
          tokenHash,
          citizen?.id ?? null,
          operator?.id ?? null,
          expiresAt,
          endsAt,
          ...office,
          ...federated,
        ],
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
      const [row] = await transaction.query<ProviderColumns>({ text: END, values: [tenantId, tokenHash] });
      return row === undefined ? null : providerOf(row);
    }),
  endOfProvider: (tenantId, { federation, provider, nameId }, sessionIndexes) =>
    inTenant(pool, tenantId, ({ change }) =>
      change({ text: END_OF_PROVIDER, values: [tenantId, federation, provider, nameId, sessionIndexes] }),
    ),
});
