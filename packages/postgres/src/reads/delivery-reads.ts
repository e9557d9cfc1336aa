import type { BlockedDelivery, LateNumber, ReadModels, WaitingForOffice } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';
import { readCursor, writeCursor } from './cursor.ts';

const PAGE = `select d.id, d.practice_id as "practiceId", d.effect, d.state, d.attempts, d.last_error as "lastError",
    d.created_at as "createdAt", d.completed_at as "completedAt", p.code, r.name as "serviceName",
    case when d.effect ->> 'kind' like 'register\\_%' then (
      select case when g.state = 'in_dubbio' and g.handed_over is not null then 'arrivata' else g.state end from registration g
      where g.tenant_id = d.tenant_id and g.practice_id = d.practice_id and g.state in ('in_dubbio', 'a_mano')
      order by g.state desc, g.handed_over is not null desc limit 1) end as held
  from delivery d join practice p on p.tenant_id = d.tenant_id and p.id = d.practice_id
  join service_revision r on r.tenant_id = p.tenant_id and r.service_id = p.service_id and r.revision = p.revision
  where d.tenant_id = $1 and d.state = 'bloccata'
    and d.blocked_service_id in (select service_id from operator_service where tenant_id = $1 and operator_id = $2)
    and ($3::timestamptz is null or (d.created_at, d.id) < ($3, $4::uuid))
  order by d.created_at desc, d.id desc limit $5`;

const COUNTS = `select
  (select count(*)::int from delivery
    where tenant_id = $1 and state = 'bloccata' and blocked_service_id is not null) as blocked,
  (select count(*)::int from registration where tenant_id = $1 and state = 'in_attesa' and asked_at < $2) as late`;

const LATE = `select g.practice_id as "practiceId", p.code, r.name as "serviceName", g.asked_at as "askedAt"
  from registration g join practice p on p.tenant_id = g.tenant_id and p.id = g.practice_id
  join service_revision r on r.tenant_id = p.tenant_id and r.service_id = p.service_id and r.revision = p.revision
  where g.tenant_id = $1 and g.state = 'in_attesa' and g.asked_at < $3
    and g.service_id in (select service_id from operator_service where tenant_id = $1 and operator_id = $2)
  order by g.asked_at, g.key limit $4`;

export const deliveryReads = ({
  tenantId,
  query,
}: TenantTransaction): Pick<ReadModels, 'blockedDeliveries' | 'waitingForOffice' | 'lateNumbers'> => ({
  async waitingForOffice(before) {
    const [row] = await query<WaitingForOffice>({ text: COUNTS, values: [tenantId, before] });
    return row ?? { blocked: 0, late: 0 };
  },
  async blockedDeliveries(operatorId, { after, limit }) {
    const cursor = readCursor(after);
    const values = [tenantId, operatorId, cursor?.date ?? null, cursor?.id ?? null, limit + 1];
    const found = await query<BlockedDelivery['delivery'] & Omit<BlockedDelivery, 'delivery'>>({
      text: PAGE,
      values,
    });
    const rows = found
      .slice(0, limit)
      .map(({ code, serviceName, held, ...delivery }): BlockedDelivery => ({ delivery, code, serviceName, held }));
    const last = found.length > limit ? rows.at(-1) : undefined;
    const next = last === undefined ? null : writeCursor({ date: last.delivery.createdAt, id: last.delivery.id });
    return { rows, next };
  },
  lateNumbers: (operatorId, before, limit) =>
    query<LateNumber>({ text: LATE, values: [tenantId, operatorId, before, limit] }),
});
