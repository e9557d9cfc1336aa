import type { Cents } from '../payment/cents.ts';
import type { DueItem } from '../payment/due.ts';
import type { ProtocolNumber } from '../ports/protocol-registry.ts';
import type { Answers } from '../service/journey.ts';
import type { IntegrationId, OperatorId, PracticeId } from '../shared/ids.ts';
import type { PracticeDocument } from './practice.ts';

/** Longest text of a request of integration, in characters. */
export const MAX_INTEGRATION_MESSAGE = 2000;
/** Most documents that a request asks for by name. */
export const MAX_REQUESTED_DOCUMENTS = 10;
/** Longest name of such a document, in characters. */
export const MAX_DOCUMENT_NAME = 120;
/** How far away the due date may be, in days. */
export const MAX_DUE_DAYS = 365;

/** What is to be paid for an integration (pagamento differito). */
export interface RequestedPayment {
  readonly items: readonly DueItem[];
  readonly total: Cents;
}

/** What the office asks the citizen to complete: a text, fields of the form anew, documents by name; or to pay, and nothing else. */
export interface IntegrationRequest {
  readonly message: string;
  /** Ids of fields, and blocks of fields, of the definition that the practice was started on. */
  readonly fields: readonly string[];
  /** Names of documents that are not fields of the form. */
  readonly documents: readonly string[];
  /** Null where nothing is to be paid. It is answered by the system when the money has come in. */
  readonly payment: RequestedPayment | null;
  /** The day in Italy by which the citizen is to answer, `YYYY-MM-DD`. */
  readonly dueDate: string;
}

/**
 * The papers of an integration, each with its own protocol number, in that order: the request goes out; then the answer comes in,
 * or the cancellation goes out (DPR 445/2000 art. 53 c. 5: what is sent is registered).
 */
export const INTEGRATION_PAPERS = ['richiesta', 'risposta', 'annullamento'] as const;
export type IntegrationPaper = (typeof INTEGRATION_PAPERS)[number];

/** A paper that was made, and its number once the registry has given it. */
export interface RegisteredPaper {
  readonly document: PracticeDocument;
  readonly protocol: ProtocolNumber | null;
}

/**
 * A request of integration (ente.md, "Richiedi integrazione") with its answer. A practice has at most one open; what it was
 * sent with stays as it was sent.
 */
export interface Integration extends IntegrationRequest {
  readonly id: IntegrationId;
  readonly practiceId: PracticeId;
  readonly requestedAt: Date;
  /** For the office's own record: the citizen is never told. */
  readonly requestedBy: OperatorId;
  /** What the citizen has typed, by id of the field, right or wrong, as in a draft. */
  readonly answers: Answers;
  /**
   * What operators have typed at the counter, apart from what the citizen has typed: the form of neither shows what the other
   * did not send. Null until one does. What is sent becomes `answers`. The copy of one's data has both (GDPR art. 15).
   */
  readonly counterAnswers: Answers | null;
  readonly answeredAt: Date | null;
  /** The operator who sent the answer at the counter, who declared that the citizen signed it; null when the citizen did. */
  readonly answeredBy: OperatorId | null;
  readonly cancelledAt: Date | null;
  readonly papers: Readonly<Partial<Record<IntegrationPaper, RegisteredPaper>>>;
}

/** Whether the citizen may still answer. A due date that is over closes nothing: that is the operator's to decide. */
export const isOpen = ({ answeredAt, cancelledAt }: Pick<Integration, 'answeredAt' | 'cancelledAt'>): boolean =>
  answeredAt === null && cancelledAt === null;

/**
 * The request that a message asks the citizen to answer; null when it is not open any more, also when another one is.
 * @param id undefined where the message does not say which: then it is about the one that is open
 */
export const stillAsked = (integrations: readonly Integration[], id: IntegrationId | undefined): Integration | null =>
  integrations.find((one) => isOpen(one) && (id === undefined || one.id === id)) ?? null;

/** @param today the day in Italy, `YYYY-MM-DD` */
export const isOverdue = ({ dueDate }: Pick<Integration, 'dueDate'>, today: string): boolean => dueDate < today;

/** When what a paper says happened; null when it has not. */
export const happenedAt = (integration: Integration, paper: IntegrationPaper): Date | null => {
  if (paper === 'richiesta') return integration.requestedAt;
  return paper === 'risposta' ? integration.answeredAt : integration.cancelledAt;
};

/** The papers that must have a number and have none: the request always, then its end; in the order of the protocol. */
export const unregisteredPapers = (integration: Integration): readonly IntegrationPaper[] =>
  INTEGRATION_PAPERS.filter(
    (paper) => happenedAt(integration, paper) !== null && integration.papers[paper]?.protocol == null,
  );
