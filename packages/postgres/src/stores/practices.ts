import type { PracticeStore, ServiceDays, SignInLevel } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';
import { CHANGING_COLUMNS, changingValues, type PracticeColumns, practiceQuery, toPractice } from './practice-row.ts';

const CHANGING = CHANGING_COLUMNS.join(', ');
const placeholders = (from: number): string => CHANGING_COLUMNS.map((_, index) => `$${from + index}`).join(', ');

const BY_ID = practiceQuery('where tenant_id = $1 and id = $2');
const BY_IDS = practiceQuery('where tenant_id = $1 and id = any ($2::uuid[]) order by id');
const LOCK = practiceQuery('where tenant_id = $1 and id = $2 for update');
// A draft that an operator opened on behalf of the citizen is not the citizen's yet.
const SHOWN = "(opened_by is null or state <> 'bozza')";
// Days and level too: the page of a step needs them, and every query of its own costs it a tenth.
const OWNED_BY = practiceQuery(
  `where tenant_id = $1 and id = $2 and citizen_id = $3 and ${SHOWN}`,
  `, private_note, (select json_build_object('days', json_build_object('opensOn', opens_on, 'closesOn', closes_on),
      'signInLevel', coalesce(settings -> 'signInLevel', '3'))
    from service where service.tenant_id = $1 and service.id = service_id) as offered`,
);
const DRAFT_OF = practiceQuery(`where tenant_id = $1 and citizen_id = $2 and service_id = $3
  and opened_by is not distinct from $4 and state = 'bozza' order by list_date desc, id desc limit 1`);
const DRAFT_FROM = practiceQuery(`where tenant_id = $1 and citizen_id = $2 and draft_slot = $4
  and opened_by is not distinct from $3 and state = 'bozza'`);
const DRAFTS_OPENED_BY = practiceQuery("where tenant_id = $1 and opened_by = $2 and state = 'bozza' order by id");
const LAST_SENT_OF = practiceQuery(`where tenant_id = $1 and citizen_id = $2 and service_id = $3 and state <> 'bozza'
  order by list_date desc, id desc limit 1`);
// The indexes on draft_slot and on code decide between two that meet; the query sees drafts from when many were allowed.
const INSERT = `insert into practice
    (tenant_id, id, code, service_id, revision, citizen_id, created_at, draft_slot, opened_by, ${CHANGING})
  select $1, $2, $3, $4, $5, $6, $7, $8, $10::uuid, ${placeholders(11)}
  where not ($9 and exists (select from practice
    where tenant_id = $1 and citizen_id = $6 and service_id = $4 and state = 'bozza'
      and opened_by is not distinct from $10::uuid))
  on conflict do nothing`;
const UPDATE = `update practice set (${CHANGING}) = (${placeholders(4)})
  where tenant_id = $1 and id = $2 and version = $3`;
const SAVE_ANSWERS = `update practice
  set answers = answers || $4::jsonb, private_note = coalesce($5, private_note), changed_at = $6, warning = null
  where tenant_id = $1 and id = $2 and citizen_id = $3 and state = 'bozza'`;
const SAVE_NOTE = `update practice set private_note = $4,
    changed_at = case when state = 'bozza' then $5::timestamptz else changed_at end,
    warning = case when state = 'bozza' then null else warning end
  where tenant_id = $1 and id = $2 and citizen_id = $3 and ${SHOWN}`;
const LOCK_UNFINISHED = practiceQuery(
  "where tenant_id = $1 and citizen_id = $2 and state in ('bozza', 'da_integrare') order by id for update",
);
const AGED_DRAFTS = practiceQuery(`where tenant_id = $1 and state = 'bozza' and changed_at < $2
  and ($3::uuid is null or id > $3) order by id limit $4`);

interface Found<Row> {
  readonly found: Row;
}

type OwnedColumns = PracticeColumns & {
  readonly private_note: string;
  readonly offered: { readonly days: ServiceDays; readonly signInLevel: SignInLevel };
};

/** The hot path of the portal: named statements, prepared once for each connection. */
export const practiceStore = (transaction: TenantTransaction): PracticeStore => {
  const { tenantId } = transaction;
  const all = async (name: string, text: string, values: readonly unknown[]) => {
    const rows = await transaction.query<Found<PracticeColumns>>({ name, text, values: [tenantId, ...values] });
    return rows.map(({ found }) => toPractice(found));
  };
  const one = async (name: string, text: string, values: readonly unknown[]) =>
    (await all(name, text, values))[0] ?? null;
  const changed = async (name: string, text: string, values: readonly unknown[]) =>
    (await transaction.change({ name, text, values: [tenantId, ...values] })) > 0;
  return {
    byId: (id) => one('practice_by_id', BY_ID, [id]),
    byIds: (ids) => all('practice_by_ids', BY_IDS, [ids]),
    lock: (id) => one('practice_lock', LOCK, [id]),
    draftOf: (citizenId, serviceId, openedBy) => one('practice_draft_of', DRAFT_OF, [citizenId, serviceId, openedBy]),
    draftFrom: (citizenId, openedBy, opening) => one('practice_draft_from', DRAFT_FROM, [citizenId, openedBy, opening]),
    draftsOpenedBy: (operatorId) => all('practice_drafts_opened_by', DRAFTS_OPENED_BY, [operatorId]),
    lastSentOf: (citizenId, serviceId) => one('practice_last_sent_of', LAST_SENT_OF, [citizenId, serviceId]),
    insert: (practice, exclusive, opening) =>
      changed('practice_insert', INSERT, [
        practice.id,
        practice.code,
        practice.serviceId,
        practice.revision,
        practice.citizenId,
        practice.createdAt,
        // What there may be one draft for.
        exclusive ? practice.serviceId : (opening ?? practice.id),
        exclusive,
        practice.openedBy,
        ...changingValues(practice),
      ]),
    update: (practice, expectedVersion) =>
      changed('practice_update', UPDATE, [practice.id, expectedVersion, ...changingValues(practice)]),
    saveAnswers: (id, citizenId, answers, privateNote, at) =>
      changed('practice_save_answers', SAVE_ANSWERS, [id, citizenId, JSON.stringify(answers), privateNote, at]),
    ownedBy: async (id, citizenId) => {
      const [row] = await transaction.query<Found<OwnedColumns>>({
        name: 'practice_owned_by',
        text: OWNED_BY,
        values: [tenantId, id, citizenId],
      });
      if (row === undefined) return null;
      const { private_note: privateNote, offered } = row.found;
      return { practice: toPractice(row.found), privateNote, ...offered };
    },
    savePrivateNote: (id, citizenId, note, at) => changed('practice_save_note', SAVE_NOTE, [id, citizenId, note, at]),
    lockUnfinished: (citizenId) => all('practice_lock_unfinished', LOCK_UNFINISHED, [citizenId]),
    agedDrafts: (before, after, limit) => all('practice_aged_drafts', AGED_DRAFTS, [before, after, limit]),
    async deleteDraft(id, citizenId) {
      const text = 'select delete_draft($1, $2, $3) as done';
      const [row] = await transaction.query<{ done: boolean }>({ text, values: [tenantId, id, citizenId] });
      return row?.done === true;
    },
  };
};
