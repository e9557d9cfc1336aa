import type { OperatorId, Practice, ProtocolNumber } from '@stanza/core';
import type { Selectable } from 'kysely';
import { type FromJson, instant } from '../from-json.ts';
import type { Database } from '../tables.ts';

const COLUMNS = `id, code, service_id, revision, citizen_id, opened_by, paper_signed_at, state, version, answers, created_at,
  submitted_at, applicant, beneficiaries, assigned_to, protocol_number, protocol_year, protocol_registered_at,
  answer_protocol_number, answer_protocol_year, answer_protocol_registered_at, decision, documents, changed_at, warning`;

/**
 * A query for one practice, as one JSON value: a row of 26 columns costs pg more to describe and to read.
 * @param rest what follows the name of the table
 */
export const practiceQuery = (rest: string, more = ''): string =>
  `select to_json(found) as found from (select ${COLUMNS}${more} from practice ${rest}) as found`;

export type PracticeColumns = FromJson<
  Omit<Selectable<Database['practice']>, 'tenant_id' | 'private_note' | 'list_date' | 'draft_slot'>
>;

const protocolOf = (number: string | null, year: number | null, registeredAt: string | null): ProtocolNumber | null =>
  number === null || year === null || registeredAt === null
    ? null
    : { number, year, registeredAt: new Date(registeredAt) };

export const toPractice = (row: PracticeColumns): Practice => ({
  id: row.id,
  code: row.code,
  serviceId: row.service_id,
  revision: row.revision,
  citizenId: row.citizen_id,
  openedBy: row.opened_by,
  paperSignedAt: instant(row.paper_signed_at),
  state: row.state,
  version: row.version,
  answers: row.answers,
  createdAt: new Date(row.created_at),
  changedAt: new Date(row.changed_at),
  warning: row.warning,
  submittedAt: instant(row.submitted_at),
  applicant: row.applicant,
  beneficiaries: row.beneficiaries,
  assignedTo: row.assigned_to,
  requestProtocol: protocolOf(row.protocol_number, row.protocol_year, row.protocol_registered_at),
  answerProtocol: protocolOf(row.answer_protocol_number, row.answer_protocol_year, row.answer_protocol_registered_at),
  decision: row.decision === null ? null : { ...row.decision, decidedAt: new Date(row.decision.decidedAt) },
  documents: row.documents,
});

/** Values of the columns that an event may change, in the order of `CHANGING_COLUMNS`. */
export const changingValues = (
  practice: Practice,
): readonly (string | number | Date | OperatorId | readonly string[] | null)[] => [
  practice.state,
  practice.version,
  JSON.stringify(practice.answers),
  practice.submittedAt,
  practice.paperSignedAt,
  practice.applicant === null ? null : JSON.stringify(practice.applicant),
  practice.beneficiaries,
  practice.assignedTo,
  practice.requestProtocol?.number ?? null,
  practice.requestProtocol?.year ?? null,
  practice.requestProtocol?.registeredAt ?? null,
  practice.answerProtocol?.number ?? null,
  practice.answerProtocol?.year ?? null,
  practice.answerProtocol?.registeredAt ?? null,
  practice.decision === null ? null : JSON.stringify(practice.decision),
  JSON.stringify(practice.documents),
  practice.changedAt,
  practice.warning === null ? null : JSON.stringify(practice.warning),
];

export const CHANGING_COLUMNS = [
  'state',
  'version',
  'answers',
  'submitted_at',
  'paper_signed_at',
  'applicant',
  'beneficiaries',
  'assigned_to',
  'protocol_number',
  'protocol_year',
  'protocol_registered_at',
  'answer_protocol_number',
  'answer_protocol_year',
  'answer_protocol_registered_at',
  'decision',
  'documents',
  'changed_at',
  'warning',
] as const;
