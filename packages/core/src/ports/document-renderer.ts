import type { Cents } from '../payment/cents.ts';
import type { PaymentReceipt } from './payment-gateway.ts';

/** Who sends or receives a document, as printed on it. */
export interface LetterHead {
  /** "Comune di Rovereto" */
  readonly ente: string;
  readonly address: string;
  /** Address of the portal, printed in the footer. */
  readonly portalUrl: string;
}

export interface DocumentRow {
  readonly label: string;
  readonly value: string;
}

export interface DocumentSection {
  readonly title: string;
  readonly rows: readonly DocumentRow[];
}

export interface DocumentAttachment {
  readonly description: string;
  readonly fileName: string;
  readonly size: number;
  readonly sha256: string;
}

/** Something that was paid for a practice. */
export interface DocumentPayment {
  readonly items: readonly { readonly label: string; readonly amount: Cents }[];
  readonly amount: Cents;
  /** By its notice, online or not; at the ente's counter; or with a revenue stamp that was bought. */
  readonly how: 'avviso' | 'altrove' | 'bollo';
  /** That of the notice, or of the stamp. */
  readonly number: string;
  readonly paidAt: Date;
}

/** What the citizen gets for having paid. */
export interface PaymentReceiptDocument {
  readonly head: LetterHead;
  readonly subject: string;
  readonly code: string;
  /** "Maria Rossi" */
  readonly debtor: string;
  readonly codiceFiscale: string;
  readonly items: readonly { readonly label: string; readonly amount: Cents }[];
  readonly receipt: PaymentReceipt;
}

/** The filled-in form as it is sent to the office (manual §9.1). */
export interface RequestDocument {
  readonly head: LetterHead;
  /** Subject: name of the service. */
  readonly subject: string;
  /** Code of the practice that a person can read out. */
  readonly code: string;
  readonly applicant: readonly DocumentRow[];
  readonly sections: readonly DocumentSection[];
  readonly attachments: readonly DocumentAttachment[];
  /** What was paid before it was sent. */
  readonly payments: readonly DocumentPayment[];
  readonly submittedAt: Date;
  /** When an operator declared that the applicant signed on paper; null when they sent it themselves. */
  readonly paperSignedAt: Date | null;
}

/** The office's answer. */
export interface AnswerDocument {
  readonly head: LetterHead;
  readonly subject: string;
  readonly code: string;
  /** "Maria Rossi" */
  readonly addressee: string;
  readonly outcome: 'accettata' | 'rifiutata';
  readonly reason: string;
  readonly requestProtocol: { readonly number: string; readonly date: Date } | null;
  /** What is sent with it. */
  readonly enclosed: readonly DocumentAttachment[];
  /** Who answers for it, printed in place of a signature (d.lgs. 39/1993 art. 3 c. 2); null when the office signs it. */
  readonly printedSignature: string | null;
  readonly decidedAt: Date;
}

/** What the citizen gets for having sent a practice (law 241/1990 art. 18-bis). */
export interface ReceiptDocument {
  readonly head: LetterHead;
  readonly subject: string;
  readonly code: string;
  /** Who sent it: "Maria Rossi" and the codice fiscale. */
  readonly sender: string;
  readonly codiceFiscale: string;
  readonly submittedAt: Date;
  readonly office: string;
  readonly responsible: string;
  /** Last day for the office to answer: `31/12/2026`. */
  readonly deadline: string;
  readonly attachments: readonly DocumentAttachment[];
  /** Null until the registry has given it. */
  readonly protocol: { readonly number: string; readonly date: Date } | null;
}

/** What the office asks a citizen to complete. */
export interface IntegrationRequestDocument {
  readonly head: LetterHead;
  readonly subject: string;
  readonly code: string;
  /** "Maria Rossi" */
  readonly addressee: string;
  readonly office: string;
  readonly responsible: string;
  readonly requestProtocol: { readonly number: string; readonly date: Date } | null;
  /** May be empty. */
  readonly message: string;
  /** Names of the fields and documents that are asked for. */
  readonly asked: readonly string[];
  /** `31/12/2026` */
  readonly dueDate: string;
  /** Whether it is the request that suspends the term of the procedure (law 241/1990 art. 2 c. 7). */
  readonly suspends: boolean;
  readonly requestedAt: Date;
}

/** What the citizen has answered to such a request. */
export interface IntegrationAnswerDocument {
  readonly head: LetterHead;
  readonly subject: string;
  readonly code: string;
  readonly applicant: readonly DocumentRow[];
  readonly rows: readonly DocumentRow[];
  readonly attachments: readonly DocumentAttachment[];
  /** Of the request. */
  readonly protocol: { readonly number: string; readonly date: Date };
  readonly answeredAt: Date;
  /** When an operator at the counter declared that the citizen signed it on paper; null when the citizen sent it. */
  readonly paperSignedAt: Date | null;
}

/** The office takes such a request back. */
export interface IntegrationCancellationDocument {
  readonly head: LetterHead;
  readonly subject: string;
  readonly code: string;
  /** "Maria Rossi" */
  readonly addressee: string;
  readonly office: string;
  readonly responsible: string;
  /** Of the request. */
  readonly protocol: { readonly number: string; readonly date: Date };
  readonly cancelledAt: Date;
}

/**
 * Makes the portal's PDF documents: PDF/A-2, tagged, in Italian.
 *
 * Promise: the same input gives the same bytes, so a job that is done twice has one result.
 */
export interface DocumentRenderer {
  renderRequest(document: RequestDocument): Promise<Uint8Array>;
  renderPaymentReceipt(document: PaymentReceiptDocument): Promise<Uint8Array>;
  renderReceipt(document: ReceiptDocument): Promise<Uint8Array>;
  renderAnswer(document: AnswerDocument): Promise<Uint8Array>;
  renderIntegrationRequest(document: IntegrationRequestDocument): Promise<Uint8Array>;
  renderIntegrationAnswer(document: IntegrationAnswerDocument): Promise<Uint8Array>;
  renderIntegrationCancellation(document: IntegrationCancellationDocument): Promise<Uint8Array>;
}
