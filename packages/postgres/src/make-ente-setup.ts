import type { Bulletin, EnteSetup, Operator, Service, TenantId } from '@stanza/core';
import type pg from 'pg';
import { emailKey } from './email-key.ts';
import { makeQueryBuilder, type QueryBuilder } from './query-builder.ts';
import { searchName } from './search-name.ts';
import { inTenant, type TenantTransaction } from './transaction.ts';

const SERVICE = `insert into service (tenant_id, id, slug, revision, status, featured, opens_on, closes_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (tenant_id, id) do update
    set (slug, revision, status, featured, opens_on, closes_on) = (excluded.slug, excluded.revision, excluded.status,
      excluded.featured, excluded.opens_on, excluded.closes_on)
    where service.revision < excluded.revision`;
const REVISION = `insert into service_revision (tenant_id, service_id, revision, definition) values ($1, $2, $3, $4)
  on conflict do nothing`;

const publishService = async (transaction: TenantTransaction, { id, definition, ...choices }: Service) => {
  const { tenantId } = transaction;
  const { slug, revision } = definition;
  const { status, featured, opensOn, closesOn } = choices;
  const values = [tenantId, id, slug, revision, status, featured, opensOn, closesOn];
  await transaction.change({ text: SERVICE, values });
  await transaction.change({ text: REVISION, values: [tenantId, id, revision, JSON.stringify(definition)] });
};

const addOperator = async (
  transaction: TenantTransaction,
  db: QueryBuilder,
  { services, ...operator }: Operator,
  passwordHash: string,
) => {
  const { tenantId } = transaction;
  const row = {
    ...operator,
    tenant_id: tenantId,
    email_key: emailKey(operator.email),
    password_hash: passwordHash,
  };
  const inserted = await transaction.change(
    db
      .insertInto('operator')
      .values(row)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()),
  );
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
 * Puts enti on the portal. What it writes, `stanza_app` may only read.
 * @param pool connections of the administrator, who owns the tables
 */
export const makeEnteSetup = (pool: pg.Pool): EnteSetup => {
  const db = makeQueryBuilder();
  const within = (tenantId: TenantId, work: (transaction: TenantTransaction) => Promise<void>) =>
    inTenant(pool, tenantId, work);
  return {
    addTenant: ({ id, slug, name, region, contacts, links }) =>
      within(id, async (transaction) => {
        const json = { contacts: JSON.stringify(contacts), links: JSON.stringify(links) };
        const row = { tenant_id: id, slug, name, search_name: searchName(name), region, ...json };
        const insert = db.insertInto('tenant').values(row);
        await transaction.change(insert.onConflict((conflict) => conflict.column('tenant_id').doNothing()));
      }),
    publishTerms: (tenantId, { id, key, revision, title, body, mandatory }) =>
      within(tenantId, async (transaction) => {
        const row = { tenant_id: tenantId, id, key, revision, title, body, mandatory };
        const insert = db.insertInto('terms_document').values(row);
        await transaction.change(insert.onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()));
      }),
    publishService: (tenantId, service) => within(tenantId, (transaction) => publishService(transaction, service)),
    addOperator: (tenantId, operator, passwordHash) =>
      within(tenantId, (transaction) => addOperator(transaction, db, operator, passwordHash)),
    addNews: (tenantId, id, news) =>
      within(tenantId, (transaction) => addBulletin(transaction, db, 'news', { id, ...news })),
    addDeadline: (tenantId, id, deadline) =>
      within(tenantId, (transaction) => addBulletin(transaction, db, 'deadline', { id, ...deadline })),
  };
};
