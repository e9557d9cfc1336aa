import {
  mayDecideTogether,
  type OperatorDesk,
  type OperatorPracticeRow,
  type ReadModels,
  type ServiceId,
  type ServiceSettings,
} from '@stanza/core';
import { sql } from 'kysely';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { readOfficeCursor, writeOfficeCursor } from './office-cursor.ts';
import { officeOrder, officePage, statementName } from './office-page.ts';
import { findPeople, searched } from './office-search.ts';
import { practiceRows } from './practice-list.ts';

/** The services of the operator by name, each with its practices by list: from the tallies, never from the practices. */
const DESK = `select s.id, r.slug, r.name, coalesce(mine.number, 0)::int as da_gestire,
    coalesce(t.da_assegnare, 0)::int as da_assegnare, coalesce(t.concluse, 0)::int as concluse,
    coalesce(t.tutte, 0)::int as tutte,
    exists (select from payment where tenant_id = $1) as "hasPayments"
  from operator_service enabled
  join service s on s.tenant_id = $1 and s.id = enabled.service_id
  join service_revision r on r.tenant_id = $1 and r.service_id = s.id and r.revision = s.revision
  left join lateral (
    select sum(delta) filter (where state = 'inviata') as da_assegnare,
      sum(delta) filter (where state in ('accettata', 'rifiutata')) as concluse,
      sum(delta) as tutte
    from practice_tally where tenant_id = $1 and service_id = enabled.service_id and assigned_to is null
  ) t on true
  left join (
    select service_id, sum(delta) as number from practice_tally where tenant_id = $1 and assigned_to = $2 group by service_id
  ) mine on mine.service_id = s.id
  where enabled.tenant_id = $1 and enabled.operator_id = $2
  order by plain_text(r.name) collate "C", s.id`;

type OperatorReads = Pick<ReadModels, 'operatorDesk' | 'operatorPage'>;
type ListRow = Omit<OperatorPracticeRow, 'decidesTogether'> & { readonly settings: ServiceSettings };
type DeskRow = OperatorDesk['counts'] & { readonly id: ServiceId; readonly slug: string; readonly name: string } & Pick<
    OperatorDesk,
    'hasPayments'
  >;

export const operatorReads = (transaction: TenantTransaction, db: QueryBuilder): OperatorReads => {
  const { tenantId } = transaction;
  return {
    async operatorDesk(operatorId) {
      const values = [tenantId, operatorId];
      const rows = await transaction.query<DeskRow>({ name: 'operator_desk', text: DESK, values });
      const total = (list: keyof OperatorDesk['counts']) => rows.reduce((sum, row) => sum + row[list], 0);
      return {
        counts: {
          da_gestire: total('da_gestire'),
          da_assegnare: total('da_assegnare'),
          concluse: total('concluse'),
          tutte: total('tutte'),
        },
        services: rows.map(({ id, slug, name }) => ({ id, slug, name })),
        hasPayments: rows[0]?.hasPayments ?? false,
      };
    },
    async operatorPage(operatorId, query, { after, limit }) {
      const { search, order } = query;
      const people = await findPeople(transaction, search);
      const candidates = search === null ? null : searched(tenantId, search, people.ids);
      const cursor = readOfficeCursor(order, after);
      const ids = officePage(tenantId, operatorId, query, { cursor, limit }, candidates);
      const page = practiceRows(transaction, db)
        .innerJoin(sql<{ key: string; id: OperatorPracticeRow['id'] }>`(${ids})`.as('found'), 'found.id', 'p.id')
        .innerJoin('service as s', (join) =>
          join.onRef('s.tenant_id', '=', 'p.tenant_id').onRef('s.id', '=', 'p.service_id'),
        )
        .leftJoin('operator as o', (join) =>
          join.onRef('o.tenant_id', '=', 'p.tenant_id').onRef('o.id', '=', 'p.assigned_to'),
        )
        .select([
          'p.version',
          sql<string>`(p.applicant #>> '{identity,cognome}') || ' ' || (p.applicant #>> '{identity,nome}')`.as(
            'applicantName',
          ),
          sql<string>`p.applicant #>> '{identity,codiceFiscale}'`.as('codiceFiscale'),
          'o.name as assignedTo',
          's.settings',
        ])
        .orderBy(officeOrder(order))
        .compile();
      const rows = await transaction.query<ListRow>({
        name: statementName(query, cursor === null, limit),
        text: page.sql,
        values: [...page.parameters],
      });
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        rows: rows
          .slice(0, limit)
          .map(({ settings, ...row }) => ({ ...row, decidesTogether: mayDecideTogether(settings) })),
        next: last === undefined ? null : writeOfficeCursor(order, last),
        morePeople: people.more,
      };
    },
  };
};
