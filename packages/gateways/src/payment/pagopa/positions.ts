import { centsSchema, type PositionPayment, type PositionStatus } from '@stanza/core';
import { z } from 'zod';
import { utcInstant } from './instants.ts';

/** Null where it says nothing. */
const text = z.string().nullish();

const optionSchema = z.object({
  iuv: z.string(),
  nav: text,
  amount: centsSchema,
  status: z.enum(['PO_UNPAID', 'PO_PAID', 'PO_PARTIALLY_REPORTED', 'PO_REPORTED']),
  paymentDate: utcInstant.nullish(),
  pspCompany: text,
  paymentMethod: text,
  idReceipt: text,
});
type PaymentOption = z.output<typeof optionSchema>;

/** A position as GPD knows it, as far as it is looked at. Ours have one option, which is paid as a whole. */
export const positionSchema = z.object({
  iupd: z.string(),
  status: z.enum(['DRAFT', 'PUBLISHED', 'VALID', 'INVALID', 'EXPIRED', 'PARTIALLY_PAID', 'PAID', 'REPORTED']),
  paymentOption: z.tuple([optionSchema], optionSchema),
});
export type GpdPosition = z.output<typeof positionSchema>;

/** A page of positions. Those of other programs of the ente may have no option, or more than one. */
export const positionPageSchema = z.object({
  payment_position_list: z.array(positionSchema.extend({ paymentOption: z.array(optionSchema) })),
  page_info: z.object({ total_pages: z.int().min(0) }),
});
export type ListedPosition = z.output<typeof positionPageSchema>['payment_position_list'][number];

/** The notice number of an option: GPD gives the auxiliary digit to one that was created without. */
export const noticeNumberIn = ({ nav, iuv }: PaymentOption): string => nav ?? `3${iuv}`;

/** What is known of the payment of an option; null where there is none. */
export const paymentIn = ({ status, amount, paymentDate, ...option }: PaymentOption): PositionPayment | null => {
  if (status === 'PO_UNPAID' || paymentDate === null || paymentDate === undefined) return null;
  const { idReceipt, pspCompany, paymentMethod = null } = option;
  // It is not said yet by what: to take it for one that was marked would be to count the payment twice, later.
  if (idReceipt === null || idReceipt === undefined) return null;
  // One that was marked as paid has no receipt, and one and the same placeholder for it and for who took the money.
  const isMarked = idReceipt === pspCompany;
  return {
    amount,
    paidAt: paymentDate,
    receiptId: isMarked ? null : idReceipt,
    psp: isMarked ? null : (pspCompany ?? null),
    method: isMarked ? null : paymentMethod,
  };
};

/**
 * What a position is to who waits for its payment. What the option says of a payment goes before what the position says.
 * @returns null when it says that it was paid, and not when
 */
export const statusIn = ({ status, paymentOption: [option] }: GpdPosition): PositionStatus | null => {
  const payment = paymentIn(option);
  if (payment !== null) return { state: 'paid', payment };
  if (option.status !== 'PO_UNPAID' || status === 'PAID' || status === 'REPORTED') return null;
  if (status === 'INVALID') return { state: 'invalid' };
  if (status === 'EXPIRED') return { state: 'expired' };
  return { state: 'payable', amount: option.amount };
};
