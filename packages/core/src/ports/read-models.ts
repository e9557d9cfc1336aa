import type { Attachment } from '../attachment/attachment.ts';
import type { BulletinKind, KeptBulletin, PublishedBulletin } from '../bulletin/bulletin.ts';
import type { FeedbackAspect, Stars } from '../feedback/feedback.ts';
import type { DraftTerm } from '../practice/draft-term.ts';
import type { PracticeState } from '../practice/practice.ts';
import type { AttachmentId, CitizenId, OperatorId, PracticeId } from '../shared/ids.ts';

/** The seven tabs of "Le mie pratiche" (manual §10). A tab of a state holds the citizen's own practices. */
export const CITIZEN_TABS = [
  'bozza',
  'inviata',
  'in_elaborazione',
  'accettata',
  'rifiutata',
  'da_integrare',
  'per_mio_conto',
] as const;
export type CitizenTab = (typeof CITIZEN_TABS)[number];

/** The four lists of the operator (ente.md): mine and open, sent and unassigned, closed, all that were sent. */
export const OPERATOR_LISTS = ['da_gestire', 'da_assegnare', 'concluse', 'tutte'] as const;
export type OperatorList = (typeof OPERATOR_LISTS)[number];

export interface PracticeRow extends DraftTerm {
  readonly id: PracticeId;
  readonly code: string;
  readonly serviceName: string;
  readonly serviceSlug: string;
  readonly area: string;
  readonly state: PracticeState;
  /** Seven digits and year, "0000012/2026"; null until the registry answers. */
  readonly protocol: string | null;
  /** Of the sending, or of the creation for a draft. */
  readonly date: Date;
  /** While it is to be integrated: the day by which the citizen is to answer, `YYYY-MM-DD`; null otherwise. */
  readonly dueDate: string | null;
}

/** How much of a private note a list shows, in characters. */
export const NOTE_BEGINNING = 100;

export interface CitizenPracticeRow extends PracticeRow {
  /** The first `NOTE_BEGINNING` characters of the private note; empty in a practice that somebody else has sent. */
  readonly noteBeginning: string;
}

export interface OperatorPracticeRow extends PracticeRow {
  readonly version: number;
  /** "Maria Rossi" */
  readonly citizenName: string;
  readonly codiceFiscale: string;
  /** Name of the operator in charge. */
  readonly assignedTo: string | null;
}

/** How many open practices an operator has in charge. */
export interface OperatorCharge {
  readonly operatorId: OperatorId;
  readonly name: string;
  readonly enabled: boolean;
  readonly practices: number;
}

/** A page of a list in descending order of date; `next` is given back as `after` to go on. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

type PracticeUse = Pick<PracticeRow, 'id' | 'serviceName' | 'state' | 'code'>;

export interface AttachmentUse {
  readonly attachment: Attachment;
  /** The sent practices that it is part of. */
  readonly practices: readonly PracticeUse[];
  /** The drafts that the citizen began, and their practices to be integrated, that have it among what was not sent yet. */
  readonly drafts: readonly PracticeUse[];
}

/** How often a service was rated with one, two, three, four, five stars. */
export interface FeedbackCounts {
  readonly serviceName: string;
  /** The service's sheet, or how it was to send a practice. */
  readonly about: 'scheda' | 'invio';
  readonly counts: readonly [number, number, number, number, number];
}

/** A rating that says something in words. Nothing says who gave it. */
export interface FeedbackText {
  readonly id: string;
  readonly serviceName: string;
  readonly about: FeedbackCounts['about'];
  readonly stars: Stars;
  readonly aspect: FeedbackAspect | null;
  readonly text: string;
  readonly givenAt: Date;
}

export interface PageRequest {
  /** `next` of the page before, or null for the first. A value that was not given out by us gives the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/** What pages show: rows made for screens, never saved back. Each method is one query. */
export interface ReadModels {
  citizenCounts(citizenId: CitizenId): Promise<Readonly<Record<CitizenTab, number>>>;
  citizenPage(citizenId: CitizenId, tab: CitizenTab, page: PageRequest): Promise<Page<CitizenPracticeRow>>;
  /** The citizen's own practices, whatever their state, newest first. */
  latestPractices(citizenId: CitizenId, limit: number): Promise<readonly PracticeRow[]>;
  /** The files that may be used again: newest first, at most 200. */
  attachmentsOf(citizenId: CitizenId): Promise<readonly Attachment[]>;
  /** A citizen's attachments with what uses them, newest first. */
  attachmentPage(citizenId: CitizenId, page: PageRequest): Promise<Page<AttachmentUse>>;
  /** One attachment of this citizen with what uses it; null when it is not theirs. */
  attachmentUse(citizenId: CitizenId, id: AttachmentId): Promise<AttachmentUse | null>;
  /** Those published by `today` (`YYYY-MM-DD`) and visible then, newest first. */
  news(today: string, limit: number): Promise<readonly PublishedBulletin[]>;
  /** Those not yet over on `today` and visible then, soonest first. */
  deadlines(today: string, limit: number): Promise<readonly PublishedBulletin[]>;
  /** One of them that is published and visible on `today`, also when its day is over; null when there is none. */
  bulletin(kind: BulletinKind, id: string, today: string): Promise<PublishedBulletin | null>;
  /** All of a kind, for the administrators: those with the latest day first. */
  bulletinPage(kind: BulletinKind, page: PageRequest): Promise<Page<KeptBulletin>>;
  /** Only services that the operator is enabled for; `da_gestire` and `da_assegnare` exclude drafts. */
  operatorCounts(operatorId: OperatorId): Promise<Readonly<Record<OperatorList, number>>>;
  /** The services that were rated, by name, the sheet before the sending. */
  feedbackCounts(): Promise<readonly FeedbackCounts[]>;
  /** The ratings with words, newest first. */
  feedbackTexts(page: PageRequest): Promise<Page<FeedbackText>>;
  /** Every operator of the ente with what they have in charge, by name: of all services. */
  charges(): Promise<readonly OperatorCharge[]>;
  /** The open practices in an operator's charge, of all services, newest first. */
  chargePage(operatorId: OperatorId, page: PageRequest): Promise<Page<PracticeRow>>;
  operatorPage(operatorId: OperatorId, list: OperatorList, page: PageRequest): Promise<Page<OperatorPracticeRow>>;
}
