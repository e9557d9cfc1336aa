/**
 * Why a message did not go out.
 *
 * - `again`: it was not taken, and later it may be (not reached, too many requests, out of order);
 * - `refused`: it will not be taken (a key that is not valid, a text that it does not like);
 * - `in-doubt`: it may have been taken. It is never sent again: the citizen would read it twice;
 * - `too-late`: what it says is no news any more, so that nothing was asked.
 */
export type NotifierErrorKind = 'again' | 'refused' | 'in-doubt' | 'too-late';

/** @param message in English, for operators of the platform: no personal data, no secrets */
export class NotifierError extends Error {
  override readonly name = 'NotifierError';
  readonly kind: NotifierErrorKind;
  /** How long it wants to be left alone; null where it does not say. */
  readonly pauseSeconds: number | null;
  constructor(
    kind: NotifierErrorKind,
    message: string,
    { pauseSeconds = null, ...options }: ErrorOptions & { readonly pauseSeconds?: number | null } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.pauseSeconds = pauseSeconds;
  }
}

/** It has said before that it wants to be left alone, and was not asked: this was no attempt. */
export class NotifierPaused extends NotifierError {
  override readonly pauseSeconds: number;
  constructor(message: string, pauseSeconds: number) {
    super('again', message, { pauseSeconds });
    this.pauseSeconds = pauseSeconds;
  }
}

/** Characters that App IO takes (standards.md 3). */
export const NOTICE_LIMITS = { subject: { min: 10, max: 120 }, markdown: { min: 80, max: 10_000 } } as const;

export interface CitizenNotice {
  readonly codiceFiscale: string;
  readonly subject: string;
  readonly markdown: string;
  /** The last instant at which the citizen can do what is asked of them; null when nothing is. */
  readonly dueAt: Date | null;
}

/**
 * Writes to a citizen on App IO, beside the mail. `key` is that of the service on whose behalf it is written.
 *
 * Promise: every wait and every answer is bounded; whoever does not get messages of the service is known before one is sent;
 * nothing is sent twice by itself, and a message that may have been taken throws `in-doubt`, never `again`; what is not within
 * `NOTICE_LIMITS` is refused before anything is sent. Both throw `NotifierError` alone.
 */
export interface CitizenNotifier {
  /** @returns whether the citizen has App IO, and takes messages of this service */
  mayWrite(key: string, codiceFiscale: string): Promise<boolean>;
  send(key: string, notice: CitizenNotice): Promise<void>;
}
