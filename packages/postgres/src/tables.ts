import type {
  Address,
  Attachment,
  CitizenId,
  CodiceFiscale,
  Delivery,
  Erasure,
  Feed,
  Operator,
  OperatorId,
  Practice,
  PracticeId,
  Service,
  ServiceFeedback,
  ServiceId,
  Tenant,
  TenantId,
  TermsId,
  TimelineEntry,
} from '@stanza/core';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A `jsonb` column, written as text: pg would take an array for one of PostgreSQL's. */
type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null, string | null>;
/** `YYYY-MM-DD` */
type Day = string;

interface OfTenant {
  tenant_id: TenantId;
}

interface TenantTable extends OfTenant {
  slug: string;
  name: string;
  search_name: string;
  region: string;
  contacts: Json<Tenant['contacts']>;
  links: Json<Tenant['links']>;
  theme: Tenant['theme'];
  disabled: boolean;
  version: Generated<number>;
}

interface CitizenTable extends OfTenant {
  id: CitizenId;
  codice_fiscale: CodiceFiscale;
  nome: string;
  cognome: string;
  data_nascita: Day;
  luogo_nascita: string;
  identity_verified: boolean;
  email: string | null;
  telefono: string | null;
  email_refused: Generated<boolean>;
  residenza: NullableJson<Address>;
  domicilio: NullableJson<Address>;
  profile_completed_at: Date | null;
}

interface OperatorTable extends OfTenant {
  id: OperatorId;
  name: string;
  email: string;
  email_key: string;
  role: Operator['role'];
  enabled: boolean;
  password_hash: string | null;
  search_name: string;
  version: Generated<number>;
  epoch: Generated<number>;
  last_sign_in_at: ColumnType<Date | null, never, Date>;
}

interface OperatorServiceTable extends OfTenant {
  operator_id: OperatorId;
  service_id: ServiceId;
}

interface BulletinTable extends OfTenant {
  id: string;
  title: string;
  text: string;
  day: Day;
  link: string | null;
  visible_from: ColumnType<Day | null, Day | null | undefined>;
  visible_until: ColumnType<Day | null, Day | null | undefined>;
  feed_key: ColumnType<string | null, string | null | undefined>;
  version: Generated<number>;
}

interface FeedTable extends OfTenant {
  kind: Feed['kind'];
  url: string;
  etag: string | null;
  last_modified: string | null;
  read_at: Date | null;
  failure: Feed['failure'];
  skipped: number;
}

interface ServiceTable extends OfTenant {
  id: ServiceId;
  slug: string;
  revision: number;
  status: Service['status'];
  featured: boolean;
  opens_on: Day | null;
  closes_on: Day | null;
  settings: Json<Service['settings']>;
  version: Generated<number>;
}

interface ServiceRevisionTable extends OfTenant {
  service_id: ServiceId;
  revision: number;
  definition: Json<unknown>;
  slug: GeneratedAlways<string>;
  name: GeneratedAlways<string>;
  area: GeneratedAlways<string>;
}

interface TermsDocumentTable extends OfTenant {
  id: TermsId;
  key: string;
  revision: number;
  title: string;
  body: ColumnType<string[], readonly string[], never>;
  mandatory: boolean;
}

interface TermsAcceptanceTable extends OfTenant {
  citizen_id: CitizenId;
  terms_id: TermsId;
  accepted_at: Date;
}

interface PracticeTable extends OfTenant {
  id: PracticeId;
  code: string;
  service_id: ServiceId;
  revision: number;
  citizen_id: CitizenId;
  opened_by: OperatorId | null;
  paper_signed_at: Date | null;
  state: Practice['state'];
  version: number;
  answers: Json<Practice['answers']>;
  private_note: string;
  created_at: Date;
  changed_at: Date;
  warning: NullableJson<NonNullable<Practice['warning']>>;
  submitted_at: Date | null;
  list_date: GeneratedAlways<Date>;
  applicant: NullableJson<NonNullable<Practice['applicant']>>;
  beneficiaries: string[];
  assigned_to: OperatorId | null;
  protocol_number: string | null;
  protocol_year: number | null;
  protocol_registered_at: Date | null;
  answer_protocol_number: string | null;
  answer_protocol_year: number | null;
  answer_protocol_registered_at: Date | null;
  decision: NullableJson<Omit<NonNullable<Practice['decision']>, 'decidedAt'> & { decidedAt: string }>;
  documents: Json<Practice['documents']>;
  draft_slot: string;
}

interface PracticeBeneficiaryTable extends OfTenant {
  codice_fiscale: string;
  practice_id: PracticeId;
}

interface TimelineEntryTable extends OfTenant {
  practice_id: PracticeId;
  position: GeneratedAlways<string>;
  event: TimelineEntry['event'];
  at: Date;
  operator_id: OperatorId | null;
}

interface AttachmentTable extends OfTenant {
  id: Attachment['id'];
  citizen_id: CitizenId;
  file_name: string;
  description: string;
  type: Attachment['type'];
  size: number;
  sha256: string;
  uploaded_at: Date;
}

interface PracticeAttachmentTable extends OfTenant {
  practice_id: PracticeId;
  attachment_id: Attachment['id'];
  position: GeneratedAlways<string>;
}

interface DeliveryTable extends OfTenant {
  id: Delivery['id'];
  /** Null in the mail of an invitation, which is no delivery of a practice. */
  practice_id: PracticeId | null;
  position: GeneratedAlways<string>;
  effect: Json<Delivery['effect']>;
  state: Delivery['state'];
  attempts: number;
  last_error: string | null;
  created_at: Date;
  completed_at: Date | null;
  /** Whose operators a blocked one waits for: written by the database when it is blocked. */
  blocked_service_id: GeneratedAlways<ServiceId | null>;
}

interface ServiceFeedbackTable extends OfTenant {
  id: string;
  service_id: ServiceId;
  practice_id: PracticeId | null;
  stars: ServiceFeedback['stars'];
  aspect: ServiceFeedback['aspect'];
  text: string;
  given_at: Date;
}

interface ErasureTable extends OfTenant, Erasure {
  citizen_id: CitizenId;
  position: GeneratedAlways<string>;
}

interface CounterLookupTable extends OfTenant {
  position: GeneratedAlways<string>;
  operator_id: OperatorId;
  citizen_id: CitizenId | null;
  at: Date;
}

interface PracticeCommentTable extends OfTenant {
  practice_id: PracticeId;
  position: GeneratedAlways<string>;
  operator_id: OperatorId;
  at: Date;
  text: string;
}

interface AuditEntryTable extends OfTenant {
  position: string;
  content: string;
  digest: string;
  operator_id: GeneratedAlways<string | null>;
  action: GeneratedAlways<string>;
}

/**
 * The tables that the adapters of this package query, with their columns as pg gives them. What the domain wrote comes
 * back with the domain's types; row-level security and constraints keep it as it was written.
 */
export interface Database {
  tenant: TenantTable;
  citizen: CitizenTable;
  operator: OperatorTable;
  operator_service: OperatorServiceTable;
  news: BulletinTable;
  deadline: BulletinTable;
  feed: FeedTable;
  service: ServiceTable;
  service_revision: ServiceRevisionTable;
  terms_document: TermsDocumentTable;
  terms_acceptance: TermsAcceptanceTable;
  practice: PracticeTable;
  practice_beneficiary: PracticeBeneficiaryTable;
  timeline_entry: TimelineEntryTable;
  attachment: AttachmentTable;
  practice_attachment: PracticeAttachmentTable;
  delivery: DeliveryTable;
  service_feedback: ServiceFeedbackTable;
  erasure: ErasureTable;
  counter_lookup: CounterLookupTable;
  practice_comment: PracticeCommentTable;
  audit_entry: AuditEntryTable;
}
