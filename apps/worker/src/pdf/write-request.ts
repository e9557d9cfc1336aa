import type { DocumentAttachment, DocumentRow, RequestDocument } from '@stanza/core';
import type { Faces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { fileSize } from './italian-format.ts';
import { CONTENT_WIDTH, PAGE, STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { makeSheet, type Sheet } from './sheet.ts';
import { type Column, writeTable } from './table.ts';
import { FRAME, REQUEST } from './texts.it.ts';

const RECEIVER = { x: PAGE.width / 2, width: PAGE.width / 2 - PAGE.side } as const;
/** A heading does not stand alone at the foot of a page. */
const SOME_ROWS = 60;

const LABEL_WIDTH = 170;
const FACTS: readonly Column[] = [
  { width: LABEL_WIDTH, style: STYLES.label, namesRow: true },
  { width: CONTENT_WIDTH - LABEL_WIDTH, style: STYLES.value },
];

/** The digest has room for half of its 64 digits. */
const FILES: readonly Column[] = [
  { width: 125, style: STYLES.value, namesRow: true },
  { width: CONTENT_WIDTH - 125 - 68 - 158, style: STYLES.value },
  { width: 68, style: STYLES.value },
  { width: 158, style: STYLES.digest },
];

const writeFacts = (sheet: Sheet, title: string, rows: readonly DocumentRow[]): void => {
  writeParagraph(sheet, 'H2', title, { style: STYLES.heading, after: 4, keepWithNext: SOME_ROWS });
  writeTable(sheet, {
    columns: FACTS,
    rows: rows.map(({ label, value }) => [label, value.trim() === '' ? FRAME.noValue : value]),
  });
};

const writeFiles = (sheet: Sheet, attachments: readonly DocumentAttachment[]): void => {
  writeParagraph(sheet, 'H2', REQUEST.attachments, { style: STYLES.heading, after: 4, keepWithNext: SOME_ROWS });
  writeTable(sheet, {
    columns: FILES,
    titles: REQUEST.attachmentColumns,
    rows: attachments.map((file) => [file.description, file.fileName, fileSize(file.size), file.sha256]),
  });
};

/** Writes the filled-in form as a letter to the ente (manual §9.1). Gives the bytes of the PDF. */
export const writeRequest = (faces: Faces, request: RequestDocument): Promise<Uint8Array> => {
  const { head, subject, code, submittedAt } = request;
  const sheet = makeSheet(faces, REQUEST.title(subject, code), submittedAt);
  writeParagraph(sheet, 'P', REQUEST.receiver(head), { style: STYLES.ente, after: 2, box: RECEIVER });
  writeParagraph(sheet, 'P', head.address, { style: STYLES.body, after: 28, box: RECEIVER });
  writeParagraph(sheet, 'H1', FRAME.subject(subject), { style: STYLES.title, after: 4 });
  writeParagraph(sheet, 'P', FRAME.code(code), { style: STYLES.body, after: 20 });
  writeParagraph(sheet, 'P', REQUEST.opening, { style: STYLES.body, after: 10 });
  writeFacts(sheet, REQUEST.applicant, request.applicant);
  const centred = { x: PAGE.side, width: CONTENT_WIDTH, align: 'center' } as const;
  writeParagraph(sheet, 'P', REQUEST.asks, { style: STYLES.strong, after: 6, box: centred, keepWithNext: SOME_ROWS });
  writeParagraph(sheet, 'P', REQUEST.request, { style: STYLES.body, after: 14 });
  for (const { title, rows } of request.sections) if (rows.length > 0) writeFacts(sheet, title, rows);
  if (request.attachments.length > 0) writeFiles(sheet, request.attachments);
  writeParagraph(sheet, 'P', REQUEST.sent(submittedAt), { style: STYLES.body, after: 0 });
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};
