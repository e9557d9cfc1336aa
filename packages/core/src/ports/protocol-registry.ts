import type { TenantId } from '../shared/ids.ts';

export interface RegistryDocument {
  readonly fileName: string;
  readonly description: string;
  readonly sha256: string;
  readonly size: number;
}

export interface Registration {
  /** Idempotency key: the same key is registered once, whatever is retried. */
  readonly key: string;
  readonly direction: 'entrata' | 'uscita';
  readonly subject: string;
  /** Sender of what comes in, addressee of what goes out. */
  readonly correspondent: string;
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
