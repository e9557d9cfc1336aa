import type { RequestDocument } from '@stanza/core';
import type { Faces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { CONTENT_WIDTH, PAGE, STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { paymentRows } from './payment-rows.ts';
import { makeSheet } from './sheet.ts';
import { FRAME, PAYMENT, REQUEST } from './texts.it.ts';
import { SOME_ROWS, writeFacts, writeFiles } from './write-rows.ts';

const RECEIVER = { x: PAGE.width / 2, width: PAGE.width / 2 - PAGE.side } as const;
/** Writes the filled-in form as a letter to the ente (manual §9.1). Gives the bytes of the PDF. */
export const writeRequest = (faces: Faces, request: RequestDocument): Promise<Uint8Array> => {
  const { head, subject, code, submittedAt, paperSignedAt } = request;
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
  for (const payment of request.payments) writeFacts(sheet, PAYMENT.heading, paymentRows(payment));
  if (request.attachments.length > 0) writeFiles(sheet, request.attachments);
  writeParagraph(sheet, 'P', REQUEST.sent(submittedAt), { style: STYLES.body, after: 0 });
  if (paperSignedAt !== null)
    writeParagraph(sheet, 'P', REQUEST.paperSigned(paperSignedAt), { style: STYLES.body, after: 0 });
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};
