import type {
  IntegrationAnswerDocument,
  IntegrationCancellationDocument,
  IntegrationRequestDocument,
  LetterHead,
} from '@stanza/core';
import type { Faces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { PAGE, STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { makeSheet, type Sheet } from './sheet.ts';
import { FRAME, INTEGRATION_ANSWER, INTEGRATION_CANCELLATION, INTEGRATION_REQUEST, REQUEST } from './texts.it.ts';
import { SOME_ROWS, writeFacts, writeFiles } from './write-rows.ts';

const RIGHT = { x: PAGE.width / 2, width: PAGE.width / 2 - PAGE.side } as const;

const writeText = (sheet: Sheet, text: string): void => {
  for (const paragraph of text.split(/\n[ \t]*\n/u))
    if (paragraph.trim() !== '') writeParagraph(sheet, 'P', paragraph.trim(), { style: STYLES.body, after: 8 });
};

/** The top of a letter of the office: who writes, to whom, about what. */
const writeTop = (
  sheet: Sheet,
  { head, subject, code, addressee }: { head: LetterHead; subject: string; code: string; addressee: string },
  heading: string,
): void => {
  writeParagraph(sheet, 'P', head.ente, { style: STYLES.ente, after: 0 });
  writeParagraph(sheet, 'P', head.address, { style: STYLES.body, after: 24 });
  const right = { style: STYLES.body, after: 24, box: RIGHT } as const;
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.addressee(addressee), right);
  writeParagraph(sheet, 'H1', heading, { style: STYLES.title, after: 6 });
  writeParagraph(sheet, 'P', FRAME.subject(subject), { style: STYLES.strong, after: 2 });
  writeParagraph(sheet, 'P', FRAME.code(code), { style: STYLES.body, after: 16 });
};

/** Writes the office's request to complete a practice (law 241/1990 art. 6 c. 1 b). Gives the bytes of the PDF. */
export const writeIntegrationRequest = (faces: Faces, asked: IntegrationRequestDocument): Promise<Uint8Array> => {
  const { head, subject, code, requestedAt } = asked;
  const sheet = makeSheet(faces, INTEGRATION_REQUEST.title(subject, code), requestedAt);
  const body = { style: STYLES.body, after: 10 } as const;
  writeTop(sheet, asked, INTEGRATION_REQUEST.heading);
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.opening(asked.requestProtocol), body);
  writeText(sheet, asked.message);
  if (asked.asked.length > 0) {
    const rows = asked.asked.map((value, index) => ({ label: String(index + 1), value }));
    writeFacts(sheet, INTEGRATION_REQUEST.asked, rows);
  }
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.due(asked.dueDate), { style: STYLES.strong, after: 10 });
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.how(head.portalUrl), body);
  if (asked.suspends) writeParagraph(sheet, 'P', INTEGRATION_REQUEST.suspended, body);
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.office(asked.office, asked.responsible), { ...body, after: 2 });
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.asksAt(requestedAt), { ...body, after: 0 });
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};

/** Writes that the office takes such a request back. Gives the bytes of the PDF. */
export const writeIntegrationCancellation = (
  faces: Faces,
  cancellation: IntegrationCancellationDocument,
): Promise<Uint8Array> => {
  const { head, subject, code, office, responsible, cancelledAt } = cancellation;
  const sheet = makeSheet(faces, INTEGRATION_CANCELLATION.title(subject, code), cancelledAt);
  const body = { style: STYLES.body, after: 10 } as const;
  writeTop(sheet, cancellation, INTEGRATION_CANCELLATION.heading);
  writeParagraph(sheet, 'P', INTEGRATION_CANCELLATION.opening(cancellation.protocol), body);
  writeParagraph(sheet, 'P', INTEGRATION_CANCELLATION.term, body);
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.office(office, responsible), { ...body, after: 2 });
  writeParagraph(sheet, 'P', INTEGRATION_REQUEST.asksAt(cancelledAt), { ...body, after: 0 });
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};

/** Writes what the citizen has answered to it. Gives the bytes of the PDF. */
export const writeIntegrationAnswer = (faces: Faces, answer: IntegrationAnswerDocument): Promise<Uint8Array> => {
  const { head, subject, code, answeredAt, paperSignedAt } = answer;
  const sheet = makeSheet(faces, INTEGRATION_ANSWER.title(subject, code), answeredAt);
  writeParagraph(sheet, 'P', REQUEST.receiver(head), { style: STYLES.ente, after: 2, box: RIGHT });
  writeParagraph(sheet, 'P', head.address, { style: STYLES.body, after: 28, box: RIGHT });
  writeParagraph(sheet, 'H1', INTEGRATION_ANSWER.heading, { style: STYLES.title, after: 6 });
  writeParagraph(sheet, 'P', FRAME.subject(subject), { style: STYLES.strong, after: 2 });
  writeParagraph(sheet, 'P', FRAME.code(code), { style: STYLES.body, after: 16 });
  const opening = { style: STYLES.body, after: 10, keepWithNext: SOME_ROWS } as const;
  writeParagraph(sheet, 'P', INTEGRATION_ANSWER.opening(answer.protocol), opening);
  writeFacts(sheet, REQUEST.applicant, answer.applicant);
  if (answer.rows.length > 0) writeFacts(sheet, INTEGRATION_ANSWER.answers, answer.rows);
  if (answer.attachments.length > 0) writeFiles(sheet, answer.attachments);
  writeParagraph(sheet, 'P', REQUEST.sent(answeredAt), { style: STYLES.body, after: 0 });
  if (paperSignedAt !== null) {
    writeParagraph(sheet, 'P', INTEGRATION_ANSWER.paperSigned(paperSignedAt), { style: STYLES.body, after: 0 });
  }
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};
