import type { Attachment, AttachmentUse, ReadModels } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';
import { readCursor, writeCursor } from './cursor.ts';

const MOST_ATTACHMENTS = 200;

const COLUMNS = `a.id, a.citizen_id as "citizenId", a.file_name as "fileName", a.description, a.type, a.size, a.sha256,
  a.uploaded_at as "uploadedAt"`;

/** The practices that a condition on `p` finds, as a list in JSON, newest first. */
const uses = (from: string): string => `coalesce((
    select json_agg(json_build_object('id', p.id, 'code', p.code, 'state', p.state, 'serviceName', r.name)
      order by p.list_date desc, p.id desc)
    from ${from}
    join service_revision r on r.tenant_id = $1 and r.service_id = p.service_id and r.revision = p.revision
  ), '[]')`;

const TIED = `(select p.* from practice_attachment tied
  join practice p on p.tenant_id = $1 and p.id = tied.practice_id
  where tied.tenant_id = $1 and tied.attachment_id = a.id) as p`;
// Those of the citizen: of one that an operator opened on their behalf they do not know. A field of files holds their ids with commas between them.
const IN_DRAFTS = `(select d.* from practice d
  left join integration i on i.tenant_id = $1 and i.practice_id = d.id and d.state = 'da_integrare'
    and i.answered_at is null and i.cancelled_at is null
  where d.tenant_id = $1 and d.citizen_id = $2 and (d.state = 'da_integrare' or (d.state = 'bozza' and d.opened_by is null))
    and exists (
      select from jsonb_each_text(case when d.state = 'bozza' then d.answers else i.answers end) answer
      where a.id::text = any(string_to_array(answer.value, ',')))
  ) as p`;

const USES = `select ${COLUMNS}, ${uses(TIED)} as practices, ${uses(IN_DRAFTS)} as drafts
  from attachment a where a.tenant_id = $1 and a.citizen_id = $2`;
const ORDER = 'order by a.uploaded_at desc, a.id desc';
const FIRST_PAGE = `${USES} ${ORDER} limit $3`;
const NEXT_PAGE = `${USES} and (a.uploaded_at, a.id) < ($4, $5) ${ORDER} limit $3`;
const ONE = `${USES} and a.id = $3`;
const NEWEST = `select ${COLUMNS} from attachment a where a.tenant_id = $1 and a.citizen_id = $2
  ${ORDER} limit ${MOST_ATTACHMENTS}`;

type UseColumns = Attachment & Pick<AttachmentUse, 'practices' | 'drafts'>;

const toUse = ({ practices, drafts, ...attachment }: UseColumns): AttachmentUse => ({ attachment, practices, drafts });

/** A citizen's files, and what uses them. */
export const attachmentReads = (
  transaction: TenantTransaction,
): Pick<ReadModels, 'attachmentsOf' | 'attachmentPage' | 'attachmentUse'> => {
  const { tenantId } = transaction;
  return {
    attachmentsOf: (citizenId) => transaction.query({ text: NEWEST, values: [tenantId, citizenId] }),
    async attachmentPage(citizenId, { after, limit }) {
      const cursor = readCursor(after);
      const values = [tenantId, citizenId, limit + 1];
      const rows = await transaction.query<UseColumns>(
        cursor === null
          ? { text: FIRST_PAGE, values }
          : { text: NEXT_PAGE, values: [...values, cursor.date, cursor.id] },
      );
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const next = last === undefined ? null : writeCursor({ date: last.uploadedAt, id: last.id });
      return { rows: rows.slice(0, limit).map(toUse), next };
    },
    async attachmentUse(citizenId, id) {
      const [row] = await transaction.query<UseColumns>({ text: ONE, values: [tenantId, citizenId, id] });
      return row === undefined ? null : toUse(row);
    },
  };
};
