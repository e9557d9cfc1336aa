import { z } from 'zod';

/** A date-time as GPD reads it: with milliseconds and `Z`, or without both; in universal time. */
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3}Z)?$/u)
  .transform((text) => new Date(text.endsWith('Z') ? text : `${text}Z`))
  .pipe(z.date());

const short = z.string().max(140);
const metadata = z
  .array(z.strictObject({ key: short, value: short }))
  .max(10)
  .refine((pairs) => new Set(pairs.map(({ key }) => key)).size === pairs.length, 'Metadata keys must be unique')
  .refine(
    (pairs) => pairs.every(({ key }) => key !== 'NOTIFICATION_FEE'),
    'NOTIFICATION_FEE is a reserved metadata key',
  );

const stamp = z.strictObject({
  hashDocument: z.base64().max(72),
  stampType: z.string().length(2),
  provincialResidence: z.string().regex(/^[A-Z]{2}$/u),
});

const account = z.string().regex(/^[A-Za-z0-9]{1,35}$/u);

const transfer = z
  .strictObject({
    idTransfer: z.enum(['1', '2', '3', '4', '5']),
    amount: z.int().min(1),
    organizationFiscalCode: z
      .string()
      .regex(/^\d{11}$/u)
      .optional(),
    remittanceInformation: short,
    category: z.string().min(1),
    iban: account.optional(),
    postalIban: account.optional(),
    stamp: stamp.optional(),
    companyName: short.optional(),
    transferMetadata: metadata.optional(),
  })
  .refine(({ iban, stamp: bollo }) => (iban === undefined) !== (bollo === undefined), 'Exactly one of iban and stamp')
  .refine(({ postalIban, iban }) => postalIban === undefined || iban !== undefined, 'postalIban goes with iban alone');

const option = z
  .strictObject({
    nav: z
      .string()
      .regex(/^\d{18}$/u)
      .optional(),
    iuv: z.string().regex(/^\d{17}$/u),
    amount: z.int().min(1),
    description: short,
    isPartialPayment: z.boolean(),
    dueDate: moment,
    retentionDate: moment.optional(),
    transfer: z
      .array(transfer)
      .min(1)
      .max(5)
      .refine((all) => new Set(all.map(({ idTransfer }) => idTransfer)).size === all.length, 'Each idTransfer once'),
    paymentOptionMetadata: metadata.optional(),
  })
  .refine(
    ({ amount, transfer: transfers }) => transfers.reduce((sum, { amount: part }) => sum + part, 0) === amount,
    'The amount of the payment option must be the sum of its transfers',
  )
  .refine(
    ({ retentionDate, dueDate }) => retentionDate === undefined || retentionDate >= dueDate,
    'retention_date must be >= due_date',
  );

const text = z.string().max(140).optional();

/** What a position is created with, and the rules that need neither the time nor other positions (standards.md 2.2). */
export const positionBodySchema = z.strictObject({
  iupd: z.string().regex(/^[\w -]{1,100}$/u),
  type: z.enum(['F', 'G']),
  payStandIn: z.boolean().default(true),
  fiscalCode: z.string().min(1).max(16),
  fullName: z.string().min(1).max(140),
  streetName: text,
  civicNumber: text,
  postalCode: text,
  city: text,
  province: text,
  region: text,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u)
    .optional(),
  email: text,
  phone: text,
  switchToExpired: z.boolean(),
  companyName: short,
  officeName: text,
  validityDate: moment.optional(),
  paymentOption: z.array(option).min(1),
});
export type PositionBody = z.output<typeof positionBodySchema>;
export type OptionBody = PositionBody['paymentOption'][number];

/** @returns the rule about dates that it breaks at an instant; null when it breaks none */
export const brokenDate = ({ validityDate, paymentOption }: PositionBody, now: Date): string | null => {
  if (validityDate !== undefined && validityDate < now) return 'validity_date must be >= current_date';
  const earliest = validityDate ?? now;
  return paymentOption.some(({ dueDate }) => dueDate < earliest)
    ? 'due_date must be >= validity_date (if provided) or current_date'
    : null;
};
