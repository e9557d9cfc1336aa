import { z } from 'zod';

/** Notice number (numero avviso, NAV): 18 digits. A string: as a number it would lose its last digits. */
export const noticeNumberSchema = z
  .string()
  .regex(/^3\d{17}$/u)
  .refine((number) => checkDigits(number.slice(0, 16)) === number.slice(16))
  .brand<'NoticeNumber'>();
export type NoticeNumber = z.infer<typeof noticeNumberSchema>;

/** IUV (identificativo univoco di versamento): the notice number without the auxiliary digit. */
export const iuvSchema = z
  .string()
  .regex(/^\d{17}$/u)
  .brand<'Iuv'>();
export type Iuv = z.infer<typeof iuvSchema>;

/** The auxiliary digit of creditors that give their numbers themselves, by segregation code. */
const AUX_DIGIT = '3';
const CHECK_MODULUS = 93;

/** Sixteen digits that begin with 3 are below 2^53, so that the remainder is exact. */
const checkDigits = (first: string): string => String(Number(first) % CHECK_MODULUS).padStart(2, '0');

/** The code of two digits by which pagoPA tells apart who gives the numbers of a creditor. */
export const segregationCodeSchema = z.string().regex(/^\d{2}$/u);

/** Most numbers that one segregation code has. */
export const MAX_NOTICE_SERIAL = 9_999_999_999_999;

/**
 * @param segregationCode two digits, given to the ente by pagoPA
 * @param serial from 1, never the same again for this ente and code
 * @throws when either is none
 */
export const noticeNumberOf = (segregationCode: string, serial: number): NoticeNumber => {
  if (!Number.isSafeInteger(serial) || serial < 1 || serial > MAX_NOTICE_SERIAL) throw new Error('No serial number');
  const first = `${AUX_DIGIT}${segregationCodeSchema.parse(segregationCode)}${String(serial).padStart(13, '0')}`;
  return noticeNumberSchema.parse(`${first}${checkDigits(first)}`);
};

export const iuvOf = (noticeNumber: NoticeNumber): Iuv => iuvSchema.parse(noticeNumber.slice(1));

/** The text of the QR code on a notice (standards.md 2.5). @param creditor codice fiscale of the ente, 11 digits */
export const noticeQrText = (noticeNumber: string, creditor: string, amount: number): string =>
  `PAGOPA|002|${noticeNumber}|${creditor}|${String(amount).padStart(2, '0')}`;
