import { LIST_STATES, type OfficeOrder, type OfficeQuery, type OperatorId } from '@stanza/core';
import { type RawBuilder, sql } from 'kysely';
import type { OfficeCursor } from './office-cursor.ts';
import { inStates } from './practice-list.ts';

interface Order {
  readonly key: RawBuilder<string>;
  readonly direction: RawBuilder<unknown>;
  readonly isAfter: RawBuilder<unknown>;
}

const KEYS = {
  data: sql<string>`p.list_date`,
  protocollo: sql<string>`p.protocol_key`,
  richiedente: sql<string>`p.applicant_key`,
};
/** After every other text. */
const LAST = sql`chr(1114111)`;

const byOf = (order: OfficeOrder): keyof typeof KEYS =>
  order.startsWith('data') ? 'data' : order.startsWith('protocollo') ? 'protocollo' : 'richiedente';

const orderOf = (order: OfficeOrder): Order => {
  const ascending = order.endsWith('asc');
  return {
    key: KEYS[byOf(order)],
    direction: ascending ? sql`asc` : sql`desc`,
    isAfter: ascending ? sql`>` : sql`<`,
  };
};

/** The key where a page ends. A name is read from the row itself; a row that is no longer there ends nothing. */
const keyAt = (tenantId: string, order: OfficeOrder, { key, id }: OfficeCursor): RawBuilder<unknown> => {
  if (order.startsWith('data')) return sql`${new Date(Number(key))}::timestamptz`;
  if (order.startsWith('protocollo')) return sql`${key.replace('-', '/')}`;
  // An aggregate, which gives a value also where there is no row: `coalesce` around it would keep it from the index (ADR 29).
  const none = order.endsWith('asc') ? sql`''` : LAST;
  return sql`(select coalesce(max(applicant_key), ${none}) from practice where tenant_id = ${tenantId} and id = ${id})`;
};

const midnight = (day: string): RawBuilder<unknown> => sql`${day}::date::timestamp at time zone 'Europe/Rome'`;
const midnightAfter = (day: string): RawBuilder<unknown> =>
  sql`(${day}::date + 1)::timestamp at time zone 'Europe/Rome'`;

const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join([...conditions], sql` and `);

/** What is said of each practice, besides its service and its state. */
const conditions = (
  tenantId: string,
  operatorId: OperatorId,
  query: OfficeQuery,
  cursor: OfficeCursor | null,
): readonly RawBuilder<unknown>[] => {
  const { key, isAfter } = orderOf(query.order);
  const { from = null, to = null } = query.sent ?? {};
  return [
    sql`p.tenant_id = ${tenantId}`,
    // Each is the condition of the indexes that it is found by.
    ...(query.list === 'da_gestire'
      ? [sql`p.assigned_to = ${operatorId}`, inStates(...LIST_STATES.da_gestire)]
      : [sql`p.state <> 'bozza'`]),
    ...(from === null ? [] : [sql`p.list_date >= ${midnight(from)}`]),
    ...(to === null ? [] : [sql`p.list_date < ${midnightAfter(to)}`]),
    ...(cursor === null
      ? []
      : [sql`(${key}, p.id) ${isAfter} (${keyAt(tenantId, query.order, cursor)}, ${cursor.id}::uuid)`]),
  ];
};

/** The services of the operator, or the one that was chosen, each with the states that are looked for. */
const pairs = (
  tenantId: string,
  operatorId: OperatorId,
  { list, state, serviceId }: OfficeQuery,
): RawBuilder<unknown> => {
  const states = LIST_STATES[list].filter((one) => state === null || one === state);
  return sql`select enabled.service_id, wanted.state
    from operator_service enabled cross join unnest(${states}::text[]) as wanted(state)
    where enabled.tenant_id = ${tenantId} and enabled.operator_id = ${operatorId}
      ${serviceId === null ? sql`` : sql`and enabled.service_id = ${serviceId}`}`;
};

/**
 * The ids of a page with their keys, in order, and one more than asked for. Of each service in each state it reads no more than a
 * page from the index of the order, and merges them: the cost depends on how many services there are, not on how many practices,
 * nor on how rare the operator's are among them. What is searched is few, and is read whole.
 * @param candidates ids of the practices that are searched; null: all
 */
export const officePage = (
  tenantId: string,
  operatorId: OperatorId,
  query: OfficeQuery,
  page: { readonly cursor: OfficeCursor | null; readonly limit: number },
  candidates: RawBuilder<unknown> | null,
): RawBuilder<unknown> => {
  const { key, direction } = orderOf(query.order);
  const where = all(conditions(tenantId, operatorId, query, page.cursor));
  const pair = sql`(${pairs(tenantId, operatorId, query)}) as pair`;
  // Written out: of a limit that it does not know PostgreSQL expects a tenth of all rows, and then plans each time anew.
  const limit = sql.lit(page.limit + 1);
  if (candidates !== null) {
    // `offset 0` keeps the planner from beginning at the services, of which it would read everything.
    return sql`select probe.key, probe.id from (${candidates}) as candidate cross join lateral (
        select ${key} as key, p.id, p.service_id, p.state from practice p where p.id = candidate.id and ${where} offset 0
      ) as probe join ${pair} on pair.service_id = probe.service_id and pair.state = probe.state
      order by probe.key ${direction}, probe.id ${direction} limit ${limit}`;
  }
  return sql`select probe.key, probe.id from ${pair} cross join lateral (
      select ${key} as key, p.id from practice p
        where p.service_id = pair.service_id and p.state = pair.state and ${where}
        order by ${key} ${direction}, p.id ${direction} limit ${limit}
    ) as probe order by probe.key ${direction}, probe.id ${direction} limit ${limit}`;
};

/** The order of the rows of {@link officePage}, once they are joined to the rest under the name `found`. */
export const officeOrder = (order: OfficeOrder): RawBuilder<unknown> => {
  const { direction } = orderOf(order);
  return sql`found.key ${direction}, found.id ${direction}`;
};

/**
 * A name for the statement: the same for those that are written alike. What is searched, or limited to some days, is not
 * prepared: there are too many ways.
 */
export const statementName = (query: OfficeQuery, isFirst: boolean, limit: number): string | undefined => {
  if (query.search !== null || query.sent?.from != null || query.sent?.to != null) return undefined;
  const whose = query.list === 'da_gestire' ? 'mine' : 'all';
  const services = query.serviceId === null ? 'all' : 'one';
  return `office_${whose}_${services}_${query.order}_${isFirst ? 'first' : 'next'}_${limit}`;
};
