import { type AccountStore, operatorIdSchema, type ServiceId } from '@stanza/core';
import { sql } from 'kysely';
import { emailKey } from '../email-key.ts';
import { isStorable } from '../is-storable.ts';
import type { QueryBuilder } from '../query-builder.ts';
import { searchName } from '../search-name.ts';
import type { TenantTransaction } from '../transaction.ts';
import { secondFactorStore } from './second-factors.ts';

// Locked in one order, so that two who lock them cannot wait for each other. What only refers to an operator waits for nobody.
const LOCK_ADMINISTRATORS = `select id from operator where tenant_id = $1 and role = 'amministratore' and enabled
  order by id for no key update`;
const LOCK = 'select from operator where tenant_id = $1 and id = $2 for no key update';
// From the tallies, as the charges of all are (ADR 29): practices are in somebody's charge from the taking to the outcome.
const CHARGE = `select service_id as "serviceId", sum(delta)::int as practices from practice_tally
  where tenant_id = $1 and assigned_to = $2 group by service_id having sum(delta) > 0`;
const UPDATE = `update operator set name = $3, search_name = $4, role = $5, enabled = $6, version = version + 1
  where tenant_id = $1 and id = $2 and version = $7`;
const SERVICES = `with gone as (
    delete from operator_service where tenant_id = $1 and operator_id = $2 and service_id <> all($3::uuid[])
  )
  insert into operator_service (tenant_id, operator_id, service_id)
  select $1, $2, service_id from unnest($3::uuid[]) as service_id on conflict do nothing`;

/** A part of a name as a pattern: what is special in one is not special in a name. */
const pattern = (search: string): string => `%${searchName(search).replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;

export const accountStore = (transaction: TenantTransaction, db: QueryBuilder): AccountStore => {
  const { tenantId } = transaction;
  const accounts = db
    .selectFrom('operator as o')
    .where('o.tenant_id', '=', tenantId)
    .select(['o.id', 'o.name', 'o.email', 'o.role', 'o.enabled', 'o.version', 'o.epoch'])
    .select([
      'o.last_sign_in_at as lastSignInAt',
      sql<boolean>`o.password_hash is not null`.as('hasPassword'),
      sql<boolean>`exists (select from operator_second_factor f
        where f.tenant_id = o.tenant_id and f.operator_id = o.id)`.as('hasSecondFactor'),
      sql<ServiceId[]>`array(select service_id from operator_service s
        where s.tenant_id = o.tenant_id and s.operator_id = o.id order by service_id)`.as('services'),
    ]);
  const change = async (text: string, ...values: readonly unknown[]): Promise<boolean> =>
    (await transaction.change({ text, values: [tenantId, ...values] })) > 0;
  return {
    ...secondFactorStore(transaction),
    byId: async (id) => (await transaction.run(accounts.where('o.id', '=', id)))[0] ?? null,
    async credentials(email) {
      if (!isStorable(email)) return null;
      const found = accounts.where('o.email_key', '=', emailKey(email)).select('o.password_hash as passwordHash');
      const [row] = await transaction.run(found);
      if (row === undefined) return null;
      const { passwordHash, ...account } = row;
      return { account, passwordHash };
    },
    async page(search, { after, limit }) {
      if (!isStorable(search)) return { rows: [], next: null };
      const last = operatorIdSchema.safeParse(after);
      const named = searchName(search) === '' ? accounts : accounts.where('o.search_name', 'like', pattern(search));
      // An ente has some hundred operators at most: what is searched by a part of the name is read from end to end.
      const rest = last.success
        ? named.where(
            sql<boolean>`(o.search_name, o.id) > (select search_name, id from operator where tenant_id = ${tenantId} and id = ${last.data})`,
          )
        : named;
      const found = await transaction.run(
        rest
          .orderBy('o.search_name')
          .orderBy('o.id')
          .limit(limit + 1),
      );
      const rows = found.slice(0, limit);
      return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
    },
    async chargeOf(id) {
      const rows = await transaction.query<{ readonly serviceId: ServiceId; readonly practices: number }>({
        text: CHARGE,
        values: [tenantId, id],
      });
      return new Map(rows.map(({ serviceId, practices }) => [serviceId, practices]));
    },
    async lockAdministrators() {
      const rows = await transaction.query<{ id: string }>({ text: LOCK_ADMINISTRATORS, values: [tenantId] });
      return rows.map(({ id }) => operatorIdSchema.parse(id));
    },
    async lock(id) {
      await transaction.query({ text: LOCK, values: [tenantId, id] });
    },
    async insert({ id, name, email, role, enabled, services }) {
      const row = { tenant_id: tenantId, id, name, email, role, enabled, password_hash: null };
      const inserted = await transaction.change(
        db
          .insertInto('operator')
          .values({ ...row, email_key: emailKey(email), search_name: searchName(name) })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'email_key']).doNothing()),
      );
      if (inserted > 0) await change(SERVICES, id, services);
      return inserted > 0;
    },
    async update(id, { name, role, services, enabled }, expectedVersion) {
      const updated = await change(UPDATE, id, name, searchName(name), role, enabled, expectedVersion);
      if (updated) await change(SERVICES, id, services);
      return updated;
    },
    async savePassword(id, hash) {
      const text = 'update operator set password_hash = $3, epoch = epoch + 1 where tenant_id = $1 and id = $2';
      await change(text, id, hash);
    },
    async saveSignIn(id, at) {
      await change('update operator set last_sign_in_at = $3 where tenant_id = $1 and id = $2', id, at);
    },
    async endSessions(id) {
      await change('update operator set epoch = epoch + 1 where tenant_id = $1 and id = $2', id);
    },
  };
};
