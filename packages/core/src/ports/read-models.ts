import type { Attachment } from '../attachment/attachment.ts';
import type { BulletinKind, KeptBulletin, PublishedBulletin } from '../bulletin/bulletin.ts';
import type { FeedbackAspect, Stars } from '../feedback/feedback.ts';
import type { OutcomeTally, PracticeTally } from '../metrics/metrics.ts';
import type { Delivery } from '../practice/delivery.ts';
import type { DraftTerm } from '../practice/draft-term.ts';
import type { OfficeSearch } from '../practice/office-search.ts';
import type { PracticeState, SentState } from '../practice/practice.ts';
import type { Held } from '../practice/registration-record.ts';
import type { AttachmentId, CitizenId, OperatorId, PracticeId, ServiceId } from '../shared/ids.ts';

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

/** The four lists of the operator (ente.md): mine and open, sent and not taken in charge, closed, all that were sent. */
export const OPERATOR_LISTS = ['da_gestire', 'da_assegnare', 'concluse', 'tutte'] as const;
export type OperatorList = (typeof OPERATOR_LISTS)[number];

/** The states of each list. `da_gestire` has only what the operator took in charge; nobody has what is `inviata`. */
export const LIST_STATES: Readonly<Record<OperatorList, readonly SentState[]>> = {
  da_gestire: ['in_elaborazione', 'da_integrare'],
  da_assegnare: ['inviata'],
  concluse: ['accettata', 'rifiutata'],
  tutte: ['inviata', 'in_elaborazione', 'da_integrare', 'accettata', 'rifiutata'],
};

/** What the office's lists are put in order by: the day of sending, the protocol number, the applicant's surname and name. */
export const OFFICE_ORDERS = [
  'data-desc',
  'data-asc',
  'protocollo-desc',
  'protocollo-asc',
  'richiedente-asc',
  'richiedente-desc',
] as const;
export type OfficeOrder = (typeof OFFICE_ORDERS)[number];
type DateOrder = Extract<OfficeOrder, `data-${string}`>;

/** Days in Italy, `YYYY-MM-DD`, both included; null: from the first, to the last. */
export interface SentBetween {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * What of a list is shown, and in what order. Days are chosen only where the order is by date: what is in another order would
 * have to be read from one end to the other to find those of a few days (ADR 29).
 */
export type OfficeQuery = {
  readonly list: OperatorList;
  /** Null: all those that the operator works on. */
  readonly serviceId: ServiceId | null;
  /** Null: all those of the list. */
  readonly state: SentState | null;
  readonly search: OfficeSearch | null;
} & (
  | { readonly order: DateOrder; readonly sent: SentBetween }
  | { readonly order: Exclude<OfficeOrder, DateOrder>; readonly sent: null }
);

/** Of how many citizens with one name the practices are looked at. */
export const MAX_PEOPLE = 50;

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
  /** "Rossi Maria": the applicant, as they were when they sent it. */
  readonly applicantName: string;
  readonly codiceFiscale: string;
  /** Name of the operator in charge. */
  readonly assignedTo: string | null;
  /** Whether the ente now lets several practices of its service be decided at once (`mayDecideTogether`). */
  readonly decidesTogether: boolean;
}

/** How many open practices an operator has in charge. */
export interface OperatorCharge {
  readonly operatorId: OperatorId;
  readonly name: string;
  readonly enabled: boolean;
  readonly practices: number;
  /** How many of them the operator cannot open (`strandedIn`). */
  readonly stranded: number;
}

export interface ChargeRow extends PracticeRow {
  /** Who has it in charge cannot open it. */
  readonly stranded: boolean;
}

/** What of an operator's charge is listed: all of it, or what they cannot open. */
export const CHARGE_LISTS = ['tutte', 'da_riassegnare'] as const;
export type ChargeList = (typeof CHARGE_LISTS)[number];

/** A page of a list, in descending order of date where nothing else is said; `next` is given back as `after` to go on. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export interface OfficePage extends Page<OperatorPracticeRow> {
  /** More citizens have the name that is searched than are looked at (`MAX_PEOPLE`). */
  readonly morePeople: boolean;
}

/** What an operator has before them. */
export interface OperatorDesk {
  /** Of the practices of the services that the operator is enabled for, without drafts. */
  readonly counts: Readonly<Record<OperatorList, number>>;
  /** Those services, by name. */
  readonly services: readonly { readonly id: ServiceId; readonly slug: string; readonly name: string }[];
  /** Whether anything was ever asked for or paid at the ente: elsewhere nobody looks for payments. */
  readonly hasPayments: boolean;
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

/**
 * A delivery that waits for a person, with the practice that it is of.
 * @property held of one that registers: a person has to say first what is true of a registration of its practice. Null where it can be
 * tried again
 */
export interface BlockedDelivery {
  readonly held: Held | null;
  readonly delivery: Delivery;
  readonly code: string;
  readonly serviceName: string;
}

/** A practice with a registration whose number is still to be said. */
export interface LateNumber {
  readonly practiceId: PracticeId;
  readonly code: string;
  readonly serviceName: string;
  readonly askedAt: Date;
}

/** How much waits for somebody of the office. */
export interface WaitingForOffice {
  readonly blocked: number;
  /** Numbers that nobody has said for long. */
  readonly late: number;
}

export interface PageRequest {
  /** `next` of the page before, or null for the first. A value that was not given out by us gives the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/** The register of a day of the portal's own protocol. @property pdf null for those that were text, and until it is made */
export interface DailyRegisterRow {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly format: 'testo' | 'json';
  readonly sha256: string;
  readonly pdf: { readonly sha256: string; readonly size: number } | null;
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
  /** The blocked deliveries of practices of the operator's services, newest first; the warnings about drafts are nobody's. */
  blockedDeliveries(operatorId: OperatorId, page: PageRequest): Promise<Page<BlockedDelivery>>;
  /**
   * How many deliveries `blockedDeliveries` lists, for one operator or another, and how many numbers `lateNumbers`.
   * @param before what was asked for before it is late
   */
  waitingForOffice(before: Date): Promise<WaitingForOffice>;
  /** What was asked for before a moment and waits for its number, of the operator's services, longest first. */
  lateNumbers(operatorId: OperatorId, before: Date, limit: number): Promise<readonly LateNumber[]>;
  operatorDesk(operatorId: OperatorId): Promise<OperatorDesk>;
  /** Of all services of the ente and all years. */
  practiceTallies(): Promise<readonly PracticeTally[]>;
  /** Of all services of the ente, whose outcome came in a year (in Italy). */
  outcomeTallies(year: number): Promise<readonly OutcomeTally[]>;
  /** Newest first. */
  dailyRegisters(page: PageRequest): Promise<Page<DailyRegisterRow>>;
  /** With what it says, byte for byte as it was digested. @param day `YYYY-MM-DD`; null for one that has none, and for what is no day */
  dailyRegister(day: string): Promise<(DailyRegisterRow & { readonly content: string }) | null>;
  /** The services that were rated, by name, the sheet before the sending. */
  feedbackCounts(): Promise<readonly FeedbackCounts[]>;
  /** The ratings with words, newest first. */
  feedbackTexts(page: PageRequest): Promise<Page<FeedbackText>>;
  /**
   * Practices of the services that the operator is enabled for, without drafts. A name that is searched costs one query more.
   * @param page its `after` of another order gives the first page
   */
  operatorPage(operatorId: OperatorId, query: OfficeQuery, page: PageRequest): Promise<OfficePage>;
  /** Every operator of the ente with what they have in charge, by name: of all services. */
  charges(): Promise<readonly OperatorCharge[]>;
  /** The open practices in an operator's charge, of all services, newest first. */
  chargePage(operatorId: OperatorId, list: ChargeList, page: PageRequest): Promise<Page<ChargeRow>>;
}
