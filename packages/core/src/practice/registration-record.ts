import type { ProtocolNumber, Registration } from '../ports/protocol-registry.ts';
import type { OperatorId, PracticeId } from '../shared/ids.ts';

/** Where a registration with a registry outside of the portal stands. */
export const REGISTRATION_STATES = [
  /** Documents are being handed over: nothing was registered. */
  'aperta',
  /** The number was asked for, and no answer is written down. */
  'chiesta',
  /** No answer came and the registry cannot say: an operator has to look. */
  'in_dubbio',
  /** An operator registers it by hand: the portal hands nothing over until they say the number, or give up. */
  'a_mano',
  /** The registry has everything; the number will be said by somebody else. */
  'in_attesa',
  'registrata',
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

/** The states in which trying again does nothing, or would register twice: a person has to say what is true. */
export const HELD_STATES = ['in_dubbio', 'a_mano'] as const satisfies readonly RegistrationState[];
export type HeldState = (typeof HELD_STATES)[number];

export const isHeld = (state: RegistrationState): state is HeldState => HELD_STATES.some((held) => held === state);

/** An office registers within the day on which a paper comes in, or the next (DPR 445/2000 art. 53): then somebody should ask. */
const LATE_MS = 24 * 60 * 60 * 1000;

/** A number that was asked for before this moment, and was not said, is late. */
export const lateBefore = (now: Date): Date => new Date(now.getTime() - LATE_MS);

/** What somebody else is to register, besides of whom it is: that stands in the practice. */
export type HandedOver = Pick<Registration, 'direction' | 'subject' | 'file' | 'sentAt' | 'main' | 'attachments'>;

export const handedOverOf = ({ direction, subject, file, sentAt, main, attachments }: Registration): HandedOver => ({
  direction,
  subject,
  file,
  sentAt,
  main,
  attachments,
});

/** What is known of one registration, written down after each step. */
export interface RegistrationRecord {
  /** That of the registration. */
  readonly key: string;
  readonly practiceId: PracticeId;
  readonly state: RegistrationState;
  /** The registry's book that it was begun with (`RegistrySteps.book`). */
  readonly book: string;
  /** SHA-256 of the main document: another one under the same key is a mistake of ours. */
  readonly main: string;
  /** What `prepare` opened, with the registry's name of it where it has one; null before. */
  readonly prepared: { readonly name: string | null } | null;
  /** The registry's names of the documents that it has, in their order. */
  readonly documents: readonly string[];
  /** When the number was asked for. */
  readonly askedAt: Date | null;
  /** Where somebody else says the number: what was, or may have been, handed over to them. Null of the others. */
  readonly handedOver: HandedOver | null;
  /** Who has taken it to register it by hand, and when; null where nobody has, or they gave up. */
  readonly claim: { readonly by: OperatorId; readonly at: Date } | null;
  readonly number: ProtocolNumber | null;
}

/**
 * As a person is asked about it: of a doubt where somebody else says the number, whether what was sent has arrived (`arrivata`). Of a
 * practice with several, the first of these goes first.
 */
export const HELD = ['arrivata', ...HELD_STATES] as const;
export type Held = (typeof HELD)[number];

/** @returns null where trying again does what it says */
export const heldAs = ({ state, handedOver }: Pick<RegistrationRecord, 'state' | 'handedOver'>): Held | null => {
  if (!isHeld(state)) return null;
  return state === 'in_dubbio' && handedOver !== null ? 'arrivata' : state;
};

/** What a registration has of a book that was given nothing of it: what was handed over to another one stays behind there. */
export const untouchedIn = (book: string): Pick<RegistrationRecord, 'book' | 'prepared' | 'documents'> => ({
  book,
  prepared: null,
  documents: [],
});

/** A registration that nothing was done of. */
export const newRegistration = ({
  book,
  ...of
}: Pick<RegistrationRecord, 'key' | 'practiceId' | 'book' | 'main'>): RegistrationRecord => ({
  ...of,
  ...untouchedIn(book),
  state: 'aperta',
  askedAt: null,
  handedOver: null,
  claim: null,
  number: null,
});
