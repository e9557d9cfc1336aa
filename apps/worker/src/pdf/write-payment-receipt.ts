import { type DocumentRow, dayAndTime, inEuro, type PaymentReceiptDocument } from '@stanza/core';
import type { Faces } from './fonts.ts';
import { writeFooter } from './footer.ts';
import { STYLES } from './paper.ts';
import { writeParagraph } from './paragraph.ts';
import { makeSheet } from './sheet.ts';
import { FRAME, PAYMENT_RECEIPT } from './texts.it.ts';
import { writeFacts } from './write-rows.ts';

const factsOf = ({ debtor, codiceFiscale, items, receipt }: PaymentReceiptDocument): readonly DocumentRow[] => {
  const { amount, fee, paidAt, psp, method, noticeNumber, iuv, receiptId } = receipt;
  return [
    { label: PAYMENT_RECEIPT.debtor, value: debtor },
    { label: PAYMENT_RECEIPT.codiceFiscale, value: codiceFiscale },
    ...items.map((item) => ({ label: item.label, value: inEuro(item.amount) })),
    { label: PAYMENT_RECEIPT.amount, value: inEuro(amount) },
    ...(fee === null ? [] : [{ label: PAYMENT_RECEIPT.fee, value: inEuro(fee) }]),
    { label: PAYMENT_RECEIPT.paidAt, value: dayAndTime(paidAt) },
    { label: PAYMENT_RECEIPT.psp, value: psp },
    ...(method === null ? [] : [{ label: PAYMENT_RECEIPT.method, value: method }]),
    { label: PAYMENT_RECEIPT.noticeNumber, value: noticeNumber },
    { label: PAYMENT_RECEIPT.iuv, value: iuv },
    { label: PAYMENT_RECEIPT.receiptId, value: receiptId },
  ];
};

/** Writes the receipt of a payment. Gives the bytes of the PDF. */
export const writePaymentReceipt = (faces: Faces, document: PaymentReceiptDocument): Promise<Uint8Array> => {
  const { head, subject, code, receipt } = document;
  const sheet = makeSheet(faces, PAYMENT_RECEIPT.title(subject), receipt.paidAt);
  writeParagraph(sheet, 'P', head.ente, { style: STYLES.ente, after: 0 });
  writeParagraph(sheet, 'P', head.address, { style: STYLES.body, after: 24 });
  writeParagraph(sheet, 'H1', PAYMENT_RECEIPT.heading, { style: STYLES.title, after: 6 });
  writeParagraph(sheet, 'P', FRAME.subject(subject), { style: STYLES.strong, after: 2 });
  writeParagraph(sheet, 'P', FRAME.code(code), { style: STYLES.body, after: 16 });
  writeParagraph(sheet, 'P', PAYMENT_RECEIPT.opening(head), { style: STYLES.body, after: 14 });
  writeFacts(sheet, PAYMENT_RECEIPT.facts, factsOf(document));
  return sheet.finish((page, pages) => writeFooter(sheet, head, page, pages));
};
