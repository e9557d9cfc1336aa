import type { DocumentAttachment, DocumentRow } from '@stanza/core';
import { fileSize } from './file-size.ts';
import { CONTENT_WIDTH, STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import type { Sheet } from './sheet.ts';
import { type Column, writeTable } from './table.ts';
import { FRAME, REQUEST } from './texts.it.ts';

/** A heading does not stand alone at the foot of a page. */
export const SOME_ROWS = 60;

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

/** A heading and its facts, each with its label. */
export const writeFacts = (sheet: Sheet, title: string, rows: readonly DocumentRow[]): void => {
  writeParagraph(sheet, 'H2', title, { style: STYLES.heading, after: 4, keepWithNext: SOME_ROWS });
  writeTable(sheet, {
    columns: FACTS,
    rows: rows.map(({ label, value }) => [label, value.trim() === '' ? FRAME.noValue : value]),
  });
};

/** The list of what was attached, with the digests. */
export const writeFiles = (sheet: Sheet, attachments: readonly DocumentAttachment[]): void => {
  writeParagraph(sheet, 'H2', REQUEST.attachments, { style: STYLES.heading, after: 4, keepWithNext: SOME_ROWS });
  writeTable(sheet, {
    columns: FILES,
    titles: REQUEST.attachmentColumns,
    rows: attachments.map((file) => [file.description, file.fileName, fileSize(file.size), file.sha256]),
  });
};
