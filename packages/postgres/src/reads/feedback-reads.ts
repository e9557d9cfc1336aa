import type { FeedbackCounts, FeedbackText, ReadModels } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';
import { readCursor, writeCursor } from './cursor.ts';

const COUNTS = `select r.name as "serviceName", case when f.sheet then 'scheda' else 'invio' end as about, f.counts
  from (
    select service_id, practice_id is null as sheet, array[
        count(*) filter (where stars = 1)::int, count(*) filter (where stars = 2)::int,
        count(*) filter (where stars = 3)::int, count(*) filter (where stars = 4)::int,
        count(*) filter (where stars = 5)::int] as counts
    from service_feedback where tenant_id = $1 group by service_id, practice_id is null
  ) f
  join service s on s.tenant_id = $1 and s.id = f.service_id
  join service_revision r on r.tenant_id = $1 and r.service_id = s.id and r.revision = s.revision
  order by r.name, s.id, f.sheet desc`;

const TEXTS = `select f.id, r.name as "serviceName",
    case when f.practice_id is null then 'scheda' else 'invio' end as about,
    f.stars, f.aspect, f.text, f.given_at as "givenAt"
  from service_feedback f
  join service s on s.tenant_id = $1 and s.id = f.service_id
  join service_revision r on r.tenant_id = $1 and r.service_id = s.id and r.revision = s.revision
  where f.tenant_id = $1 and f.text <> '' and ($2::timestamptz is null or (f.given_at, f.id) < ($2, $3::uuid))
  order by f.given_at desc, f.id desc limit $4`;

/** Sorted here: which collations a server has, and what they say of accents, varies. */
const byName = (a: FeedbackCounts, b: FeedbackCounts): number => a.serviceName.localeCompare(b.serviceName, 'it');

export const feedbackReads = ({
  tenantId,
  query,
}: TenantTransaction): Pick<ReadModels, 'feedbackCounts' | 'feedbackTexts'> => ({
  async feedbackCounts() {
    return (await query<FeedbackCounts>({ text: COUNTS, values: [tenantId] })).toSorted(byName);
  },
  async feedbackTexts({ after, limit }) {
    const cursor = readCursor(after);
    const values = [tenantId, cursor?.date ?? null, cursor?.id ?? null, limit + 1];
    const rows = await query<FeedbackText>({ text: TEXTS, values });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const next = last === undefined ? null : writeCursor({ date: last.givenAt, id: last.id });
    return { rows: rows.slice(0, limit), next };
  },
});
