import type { Federation } from '@stanza/core';
import { UnusableSigningKey } from '@stanza/gateways';
import { UserFacingError } from '../user-facing-error.ts';

/** The command about the certificate of an ente, as it is told. @param option what it shall do; empty for the first certificate */
export const certificateCommand = (slug: string, federation: Federation, option = ''): string =>
  `«${['stanza spid:certificate', '--ente', slug, '--federazione', federation, option].join(' ').trimEnd()}»`;

/** Tells the person at the terminal that the folder of the keys cannot be written. @throws UserFacingError */
export const notWritable =
  (directory: string) =>
  (cause: unknown): never => {
    throw new UserFacingError(`Non è possibile scrivere in ${directory}: controllate SIGN_IN_KEYS_DIR.`, { cause });
  };

/** The same key; one that cannot be used is told to the person at the terminal. @throws UserFacingError */
export const asUserFacing = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((cause: unknown) => {
    throw cause instanceof UnusableSigningKey ? new UserFacingError(cause.message, { cause }) : cause;
  });
