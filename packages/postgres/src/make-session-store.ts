import type { OperatorId, ServiceId, SessionStore, SignedIn } from '@stanza/core';
import type pg from 'pg';
import { type CitizenColumns, toCitizen } from './stores/citizen-row.ts';
import type { Database } from './tables.ts';
import { inTenant } from './transaction.ts';

interface NoCitizen {
  citizen_id: null;
  operator_id: OperatorId;
  operator_name: string;
  operator_email: string;
  operator_role: Database['operator']['role'];
  services: ServiceId[];
}
type CitizenFound = Omit<CitizenColumns, 'id' | 'email'> & {
  citizen_id: CitizenColumns['id'];
  citizen_email: CitizenColumns['email'];
  terms_pending: boolean;
};

// Sessions that ended long ago go when a new one is made; no clock but the caller's is asked.
const CREATE = `with forgotten as (
    delete from session where tenant_id = $1 and expires_at < $5::timestamptz - interval '30 days'
  )
  insert into session (tenant_id, token_hash, citizen_id, operator_id, expires_at) values ($1, $2, $3, $4, $5)`;

const toSignedIn = (row: NoCitizen | CitizenFound): SignedIn => {
  if (row.citizen_id === null) {
    return {
      kind: 'operator',
      operator: {
        id: row.operator_id,
        name: row.operator_name,
        email: row.operator_email,
        role: row.operator_role,
        services: row.services,
        enabled: true,
      },
    };
  }
  const citizen = toCitizen({ ...row, id: row.citizen_id, email: row.citizen_email });
  return { kind: 'citizen', citizen, termsPending: row.terms_pending };
};

/**
 * Sessions in PostgreSQL. `find` is one statement and one round trip: the function that it calls sets the tenant by
 * itself (migration 006).
 */
export const makeSessionStore = (pool: pg.Pool): SessionStore => ({
  create: (tenantId, tokenHash, subject, expiresAt) =>
    inTenant(pool, tenantId, async (transaction) => {
      const citizenId = subject.kind === 'citizen' ? subject.id : null;
      const operatorId = subject.kind === 'operator' ? subject.id : null;
      await transaction.change({ text: CREATE, values: [tenantId, tokenHash, citizenId, operatorId, expiresAt] });
    }),
  async find(tenantId, tokenHash, now) {
    const { rows } = await pool.query<NoCitizen | CitizenFound>({
      name: 'find_session',
      text: 'select * from find_session($1, $2, $3)',
      values: [tenantId, tokenHash, now],
    });
    const [row] = rows;
    return row === undefined ? null : toSignedIn(row);
  },
  end: (tenantId, tokenHash) =>
    inTenant(pool, tenantId, async (transaction) => {
      const text = 'delete from session where tenant_id = $1 and token_hash = $2';
      await transaction.change({ text, values: [tenantId, tokenHash] });
    }),
});
