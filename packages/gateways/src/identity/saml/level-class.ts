import { SIGN_IN_LEVELS, type SignInLevel } from '@stanza/core';

/** `AuthnContextClassRef` of a level; CIE uses those of SPID. */
export const levelClass = (level: SignInLevel): string => `https://www.spid.gov.it/SpidL${level}`;

/** The level that an `AuthnContextClassRef` says; undefined when it says none. */
export const levelOfClass = (written: string): SignInLevel | undefined =>
  SIGN_IN_LEVELS.find((level) => levelClass(level) === written);
