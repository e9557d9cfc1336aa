/**
 * Codes of an authenticator app (TOTP, RFC 6238): six digits that change every thirty seconds.
 *
 * Promise: a code is good in its own step of time and in the one before and after; `stepOf` answers null to anything else, whatever
 * it is, and never throws on a secret that `newSecret` has made.
 */
export interface OneTimeCodes {
  /** A secret of 160 random bits in base32, as apps take it when it is typed. */
  newSecret(): string;
  /** The address that an app reads from a QR code. @param issuer the ente @param account the operator's address */
  uri(secret: string, issuer: string, account: string): string;
  /** The step of time that a code belongs to, so that it can be taken once; null when it is none of this moment. */
  stepOf(secret: string, code: string, now: Date): number | null;
}
