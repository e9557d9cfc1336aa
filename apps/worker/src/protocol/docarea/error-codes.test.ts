import { afterEach, describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from './error-codes.ts';
import { DOCAREA_DIALECTS } from './settings.ts';
import { openDocarea, same, UNCLEAR } from './testing/docarea-stage.ts';
import type { Trouble } from './testing/start-docarea-server.ts';

let close: (() => Promise<void>) | null = null;
const open = async (...given: Parameters<typeof openDocarea>) => {
  const opened = await openDocarea(...given);
  close = opened.server.close;
  return opened;
};
afterEach(async () => {
  await close?.();
  close = null;
});

describe('what the numbers of a DOCAREA registry mean', () => {
  const rows = DOCAREA_DIALECTS.flatMap((dialect) =>
    Object.entries(ERROR_CODES[dialect]).map(([code, { kind }]) => [dialect, Number(code), kind] as const),
  );

  it.each(rows)('%s %d is %s', async (dialect, code, kind) => {
    const on = await open(dialect);
    const ends = kind === 'unclear' ? UNCLEAR : same(kind);
    const text = 'ROSSI MARIA: errore';
    const fields = { strDST: '', lngDocID: 0, lngNumPG: 0, lngAnnoPG: 0, lngErrNumber: code, strErrString: text };
    const trouble: Trouble = { is: 'answers', fields, done: false };
    // A session that is over is begun again, once.
    if (code === -2) on.server.next('Protocollazione', trouble);
    expect(await on.endsAfter(trouble)).toEqual(ends);
    expect(on.server.book.lines).toEqual([]);
  });

  it.each(DOCAREA_DIALECTS)('%s: a number that nobody knows is in doubt where one was asked for', async (dialect) => {
    const fields = { strDST: 'x', lngDocID: 1, lngNumPG: 0, lngAnnoPG: 0, lngErrNumber: 4711, strErrString: '' };
    const { endsAfter } = await open(dialect);
    expect(await endsAfter({ is: 'answers', fields, done: false })).toEqual(UNCLEAR);
  });
});
