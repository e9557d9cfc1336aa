import {
  type AuditAction,
  type Bulletin,
  type EnteSetup,
  type Operator,
  ok,
  refuse,
  type Service,
  type TenantId,
} from '@stanza/core';
import type pg from 'pg';
import { emailKey } from './email-key.ts';
import { makeQueryBuilder, type QueryBuilder } from './query-builder.ts';
import { searchName } from './search-name.ts';
import { addRevision, addService } from './stores/add-service.ts';
import { saveAppIoKey } from './stores/app-io.ts';
import { auditLog } from './stores/audit.ts';
import { removeServiceProvider, saveIdentityProviders, saveServiceProvider } from './stores/save-federation.ts';
import { savePaymentChoice } from './stores/save-payment-choice.ts';
import { saveRegistryChoice, saveRegistryKey } from './stores/save-registry-choice.ts';
import { inTenant, type TenantTransaction } from './transaction.ts';

/** One at a time for each ente: `on conflict` looks at one of two keys, and of two at once the other may be met first. */
const WARN_AGAIN = `update practice set warning = null
  where tenant_id = $1 and state = 'bozza' and warning is not null`;
const IN_TURN = `select pg_advisory_xact_lock(hashtextextended('ente-setup ' || $1, 0))`;

/** Days are given both or neither: one of the old and one of the new might contradict each other. */
const GIVES_DAYS = '(excluded.opens_on is not null or excluded.closes_on is not null)';
const REVISED = `on conflict (tenant_id, id) do update
    set (slug, revision) = (excluded.slug, excluded.revision),
      opens_on = case when ${GIVES_DAYS} then excluded.opens_on else service.opens_on end,
      closes_on = case when ${GIVES_DAYS} then excluded.closes_on else service.closes_on end
    where service.revision < excluded.revision`;
const IS_PUBLISHED = `select definition = $4::jsonb as same from service_revision
  where tenant_id = $1 and service_id = $2 and revision = $3`;

const publishService = async (transaction: TenantTransaction, service: Service) => {
  const { id, definition } = service;
  await addService(transaction, service, REVISED);
  await addRevision(transaction, id, definition);
  const published = [transaction.tenantId, id, definition.revision, JSON.stringify(definition)];
  // Where the revision was there before, the service was at it or at a later one: nothing has been changed.
  const [found] = await transaction.query<{ readonly same: boolean }>({ text: IS_PUBLISHED, values: published });
  return found?.same === true ? ok(null) : refuse({ code: 'revision_published' });
};

const SECOND_FACTOR = `insert into operator_second_factor (tenant_id, operator_id, sealed_secret, last_step)
  values ($1, $2, $3, 0) on conflict do nothing`;

const addOperator = async (
  transaction: TenantTransaction,
  db: QueryBuilder,
  { services, ...operator }: Operator,
  passwordHash: string,
  sealedSecret: string | null,
) => {
  const { tenantId } = transaction;
  const row = {
    ...operator,
    tenant_id: tenantId,
    email_key: emailKey(operator.email),
    search_name: searchName(operator.name),
    password_hash: passwordHash,
  };
  const inserted = await transaction.change(
    db
      .insertInto('operator')
      .values(row)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
  );
  if (sealedSecret !== null) {
    await transaction.change({ text: SECOND_FACTOR, values: [tenantId, operator.id, sealedSecret] });
  }
  if (inserted === 0 || services.length === 0) return;
  const enabled = services.map((id) => ({ tenant_id: tenantId, operator_id: operator.id, service_id: id }));
  await transaction.change(db.insertInto('operator_service').values(enabled));
};

const addBulletin = async (
  transaction: TenantTransaction,
  db: QueryBuilder,
  table: 'news' | 'deadline',
  { id, title, text, day, link }: Bulletin & { readonly id: string },
) => {
  const row = { tenant_id: transaction.tenantId, id, title, text, day, link };
  await transaction.change(
    db
      .insertInto(table)
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  );
};

/**
 * Puts enti on the portal. What it writes, `stanza_app` may only read, but for what an ente keeps itself.
 * @param pool connections of the administrator, who owns the tables
 * @param platform who works at the command line, which the register of the ente tells of; null for a first start
 */
export const makeEnteSetup = (pool: pg.Pool, platform: string | null = null): EnteSetup => {
  const db = makeQueryBuilder();
  const record = async (transaction: TenantTransaction, action: AuditAction, subject: string | null) => {
    if (platform === null) return;
    const act = { at: new Date(), actor: { kind: 'piattaforma', name: platform }, action, subject } as const;
    await auditLog(transaction, db).append({ ...act, details: {}, address: null });
  };
  const within = <T>(tenantId: TenantId, work: (transaction: TenantTransaction) => Promise<T>) =>
    inTenant(pool, tenantId, async (transaction) => {
      await transaction.query({ text: IN_TURN, values: [tenantId] });
      return work(transaction);
    });
  return {
    addTenant: ({ id, slug, name, region, contacts, links, theme, disabled }) =>
      within(id, async (transaction) => {
        const json = { contacts: JSON.stringify(contacts), links: JSON.stringify(links) };
        const row = { tenant_id: id, slug, name, search_name: searchName(name), region, theme, disabled, ...json };
        const insert = db.insertInto('tenant').values(row);
        const once = insert.onConflict((conflict) => conflict.column('tenant_id').doNothing());
        if ((await transaction.change(once)) > 0) await record(transaction, 'ente_creato', slug);
      }),
    setDisabled: (id, disabled) =>
      within(id, async (transaction) => {
        const update = db.updateTable('tenant').set({ disabled }).where('tenant_id', '=', id);
        if ((await transaction.change(update)) === 0) return false;
        if (!disabled) await transaction.change({ text: WARN_AGAIN, values: [id] });
        await record(transaction, disabled ? 'ente_disattivato' : 'ente_riattivato', null);
        return true;
      }),
    publishTerms: (tenantId, { id, key, revision, title, body, mandatory }) =>
      within(tenantId, async (transaction) => {
        const row = { tenant_id: tenantId, id, key, revision, title, body, mandatory };
        const insert = db.insertInto('terms_document').values(row);
        await transaction.change(insert.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()));
      }),
    publishService: (tenantId, service) => within(tenantId, (transaction) => publishService(transaction, service)),
    addOperator: (tenantId, operator, passwordHash, sealedSecret = null) =>
      within(tenantId, (transaction) => addOperator(transaction, db, operator, passwordHash, sealedSecret)),
    addNews: (tenantId, id, news) =>
      within(tenantId, (transaction) => addBulletin(transaction, db, 'news', { id, ...news })),
    addDeadline: (tenantId, id, deadline) =>
      within(tenantId, (transaction) => addBulletin(transaction, db, 'deadline', { id, ...deadline })),
    saveRegistryChoice: (tenantId, serviceId, choice) =>
      within(tenantId, (transaction) => saveRegistryChoice(transaction, serviceId, choice)),
    savePaymentChoice: (tenantId, serviceId, choice) =>
      within(tenantId, (transaction) => savePaymentChoice(transaction, serviceId, choice)),
    saveAppIoKey: (tenantId, serviceId, sealed) =>
      within(tenantId, (transaction) => saveAppIoKey(transaction, serviceId, sealed)),
    saveRegistryKey: (tenantId, digest) => within(tenantId, (transaction) => saveRegistryKey(transaction, digest)),
    saveServiceProvider: (tenantId, settings) =>
      within(tenantId, (transaction) => saveServiceProvider(transaction, settings)),
    removeServiceProvider: (tenantId, federation) =>
      within(tenantId, (transaction) => removeServiceProvider(transaction, federation)),
    saveIdentityProviders: (tenantId, federation, providers) =>
      within(tenantId, (transaction) => saveIdentityProviders(transaction, federation, providers)),
  };
};
