import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const instant = z.iso.datetime().transform((text) => new Date(text));
const stampSchema = z.object({ hashDocument: z.string(), stampType: z.string(), provincialResidence: z.string() });

const transferSchema = z.object({
  idTransfer: z.string(),
  amount: z.int(),
  remittanceInformation: z.string(),
  category: z.string(),
  iban: z.string().optional(),
  postalIban: z.string().optional(),
  stamp: stampSchema.optional(),
  status: z.enum(['T_UNREPORTED', 'T_REPORTED']),
});

const paymentSchema = z.object({
  paymentDate: instant,
  pspCompany: z.string(),
  idReceipt: z.string(),
  paymentMethod: z.string().nullable(),
  /** What the payer paid on top, in cents. */
  fee: z.int(),
});

const optionSchema = z.object({
  nav: z.string(),
  iuv: z.string(),
  amount: z.int(),
  description: z.string(),
  isPartialPayment: z.boolean(),
  dueDate: instant,
  status: z.enum(['PO_UNPAID', 'PO_PAID', 'PO_REPORTED']),
  payment: paymentSchema.nullable(),
  transfer: z.array(transferSchema),
});

const positionSchema = z.object({
  creditor: z.string(),
  iupd: z.string(),
  type: z.enum(['F', 'G']),
  payStandIn: z.boolean(),
  fiscalCode: z.string(),
  fullName: z.string(),
  companyName: z.string(),
  officeName: z.string().optional(),
  switchToExpired: z.boolean(),
  insertedDate: instant,
  publishDate: instant.nullable(),
  validityDate: instant.nullable(),
  status: z.enum(['DRAFT', 'PUBLISHED', 'VALID', 'INVALID', 'EXPIRED', 'PARTIALLY_PAID', 'PAID', 'REPORTED']),
  paymentOption: z.array(optionSchema),
});

const cartSchema = z.object({
  id: z.string(),
  notices: z.array(
    z.object({
      noticeNumber: z.string(),
      fiscalCode: z.string(),
      amount: z.int(),
      companyName: z.string(),
      description: z.string(),
    }),
  ),
  ok: z.string(),
  cancelled: z.string(),
  failed: z.string(),
});

const chargeSchema = z.object({
  creditor: z.string(),
  noticeNumber: z.string(),
  amount: z.int(),
  at: instant,
  where: z.enum(['online', 'sportello']),
});

const bookSchema = z.object({
  /** Milliseconds by which the clock of the simulator was moved. */
  moved: z.int(),
  positions: z.array(positionSchema),
  carts: z.array(cartSchema),
  /** Everything that was taken from anybody, in order. */
  charges: z.array(chargeSchema),
});

export type Transfer = z.output<typeof transferSchema>;
export type PaymentOption = z.output<typeof optionSchema>;
export type Payment = z.output<typeof paymentSchema>;
export type Position = z.output<typeof positionSchema>;
export type Cart = z.output<typeof cartSchema>;
export type Charge = z.output<typeof chargeSchema>;
/** All that the simulator knows. */
export type Book = z.output<typeof bookSchema>;

/** The book of a simulator that was here before; an empty one where there is no file. @throws when the file is none of ours */
export const openBook = (file: string | null): Book =>
  file !== null && existsSync(file)
    ? bookSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { moved: 0, positions: [], carts: [], charges: [] };

/** Writes it beside and puts it in its place, so that there is always a whole one. */
export const keepBook = (file: string | null, book: Book): void => {
  if (file === null) return;
  writeFileSync(`${file}.new`, JSON.stringify(book), { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
