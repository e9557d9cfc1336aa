import type { Attachment, CitizenId, Erasure, PersonalDataStore, PracticeId } from '@stanza/core';
import type { QueryBuilder } from '../query-builder.ts';
import type { TenantTransaction } from '../transaction.ts';
import { DELIVERY_COLUMNS } from './deliveries.ts';
import { FEEDBACK_COLUMNS } from './feedback.ts';
import { type IntegrationColumns, integrationQuery, toIntegration } from './integrations.ts';
import { type PracticeColumns, practiceQuery, toPractice } from './practice-row.ts';

const PRACTICES = practiceQuery('where tenant_id = $1 and citizen_id = $2 order by created_at, id', ', private_note');
const SENT_FOR = `select b.practice_id from practice_beneficiary b
    join citizen c on c.tenant_id = $1 and c.codice_fiscale = b.codice_fiscale
    where b.tenant_id = $1 and c.id = $2`;
const ON_BEHALF = practiceQuery(
  `where tenant_id = $1 and state <> 'bozza' and id in (${SENT_FOR}) order by created_at, id`,
);
const ATTACHMENTS = `select a.id, a.citizen_id as "citizenId", a.file_name as "fileName", a.description, a.type, a.size,
    a.sha256, a.uploaded_at as "uploadedAt",
    array(select tied.practice_id::text from practice_attachment tied
      where tied.tenant_id = $1 and tied.attachment_id = a.id order by tied.practice_id) as practices
  from attachment a where a.tenant_id = $1 and a.citizen_id = $2
  order by a.uploaded_at, a.id`;
const INTEGRATIONS = integrationQuery(`where tenant_id = $1 and practice_id in (
    select id from practice where tenant_id = $1 and citizen_id = $2 union ${SENT_FOR})`);
const ERASE = 'select erase_personal_data($1, $2) as erased';

type AttachmentColumns = Attachment & { practices: PracticeId[] };

interface Found<Row> {
  readonly found: Row;
}

export const personalDataStore = (transaction: TenantTransaction, db: QueryBuilder): PersonalDataStore => {
  const { tenantId } = transaction;
  const ofOwn = (citizenId: CitizenId) =>
    db.selectFrom('practice').where('tenant_id', '=', tenantId).where('citizen_id', '=', citizenId).select('id');
  return {
    async practicesOf(citizenId) {
      const rows = await transaction.query<Found<PracticeColumns & { private_note: string }>>({
        text: PRACTICES,
        values: [tenantId, citizenId],
      });
      return rows.map(({ found }) => ({ practice: toPractice(found), privateNote: found.private_note }));
    },
    async onBehalfOf(citizenId) {
      const values = [tenantId, citizenId];
      const rows = await transaction.query<Found<PracticeColumns>>({ text: ON_BEHALF, values });
      return rows.map(({ found }) => toPractice(found));
    },
    async timelinesOf(citizenId) {
      const rows = await transaction.run(
        db
          .selectFrom('timeline_entry')
          .where('tenant_id', '=', tenantId)
          .where('practice_id', 'in', ofOwn(citizenId))
          .orderBy('at')
          .orderBy('position')
          .select(['practice_id', 'event', 'at', 'operator_id']),
      );
      return rows.map(({ practice_id, event, at, operator_id }) => ({
        practiceId: practice_id,
        entry: { event, at, operatorId: operator_id },
      }));
    },
    deliveriesOf: (citizenId) =>
      transaction.run(
        db
          .selectFrom('delivery')
          .where('tenant_id', '=', tenantId)
          .where('practice_id', 'in', ofOwn(citizenId))
          .orderBy('created_at')
          .orderBy('position')
          .select(DELIVERY_COLUMNS),
      ),
    async attachmentsOf(citizenId) {
      const values = [tenantId, citizenId];
      const rows = await transaction.query<AttachmentColumns>({ text: ATTACHMENTS, values });
      return rows.map(({ practices, ...attachment }) => ({ attachment, practices }));
    },
    async integrationsOf(citizenId) {
      const values = [tenantId, citizenId];
      const rows = await transaction.query<Found<IntegrationColumns>>({ text: INTEGRATIONS, values });
      return rows.map(({ found }) => toIntegration(found));
    },
    feedbackOf: (citizenId) =>
      transaction.run(
        db
          .selectFrom('service_feedback')
          .where('tenant_id', '=', tenantId)
          .where('practice_id', 'in', ofOwn(citizenId))
          .orderBy('given_at')
          .orderBy('id')
          .select(FEEDBACK_COLUMNS),
      ),
    erasuresOf: (citizenId) =>
      transaction.run(
        db
          .selectFrom('erasure')
          .where('tenant_id', '=', tenantId)
          .where('citizen_id', '=', citizenId)
          .orderBy('position', 'desc')
          .select(['at', 'drafts', 'notes', 'answers', 'attachments', 'ratings', 'profile']),
      ),
    async erase(citizenId, at) {
      const values = [citizenId, at];
      const [row] = await transaction.query<{ erased: Omit<Erasure, 'at'> | null }>({ text: ERASE, values });
      if (row?.erased == null) throw new Error(`Citizen ${citizenId} is not there`);
      return { at, ...row.erased };
    },
  };
};
