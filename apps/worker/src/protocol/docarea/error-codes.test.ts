import { afterEach, describe, expect, it } from '@jest/globals';
import type { CodeKind } from './error-codes.ts';
import { DOCAREA_DIALECTS, type DocareaDialect } from './settings.ts';
import { openDocarea, UNCLEAR } from './testing/docarea-stage.ts';
import type { Trouble } from './testing/start-docarea-server.ts';

type Meant = Readonly<Partial<Record<CodeKind, readonly number[]>>>;

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
  /** As the reference has them (standards.md 1.3), written out again: the table is not to be judged by itself. */
  const alike: Meant = {
    unclear: [-1],
    again: [-2, -6, -7, -50],
    settings: [-3, -4, -5, -8, -9, -101, -103, -104, -105, -106],
    refused: [-51, -52],
    'start-over': [-102, -107],
  };
  const finmatica: Meant = { settings: [-108, -109, -110, -111], unclear: [-120, -130, -140] };
  const meant: Readonly<Record<DocareaDialect, readonly Meant[]>> = {
    classic: [alike, finmatica, { unclear: [-100] }],
    inline: [alike, finmatica, { settings: [-100] }],
    halley: [
      alike,
      { settings: [-108, -110, -111, -555] },
      { unclear: [-100, -109, -112, -113, -114, -115, 300, 307, 314, 992, 995, 998] },
    ],
    tinn: [alike, finmatica, { unclear: [-100] }],
  };
  const rows = DOCAREA_DIALECTS.flatMap((dialect) =>
    meant[dialect].flatMap((kinds) =>
      Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => [dialect, code, kind] as const)),
    ),
  );

  it.each(rows)('%s %d is %s', async (dialect, code, kind) => {
    const on = await open(dialect);
    const ends = kind === 'unclear' ? UNCLEAR : [kind, kind, kind];
    const text = 'ROSSI MARIA: errore';
    const fields = { strDST: '', lngDocID: 0, lngNumPG: 0, lngAnnoPG: 0, lngErrNumber: code, strErrString: text };
    const trouble: Trouble = { is: 'answers', fields, done: false };
    // Once more is said what a new session may let pass, or another sender.
    if (code === -2 || (dialect === 'halley' && code === -108)) on.server.next('Protocollazione', trouble);
    expect(await on.endsAfter(trouble)).toEqual(ends);
    expect(on.server.book.lines).toEqual([]);
  });

  it.each(DOCAREA_DIALECTS)('%s: a number that nobody knows is in doubt where one was asked for', async (dialect) => {
    const fields = { strDST: 'x', lngDocID: 1, lngNumPG: 0, lngAnnoPG: 0, lngErrNumber: 4711, strErrString: '' };
    const { endsAfter } = await open(dialect);
    expect(await endsAfter({ is: 'answers', fields, done: false })).toEqual(UNCLEAR);
  });
});
