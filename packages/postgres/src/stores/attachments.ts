import type { AttachmentStore, CitizenId, FileUsage } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = [
  'attachment.id',
  'attachment.citizen_id as citizenId',
  'attachment.file_name as fileName',
  'attachment.description',
  'attachment.type',
  'attachment.size',
  'attachment.sha256',
  'attachment.uploaded_at as uploadedAt',
] as const;

const USAGE = `select count(*)::bigint as files, coalesce(sum(size), 0)::bigint as bytes from attachment
  where tenant_id = $1 and citizen_id = $2`;
// Not the row of the citizen: whoever erases them locks it before the practices, one of which is locked here already.
const USAGE_LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 5375))';

const TIE = `insert into practice_attachment (tenant_id, practice_id, attachment_id)
  select $1, $2, id from unnest($3::uuid[]) with ordinality as given (id, place) order by place
  on conflict do nothing`;

const DELETE = `with deleted as (
    delete from attachment where tenant_id = $1 and id = $2
      and not exists (select from practice_attachment where tenant_id = $1 and attachment_id = $2)
    returning sha256
  )
  insert into discarded_content (tenant_id, sha256, discarded_at) select $1, sha256, $3 from deleted
  on conflict (tenant_id, sha256) do update set discarded_at = excluded.discarded_at`;
const DISCARDED = `select sha256, discarded_at as at from discarded_content
  where tenant_id = $1 and discarded_at < $2 and ($3::text is null or sha256 > $3) order by sha256 limit $4`;
// The protocol has what the practices have had: it counts also when they have it no more.
const REFERRED_TO = `select sha256 from unnest($2::text[]) as asked (sha256)
  where exists (select from attachment a where a.tenant_id = $1 and a.sha256 = asked.sha256)
  union
  select document.value ->> 'sha256' from practice p, jsonb_each(p.documents) as document
    where p.tenant_id = $1 and p.state <> 'bozza' and document.value ->> 'sha256' = any($2)
  union
  select paper.value -> 'document' ->> 'sha256' from integration i, jsonb_each(i.papers) as paper
    where i.tenant_id = $1 and paper.value -> 'document' ->> 'sha256' = any($2)
  union
  select document.value ->> 'sha256' from payment p, jsonb_each(p.facts -> 'documents') as document
    where p.tenant_id = $1 and document.value ->> 'sha256' = any($2)
  union
  select main ->> 'sha256' from protocol_entry where tenant_id = $1 and main ->> 'sha256' = any($2)
  union
  select sha256 from protocol_entry_document where tenant_id = $1 and sha256 = any($2)
  union
  select sha256 from protocol_register_pdf where tenant_id = $1 and sha256 = any($2)`;
const KNOWN = `${REFERRED_TO}
  union
  select sha256 from discarded_content where tenant_id = $1 and sha256 = any($2)`;
const FORGET = 'delete from discarded_content where tenant_id = $1 and sha256 = $2 and discarded_at = $3';

export const attachmentStore = (transaction: TenantTransaction, db: QueryBuilder): AttachmentStore => {
  const { tenantId } = transaction;
  const attachments = () => db.selectFrom('attachment').where('attachment.tenant_id', '=', tenantId);
  const tied = () =>
    attachments().innerJoin('practice_attachment as tied', (join) =>
      join.onRef('tied.tenant_id', '=', 'attachment.tenant_id').onRef('tied.attachment_id', '=', 'attachment.id'),
    );
  const usageOf = async (citizenId: CitizenId): Promise<FileUsage> => {
    const name = 'attachment_usage';
    const [usage] = await transaction.query<FileUsage>({ name, text: USAGE, values: [tenantId, citizenId] });
    if (usage === undefined) throw new Error('A count gave no row');
    return usage;
  };
  const digestsIn = async (text: string, digests: readonly string[]): Promise<ReadonlySet<string>> => {
    if (digests.length === 0) return new Set();
    const rows = await transaction.query<{ sha256: string }>({ text, values: [tenantId, digests] });
    return new Set(rows.map(({ sha256 }) => sha256));
  };
  return {
    async insert(attachment) {
      await transaction.change(
        db.insertInto('attachment').values({
          tenant_id: tenantId,
          id: attachment.id,
          citizen_id: attachment.citizenId,
          file_name: attachment.fileName,
          description: attachment.description,
          type: attachment.type,
          size: attachment.size,
          sha256: attachment.sha256,
          uploaded_at: attachment.uploadedAt,
        }),
      );
    },
    usageOf,
    async lockUsage(citizenId) {
      await transaction.query({ text: USAGE_LOCK, values: [citizenId] });
      // A statement of its own, which sees what those have written that it waited for.
      return usageOf(citizenId);
    },
    async byId(id) {
      const [row] = await transaction.run(attachments().where('attachment.id', '=', id).select(COLUMNS));
      return row ?? null;
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      const rows = await transaction.run(attachments().where('attachment.id', 'in', ids).select(COLUMNS));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    async tie(practiceId, ids) {
      await transaction.change({ text: TIE, values: [tenantId, practiceId, ids] });
    },
    of: (practiceId) =>
      transaction.run(tied().where('tied.practice_id', '=', practiceId).orderBy('tied.position').select(COLUMNS)),
    async ofPractices(ids) {
      if (ids.length === 0) return new Map();
      const rows = await transaction.run(
        tied()
          .where('tied.practice_id', 'in', ids)
          .orderBy('tied.position')
          .select([...COLUMNS, 'tied.practice_id as practiceId']),
      );
      const byPractice = Map.groupBy(rows, ({ practiceId }) => practiceId);
      return new Map([...byPractice].map(([id, found]) => [id, found.map(({ practiceId: _its, ...one }) => one)]));
    },
    delete: async (id, at) => (await transaction.change({ text: DELETE, values: [tenantId, id, at] })) > 0,
    discarded: (before, after, limit) =>
      transaction.query({ text: DISCARDED, values: [tenantId, before, after, limit] }),
    referredTo: (digests) => digestsIn(REFERRED_TO, digests),
    known: (digests) => digestsIn(KNOWN, digests),
    async forgetDiscarded({ sha256, at }) {
      await transaction.change({ text: FORGET, values: [tenantId, sha256, at] });
    },
  };
};
