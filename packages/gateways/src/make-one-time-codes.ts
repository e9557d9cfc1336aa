import type { OneTimeCodes } from '@stanza/core';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20;
/** Steps before and after the present one: clocks differ, and typing takes time (RFC 6238, 5.2). */
const WINDOW = 1;
const CODE = /^\d{6}$/;

/** What every app takes for granted; the address says it all the same. */
const totp = (secret: string, issuer = '', label = ''): TOTP =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });

/** The code that an app shows at a moment: for the tests and the demonstration, which have no phone. */
export const oneTimeCodeAt = (secret: string, time: Date): string =>
  totp(secret).generate({ timestamp: time.getTime() });

/** TOTP (RFC 6238) with the parameters that all authenticator apps know: SHA-1, six digits, thirty seconds. */
export const makeOneTimeCodes = (): OneTimeCodes => ({
  newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
  uri: (secret, issuer, account) => totp(secret, issuer, account).toString(),
  stepOf(secret, code, now) {
    if (!CODE.test(code)) return null;
    const one = totp(secret);
    const timestamp = now.getTime();
    const delta = one.validate({ token: code, timestamp, window: WINDOW });
    return delta === null ? null : one.counter({ timestamp }) + delta;
  },
});
