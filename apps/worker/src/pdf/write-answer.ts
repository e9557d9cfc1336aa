import type { AnswerDocument } from '@stanza/core';
import type { Faces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { COLOURS, CONTENT_WIDTH, PAGE, STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { makeSheet, type Sheet } from './sheet.ts';
import { ANSWER, FRAME } from './texts.it.ts';
import { writeFiles } from './write-rows.ts';

const ADDRESSEE = { x: PAGE.width / 2, width: PAGE.width / 2 - PAGE.side } as const;
const SOME_LINES = 45;

const writeHead = (sheet: Sheet, { head, addressee }: AnswerDocument): void => {
  writeParagraph(sheet, 'P', head.ente, { style: STYLES.ente, after: 0 });
  writeParagraph(sheet, 'P', head.address, { style: STYLES.body, after: 8 });
  sheet.decorate('Layout', (document) => {
    document.rect(PAGE.side, sheet.y, CONTENT_WIDTH, 1).fill(COLOURS.rule);
  });
  sheet.moveDown(26);
  writeParagraph(sheet, 'P', ANSWER.addressee(addressee), { style: STYLES.body, after: 30, box: ADDRESSEE });
};

const writeReason = (sheet: Sheet, reason: string): void => {
  if (reason.trim() === '') return;
  writeParagraph(sheet, 'H2', ANSWER.reason, { style: STYLES.heading, after: 4, keepWithNext: SOME_LINES });
  for (const paragraph of reason.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/u))
    if (paragraph.trim() !== '') writeParagraph(sheet, 'P', paragraph.trim(), { style: STYLES.body, after: 8 });
};

/** Writes the office's answer, with what is enclosed and how it is signed. Gives the bytes of the PDF. */
export const writeAnswer = (faces: Faces, answer: AnswerDocument): Promise<Uint8Array> => {
  const { head, subject, code, outcome, decidedAt } = answer;
  const sheet = makeSheet(faces, ANSWER.title(subject, code), decidedAt);
  writeHead(sheet, answer);
  writeParagraph(sheet, 'H1', FRAME.subject(subject), { style: STYLES.title, after: 4 });
  writeParagraph(sheet, 'P', FRAME.code(code), { style: STYLES.body, after: 20 });
  writeParagraph(sheet, 'P', ANSWER.reference(answer.requestProtocol), { style: STYLES.body, after: 16 });
  writeParagraph(sheet, 'H2', ANSWER.outcome[outcome], { style: STYLES.title, after: 16, keepWithNext: SOME_LINES });
  writeReason(sheet, answer.reason);
  if (answer.enclosed.length > 0) writeFiles(sheet, answer.enclosed);
  sheet.moveDown(12);
  writeParagraph(sheet, 'P', ANSWER.decided(decidedAt), { style: STYLES.body, after: 6, keepWithNext: SOME_LINES });
  const signature = answer.printedSignature === null ? [ANSWER.signature] : ANSWER.printed(answer.printedSignature);
  for (const line of signature) writeParagraph(sheet, 'P', line, { style: STYLES.body, after: 2 });
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};
