import type { CitizenId } from '../shared/ids.ts';
import type { Address } from './address.ts';
import type { CodiceFiscale } from './codice-fiscale.ts';

/** Who a person is, as the identity provider says it; until the first sign-in, as an operator reads it from a document (ADR 22). */
export interface Identity {
  readonly codiceFiscale: CodiceFiscale;
  readonly nome: string;
  readonly cognome: string;
  /** `YYYY-MM-DD` */
  readonly dataNascita: string;
  /** Name of the municipality, or of the foreign country, of birth. */
  readonly luogoNascita: string;
}

export interface Contacts {
  readonly email: string | null;
  readonly telefono: string | null;
}

export interface Citizen {
  readonly id: CitizenId;
  readonly identity: Identity;
  /** Whether an identity provider has said so; false while only an operator at the counter has, from a document. */
  readonly identityVerified: boolean;
  readonly contacts: Contacts;
  /** Whether the mail server has refused that e-mail address for good since it was last saved (ADR 43). */
  readonly emailRefused: boolean;
  readonly residenza: Address | null;
  /** Null when the citizen lives where they are registered. */
  readonly domicilio: Address | null;
  /** When the citizen first saved the profile (manual §5); null until then. */
  readonly profileCompletedAt: Date | null;
}

/** Where mail reaches a citizen; null when none does. */
export const reachableEmail = ({ contacts, emailRefused }: Citizen): string | null =>
  emailRefused ? null : contacts.email;

/** "Maria Rossi" */
export const fullName = (identity: Identity): string => `${identity.nome} ${identity.cognome}`;
