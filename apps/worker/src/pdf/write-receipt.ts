import { dayAndTime, type ReceiptDocument } from '@stanza/core';
import type { Faces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { makeSheet } from './sheet.ts';
import { FRAME, RECEIPT } from './texts.it.ts';
import { SOME_ROWS, writeFacts, writeFiles } from './write-rows.ts';

const factsOf = (receipt: ReceiptDocument) => [
  { label: RECEIPT.sender, value: receipt.sender },
  { label: RECEIPT.codiceFiscale, value: receipt.codiceFiscale },
  { label: RECEIPT.sentAt, value: dayAndTime(receipt.submittedAt) },
  { label: RECEIPT.office, value: receipt.office },
  { label: RECEIPT.responsible, value: receipt.responsible },
  { label: RECEIPT.deadline, value: RECEIPT.by(receipt.deadline) },
  {
    label: RECEIPT.protocol,
    value:
      receipt.protocol === null ? RECEIPT.unnumbered : RECEIPT.numbered(receipt.protocol.number, receipt.protocol.date),
  },
];

/** Writes the receipt of a practice that was sent (law 241/1990 art. 18-bis). Gives the bytes of the PDF. */
export const writeReceipt = (faces: Faces, receipt: ReceiptDocument): Promise<Uint8Array> => {
  const { head, subject, code, submittedAt } = receipt;
  const sheet = makeSheet(faces, RECEIPT.title(subject, code), submittedAt);
  writeParagraph(sheet, 'P', head.ente, { style: STYLES.ente, after: 0 });
  writeParagraph(sheet, 'P', head.address, { style: STYLES.body, after: 24 });
  writeParagraph(sheet, 'H1', RECEIPT.heading, { style: STYLES.title, after: 6 });
  writeParagraph(sheet, 'P', FRAME.subject(subject), { style: STYLES.strong, after: 2 });
  writeParagraph(sheet, 'P', FRAME.code(code), { style: STYLES.body, after: 16 });
  writeParagraph(sheet, 'P', RECEIPT.opening(head, submittedAt), { style: STYLES.body, after: 14 });
  writeFacts(sheet, RECEIPT.facts, factsOf(receipt));
  if (receipt.attachments.length > 0) writeFiles(sheet, receipt.attachments);
  writeParagraph(sheet, 'H2', RECEIPT.silence, { style: STYLES.heading, after: 4, keepWithNext: SOME_ROWS });
  for (const text of RECEIPT.silenceTexts) writeParagraph(sheet, 'P', text, { style: STYLES.body, after: 8 });
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};
