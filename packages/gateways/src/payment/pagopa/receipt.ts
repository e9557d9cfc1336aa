import { centsOfDecimal, type Iuv, type PaymentReceipt, startOfDayInItaly } from '@stanza/core';
import { z } from 'zod';
import { italianInstant } from './instants.ts';

/**
 * An amount in euro, which is a number in JSON. The shortest decimal that gives this number again is the one that was written, because
 * amounts have eleven digits at the most and numbers keep fifteen: nothing is multiplied.
 */
const euro = z.number().transform((amount, context) => {
  const read = centsOfDecimal(String(amount));
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'must be an amount in euro' });
  return z.NEVER;
});

/** A receipt as Biz-Events has it, as far as it is looked at. */
export const receiptSchema = z.object({
  receiptId: z.string().max(100),
  noticeNumber: z.string().max(35),
  fiscalCode: z.string(),
  outcome: z.string(),
  creditorReferenceId: z.string(),
  paymentAmount: euro,
  fee: euro.nullish(),
  pspCompanyName: z.string().max(300),
  paymentMethod: z.string().max(100).nullish(),
  paymentDateTimeFormatted: italianInstant.nullish(),
  /** A day, where it says no time. */
  paymentDateTime: z.string().nullish(),
});
type Receipt = z.output<typeof receiptSchema>;

const paidAtOf = ({ paymentDateTimeFormatted, paymentDateTime }: Receipt): Date | null => {
  if (paymentDateTimeFormatted !== null && paymentDateTimeFormatted !== undefined) return paymentDateTimeFormatted;
  const [day] = /^\d{4}-\d{2}-\d{2}/u.exec(paymentDateTime ?? '') ?? [];
  return day === undefined ? null : startOfDayInItaly(day);
};

/** @returns null where it is the receipt of something else, of no payment, or does not say when it was made */
export const receiptIn = (
  receipt: Receipt,
  asked: { readonly creditor: string; readonly iuv: Iuv; readonly receiptId: string },
): PaymentReceipt | null => {
  const isAsked =
    receipt.receiptId === asked.receiptId &&
    receipt.creditorReferenceId === asked.iuv &&
    receipt.fiscalCode === asked.creditor;
  const paidAt = paidAtOf(receipt);
  if (!isAsked || receipt.outcome.toUpperCase() !== 'OK' || paidAt === null) return null;
  return {
    receiptId: receipt.receiptId,
    noticeNumber: receipt.noticeNumber,
    iuv: asked.iuv,
    amount: receipt.paymentAmount,
    fee: receipt.fee ?? null,
    paidAt,
    psp: receipt.pspCompanyName,
    method: receipt.paymentMethod ?? null,
  };
};
