import type { Citizen } from '../person/citizen.ts';
import type { ProtocolNumber } from '../ports/protocol-registry.ts';
import type { Signer } from '../ports/signature-verifier.ts';
import type { Answers } from '../service/journey.ts';
import type { AnswerFlow } from '../service/service.ts';
import type { CitizenId, OperatorId, PracticeId, ServiceId } from '../shared/ids.ts';
import type { DraftTerm } from './draft-term.ts';

/** The words that the database stores and the citizen reads (manual §10). */
export const PRACTICE_STATES = [
  'bozza',
  'inviata',
  'in_elaborazione',
  'da_integrare',
  'accettata',
  'rifiutata',
] as const;
export type PracticeState = (typeof PRACTICE_STATES)[number];

/** The states of a practice that the office sees. */
export type SentState = Exclude<PracticeState, 'bozza'>;

export type Outcome = 'accettata' | 'rifiutata';

/**
 * `modulo`: the filled-in form; `ricevuta`: the citizen's receipt, without the protocol number at first; `risposta`: the
 * answer, to be signed where the service wants it; `risposta_firmata`: the signed answer; `documento`: what was asked for
 * and is enclosed with the answer, such as a certificate; `contenuto`: the same without its signature, where that is a `.p7m`.
 */
export const DOCUMENT_KINDS = ['modulo', 'ricevuta', 'risposta', 'risposta_firmata', 'documento', 'contenuto'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document of the practice that the portal made or received; its bytes are in the attachment storage. */
export interface PracticeDocument {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  /** Who signed it, as it was found to be when it was handed in; not there when nobody did, or nobody looked. */
  readonly signers?: readonly Signer[];
}

/** What an operator decided. It becomes the practice's outcome when the answer has its protocol number. */
export interface Decision {
  readonly outcome: Outcome;
  readonly reason: string;
  /** How the service was answered when it was decided: what its ente chooses later bends nothing that is under way. */
  readonly flow: AnswerFlow;
  readonly decidedAt: Date;
}

/** A practice (pratica): one request of one citizen for one service. */
export interface Practice extends DraftTerm {
  readonly id: PracticeId;
  /** What a person reads out at the counter: see `practiceCode`. */
  readonly code: string;
  readonly serviceId: ServiceId;
  /** The revision of the definition that the practice was started on and keeps for life. */
  readonly revision: number;
  readonly citizenId: CitizenId;
  /** The operator who opened it at the counter on the citizen's behalf (ente.md); null when the citizen did. */
  readonly openedBy: OperatorId | null;
  /** When that operator declared that the citizen has read the notice and signed the form on paper. */
  readonly paperSignedAt: Date | null;
  readonly state: PracticeState;
  /** Grows by one at each event but the preparation of the answer; guards against two people deciding at once. */
  readonly version: number;
  readonly answers: Answers;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  /** The citizen as they were when they sent it; null while it is a draft. */
  readonly applicant: Pick<Citizen, 'identity' | 'contacts' | 'residenza' | 'domicilio'> | null;
  readonly beneficiaries: readonly string[];
  readonly assignedTo: OperatorId | null;
  readonly requestProtocol: ProtocolNumber | null;
  readonly answerProtocol: ProtocolNumber | null;
  readonly decision: Decision | null;
  readonly documents: Readonly<Partial<Record<DocumentKind, PracticeDocument>>>;
}

/** Whether the office has answered for good: nothing more happens to it. */
export const isClosed = ({ state }: Pick<Practice, 'state'>): boolean => state === 'accettata' || state === 'rifiutata';

// Without 0/O, 1/I/L and U, which people misread or that spell words.
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The code that people read out, from the random end of the practice's id: `K7QM-3R9T`. About 39 bits: unique inside
 * an ente is enforced by the store.
 */
export const practiceCode = (id: PracticeId): string => {
  let rest = BigInt(`0x${id.replaceAll('-', '').slice(-16)}`);
  const base = BigInt(CODE_ALPHABET.length);
  let code = '';
  while (code.length < 8) {
    code += CODE_ALPHABET.charAt(Number(rest % base));
    rest /= base;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
};
