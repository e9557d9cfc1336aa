/** A message kept in the database because no mail server is configured. */
export interface StoredMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly sentAt: Date;
}

/** The messages that the worker keeps instead of sending, in development. */
export interface Mailbox {
  /** Of all enti, newest first. */
  latest(limit: number): Promise<readonly StoredMail[]>;
}
