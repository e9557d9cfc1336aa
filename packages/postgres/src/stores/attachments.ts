import type { AttachmentStore } from '@stanza/core';
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

const TIE = `insert into practice_attachment (tenant_id, practice_id, attachment_id)
  select $1, $2, id from unnest($3::uuid[]) with ordinality as given (id, place) order by place
  on conflict do nothing`;

export const attachmentStore = (transaction: TenantTransaction, db: QueryBuilder): AttachmentStore => {
  const { tenantId } = transaction;
  const attachments = db.selectFrom('attachment').where('attachment.tenant_id', '=', tenantId);
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
    async byId(id) {
      const [row] = await transaction.run(attachments.where('attachment.id', '=', id).select(COLUMNS));
      return row ?? null;
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      const rows = await transaction.run(attachments.where('attachment.id', 'in', ids).select(COLUMNS));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    async tie(practiceId, ids) {
      await transaction.change({ text: TIE, values: [tenantId, practiceId, ids] });
    },
    of: (practiceId) =>
      transaction.run(
        attachments
          .innerJoin('practice_attachment as tied', (join) =>
            join.onRef('tied.tenant_id', '=', 'attachment.tenant_id').onRef('tied.attachment_id', '=', 'attachment.id'),
          )
          .where('tied.practice_id', '=', practiceId)
          .orderBy('tied.position')
          .select(COLUMNS),
      ),
  };
};
