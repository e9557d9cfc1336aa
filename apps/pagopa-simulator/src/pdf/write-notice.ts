import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { cents, decimalOfCents, noticeQrText } from '@stanza/core';
import PdfDocument from 'pdfkit';
import { encode } from 'uqr';
import type { NoticeData } from '../api/notice-body.ts';

const fontFile = (name: string): string => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/** What the symbol of a notice is (standards.md 2.5): 33 modules a side, with a margin of four. */
const QR = { version: 4, ecc: 'M', border: 4, modulePoints: 3 } as const;
const [LEFT, TOP, WIDTH] = [56, 56, 483];

/** `1650` → `16,50 euro` */
export const inEuro = (amount: number): string => `${decimalOfCents(cents(amount)).replace('.', ',')} euro`;

export interface Notice extends NoticeData {
  readonly creditor: { readonly companyName: string; readonly fiscalCode: string; readonly office: string | null };
}

/** Draws each black module as a square. */
const drawQr = (document: PDFKit.PDFDocument, text: string, x: number, y: number): void => {
  const { data } = encode(text, {
    ecc: QR.ecc,
    boostEcc: false,
    minVersion: QR.version,
    maxVersion: QR.version,
    border: QR.border,
  });
  const side = QR.modulePoints;
  for (const [down, row] of data.entries()) {
    for (const [across, isBlack] of row.entries()) {
      if (isBlack) document.rect(x + across * side, y + down * side, side, side);
    }
  }
  document.fill('#000000');
};

/** `302000000000000012` → `3020 0000 0000 0000 12` */
const inGroups = (number: string): string => number.replaceAll(/(\d{4})(?=\d)/gu, '$1 ');

/**
 * A notice with what the guidelines want on it: whose it is, who pays, what for, how much, until when, its numbers and the QR code. It
 * says on top that it is none.
 */
export const writeNotice = async ({ creditor, debtor, notice }: Notice): Promise<Uint8Array> => {
  const document = new PdfDocument({
    size: 'A4',
    margin: LEFT,
    info: { Title: `Avviso di pagamento ${notice.code}` },
    lang: 'it',
  });
  const whole = buffer(document);
  document.registerFont('regular', fontFile('DejaVuSansCondensed'));
  document.registerFont('bold', fontFile('DejaVuSansCondensed-Bold'));
  const lines = (font: 'regular' | 'bold', size: number, ...texts: readonly string[]): void => {
    document.font(font).fontSize(size);
    for (const text of texts) document.text(text, LEFT, undefined, { width: WIDTH });
    document.moveDown(0.6);
  };
  document.y = TOP;
  lines('bold', 9, 'SIMULAZIONE: questo avviso non si può pagare');
  lines('bold', 18, 'Avviso di pagamento pagoPA');
  lines('bold', 13, notice.subject);
  lines('bold', 10, 'Ente creditore');
  lines(
    'regular',
    10,
    creditor.companyName,
    ...(creditor.office === null ? [] : [creditor.office]),
    `Codice fiscale: ${creditor.fiscalCode}`,
  );
  lines('bold', 10, 'Destinatario');
  const { fullName, taxCode, address, buildingNumber, postalCode, city, province } = debtor;
  lines(
    'regular',
    10,
    fullName,
    ...(taxCode === undefined ? [] : [`Codice fiscale: ${taxCode}`]),
    `${address} ${buildingNumber}`,
    `${postalCode} ${city} (${province})`,
  );
  const due = notice.dueDate === undefined ? '' : ` entro il ${notice.dueDate}`;
  lines('bold', 14, `${inEuro(notice.paymentAmount)}${due}`);
  lines(
    'regular',
    10,
    'Dove pagare: sul sito o con l’app della banca, sull’app IO, in banca, alle Poste, in tabaccheria.',
  );
  lines(
    'regular',
    10,
    `Codice avviso: ${inGroups(notice.code)}`,
    `Codice fiscale ente creditore: ${creditor.fiscalCode}`,
  );
  drawQr(document, noticeQrText(notice.code, creditor.fiscalCode, notice.paymentAmount), LEFT, document.y);
  document.end();
  return new Uint8Array(await whole);
};
