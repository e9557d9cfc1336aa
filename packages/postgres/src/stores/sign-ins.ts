import {
  FEDERATIONS,
  type Federation,
  federationSchema,
  type IdentityProviderEntry,
  identityProviderEntrySchema,
  type PendingSignIn,
  type ServiceProviderSettings,
  SIGN_IN_PURPOSES,
  type SignInStore,
  serviceProviderSettingsSchema,
  signInLevelSchema,
} from '@stanza/core';
import { z } from 'zod';
import { isStorable } from '../is-storable.ts';
import type { TenantTransaction } from '../transaction.ts';

const SETTINGS = 'select settings from service_provider where tenant_id = $1';
const PROVIDERS = 'select entry from identity_provider where tenant_id = $1 order by entity_id collate "C", federation';
// Those never used go with the next that is opened, well after their time.
const INSERT_PENDING = `with forgotten as (
    delete from pending_sign_in where tenant_id = $1 and expires_at < $4::timestamptz - interval '1 hour'
  )
  insert into pending_sign_in (tenant_id, request_id, pending, expires_at) values ($1, $2, $3, $4)`;
const PENDING = `select pending from pending_sign_in
  where tenant_id = $1 and request_id = $2 and pending->>'federation' = $3 and expires_at > $4`;
const USE_PENDING = `delete from pending_sign_in
  where tenant_id = $1 and request_id = $2 and pending->>'federation' = $3 and expires_at > $4
  returning pending`;
const INSERT_LOGOUT = `with forgotten as (
    delete from pending_logout where tenant_id = $1 and expires_at < $5::timestamptz - interval '1 hour'
  )
  insert into pending_logout (tenant_id, request_id, federation, provider, expires_at) values ($1, $2, $3, $4, $5)`;
const USE_LOGOUT = `delete from pending_logout
  where tenant_id = $1 and request_id = $2 and federation = $3 and provider = $4 and expires_at > $5`;
const APPEND_LOG = `insert into sign_in_log (tenant_id, id, at, federation, provider, request_id, outcome, sealed)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

const pendingSchema = z.object({
  requestId: z.string(),
  federation: federationSchema,
  provider: z.string(),
  level: signInLevelSchema,
  purpose: z.enum(SIGN_IN_PURPOSES),
  askedAt: z.coerce.date(),
  destination: z.string(),
  replaces: z.string().nullable(),
  browser: z.string(),
  requestXml: z.string(),
}) satisfies z.ZodType<PendingSignIn>;

export const signInStore = (transaction: TenantTransaction): SignInStore => {
  const { tenantId } = transaction;
  const pendingBy = async (
    statement: { readonly name: string; readonly text: string },
    federation: Federation,
    requestId: string,
    now: Date,
  ): Promise<PendingSignIn | null> => {
    if (!isStorable(requestId)) return null;
    const values = [tenantId, requestId, federation, now];
    const [row] = await transaction.query<{ pending: unknown }>({ ...statement, values });
    return row === undefined ? null : pendingSchema.parse(row.pending);
  };
  return {
    async settings() {
      const query = { name: 'service_providers', text: SETTINGS, values: [tenantId] };
      const rows = await transaction.query<{ settings: unknown }>(query);
      const place = ({ federation }: ServiceProviderSettings) => FEDERATIONS.indexOf(federation);
      const parsed = rows.map(({ settings }) => serviceProviderSettingsSchema.parse(settings));
      return parsed.toSorted((a, b) => place(a) - place(b));
    },
    async providers() {
      const query = { name: 'identity_providers', text: PROVIDERS, values: [tenantId] };
      const rows = await transaction.query<{ entry: unknown }>(query);
      return rows.map(({ entry }): IdentityProviderEntry => identityProviderEntrySchema.parse(entry));
    },
    async insertPending(pending, expiresAt) {
      const values = [tenantId, pending.requestId, JSON.stringify(pending), expiresAt];
      await transaction.change({ name: 'pending_sign_in_insert', text: INSERT_PENDING, values });
    },
    pending: (...asked) => pendingBy({ name: 'pending_sign_in', text: PENDING }, ...asked),
    usePending: (...asked) => pendingBy({ name: 'pending_sign_in_use', text: USE_PENDING }, ...asked),
    async insertPendingLogout({ requestId, federation, provider }, expiresAt) {
      const values = [tenantId, requestId, federation, provider, expiresAt];
      await transaction.change({ name: 'pending_logout_insert', text: INSERT_LOGOUT, values });
    },
    async usePendingLogout({ requestId, federation, provider }, now) {
      if (!isStorable(requestId)) return false;
      const values = [tenantId, requestId, federation, provider, now];
      return (await transaction.change({ name: 'pending_logout_use', text: USE_LOGOUT, values })) > 0;
    },
    async appendLog({ id, at, federation, provider, requestId, outcome, sealed }) {
      const values = [tenantId, id, at, federation, provider, requestId, outcome, sealed];
      await transaction.change({ name: 'sign_in_log_append', text: APPEND_LOG, values });
    },
    async forgetLog(now) {
      const text = 'select forget_sign_ins($1, $2) as forgotten';
      const [row] = await transaction.query<{ forgotten: number }>({ text, values: [tenantId, now] });
      return row?.forgotten ?? 0;
    },
  };
};
