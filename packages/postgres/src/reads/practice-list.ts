import type { Page, PageRequest, PracticeRow, PracticeState } from '@stanza/core';
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { readCursor, writeCursor } from './cursor.ts';

/** Practices with the names of their services, as they were when each was started. */
export const practiceRows = (transaction: TenantTransaction, db: QueryBuilder) =>
  db
    .selectFrom('practice as p')
    .innerJoin('service_revision as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 'p.tenant_id')
        .onRef('r.service_id', '=', 'p.service_id')
        .onRef('r.revision', '=', 'p.revision'),
    )
    .where('p.tenant_id', '=', transaction.tenantId)
    .select([
      'p.id',
      'p.code',
      'r.name as serviceName',
      'r.slug as serviceSlug',
      'r.area',
      'p.state',
      sql<string | null>`p.protocol_number || '/' || p.protocol_year`.as('protocol'),
      'p.list_date as date',
      'p.changed_at as changedAt',
      'p.warning',
      // Only where there is one: other states cost nothing.
      sql<string | null>`case when p.state = 'da_integrare' then (
        select i.due_date from integration i where i.tenant_id = p.tenant_id and i.practice_id = p.id
          and i.answered_at is null and i.cancelled_at is null) end`.as('dueDate'),
    ]);

/** A condition on a state, written out: the partial indexes are found by it. */
export const inStates = (...states: readonly PracticeState[]): RawBuilder<boolean> =>
  sql<boolean>`p.state in (${sql.join(states.map((state) => sql.lit(state)))})`;

/** The rows after the cursor, newest first, and one more than asked for, which says that there is another page. */
export const pageOf = <DB, Joined extends keyof DB, Row extends PracticeRow>(
  query: SelectQueryBuilder<DB, Joined, Row>,
  { after, limit }: PageRequest,
) => {
  const cursor = readCursor(after);
  const from = cursor === null ? null : sql<boolean>`(p.list_date, p.id) < (${cursor.date}, ${cursor.id})`;
  return {
    query: (from === null ? query : query.where(from))
      .orderBy(sql`p.list_date`, 'desc')
      .orderBy(sql`p.id`, 'desc')
      .limit(limit + 1),
    toPage: (rows: readonly Row[]): Page<Row> => {
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return { rows: rows.slice(0, limit), next: last === undefined ? null : writeCursor(last) };
    },
  };
};
