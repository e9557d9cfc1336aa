import type { BulletinKind } from '@stanza/core';

/** Where the notices and the deadlines are, for citizens below the ente and for administrators below the office. */
export const BULLETIN_PATHS = { news: 'avvisi', deadline: 'scadenze' } as const satisfies Record<BulletinKind, string>;

/** A page about one notice or one deadline. */
export interface BulletinPath {
  Params: { avviso: string };
}
