import type { ProtocolValues } from '../service/service.ts';
import type { PracticeId, ServiceId, TenantId } from '../shared/ids.ts';

export interface RegistryDocument {
  readonly fileName: string;
  readonly description: string;
  readonly sha256: string;
  readonly size: number;
}

/** Sender of what comes in, addressee of what goes out. */
export interface Correspondent {
  readonly nome: string;
  readonly cognome: string;
  readonly codiceFiscale: string;
  readonly email: string | null;
}

export interface Registration {
  /** Idempotency key: the same key is registered once, whatever is retried. */
  readonly key: string;
  readonly direction: 'entrata' | 'uscita';
  readonly subject: string;
  readonly correspondent: Correspondent;
  readonly practiceId: PracticeId;
  /** As people know it: "K7QM-3R9T". */
  readonly practiceCode: string;
  readonly serviceId: ServiceId;
  /** What the ente has written of the service for its registry; empty texts where the registry's own settings say it. */
  readonly values: ProtocolValues;
  /** Number of the request, into whose file (fascicolo) this goes; null of the request itself. */
  readonly file: ProtocolNumber | null;
  /** Legal time of the sending (law 241/1990 art. 18-bis): kept beside the registration time. */
  readonly sentAt: Date;
  readonly main: RegistryDocument;
  readonly attachments: readonly RegistryDocument[];
}

/** A number of the protocol: progressive inside ente and year, printed with seven digits (DPR 445/2000 art. 57). */
export interface ProtocolNumber {
  readonly number: string;
  readonly year: number;
  readonly registeredAt: Date;
}

/**
 * The protocol registry of an ente (DPR 445/2000 arts. 53-57).
 *
 * Promise: numbers are gap-free and growing inside ente and year, under concurrency and crashes, and times with them; the
 * same key always gets the same number, and throws when it comes with another main document; what is registered is never
 * changed.
 */
export interface ProtocolRegistry {
  register(tenantId: TenantId, registration: Registration): Promise<ProtocolNumber>;
}
