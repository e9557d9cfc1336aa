import { z } from 'zod';
import type { Position } from '../book/book.ts';
import { positionReply } from './gpd-replies.ts';
import { type ApiReply, type Creditor, json, problem } from './reply.ts';

const DAY_MS = 86_400_000;
/** Days of a period, at the most; so many are also taken where one end is not said. */
const LONGEST = 30;

const day = z.iso.date().optional();
const querySchema = z
  .strictObject({
    limit: z.coerce.number().int().min(1).max(50).default(10),
    page: z.coerce.number().int().min(0).default(0),
    due_date_from: day,
    due_date_to: day,
    payment_date_from: day,
    payment_date_to: day,
    status: z
      .enum(['DRAFT', 'PUBLISHED', 'VALID', 'INVALID', 'EXPIRED', 'PARTIALLY_PAID', 'PAID', 'REPORTED'])
      .optional(),
    orderby: z.enum(['INSERTED_DATE', 'IUPD', 'STATUS', 'COMPANY_NAME']).default('INSERTED_DATE'),
    ordering: z.enum(['ASC', 'DESC']).default('DESC'),
  })
  .refine(
    (query) =>
      (query.due_date_from ?? query.due_date_to) === undefined ||
      (query.payment_date_from ?? query.payment_date_to) === undefined,
    'due_date and payment_date exclude each other',
  );

/** From the beginning of one day to the end of another, in universal time. */
interface Period {
  readonly from: number;
  readonly to: number;
}

/** @returns null where none is asked for; undefined where it is too long, or ends before it begins */
const periodOf = (from: string | undefined, to: string | undefined): Period | null | undefined => {
  if (from === undefined && to === undefined) return null;
  const begin = from === undefined ? Date.parse(to ?? '') - LONGEST * DAY_MS : Date.parse(from);
  const end = (to === undefined ? begin + LONGEST * DAY_MS : Date.parse(to)) + DAY_MS - 1;
  return end < begin || end - begin > (LONGEST + 1) * DAY_MS ? undefined : { from: begin, to: end };
};

const ORDERS = {
  INSERTED_DATE: ({ insertedDate }: Position) => insertedDate.toISOString(),
  IUPD: ({ iupd }: Position) => iupd,
  STATUS: ({ status }: Position) => status,
  COMPANY_NAME: ({ companyName }: Position) => companyName,
} as const;

/** A page of the positions of an ente, as the query wants it. */
export const listPositions = (
  positions: readonly Position[],
  { segregationCodes }: Creditor,
  asked: Readonly<Record<string, string>>,
): ApiReply => {
  const read = querySchema.safeParse(asked);
  if (!read.success) return problem(400, 'The query is not valid');
  const query = read.data;
  const due = periodOf(query.due_date_from, query.due_date_to);
  const paid = periodOf(query.payment_date_from, query.payment_date_to);
  if (due === undefined || paid === undefined) return problem(400, 'The debt positions cannot be recovered');
  const isIn = (period: Period | null, dates: readonly Date[]): boolean =>
    period === null || dates.some((date) => date.getTime() >= period.from && date.getTime() <= period.to);
  const found = positions
    .filter(({ paymentOption }) => paymentOption.every(({ iuv }) => segregationCodes.includes(iuv.slice(0, 2))))
    .filter(({ status }) => query.status === undefined || status === query.status)
    .filter(({ paymentOption }) =>
      isIn(
        due,
        paymentOption.map(({ dueDate }) => dueDate),
      ),
    )
    .filter(({ paymentOption }) =>
      isIn(
        paid,
        paymentOption.flatMap(({ payment }) => payment?.paymentDate ?? []),
      ),
    )
    .toSorted((one, other) => {
      const [a, b] = [ORDERS[query.orderby](one), ORDERS[query.orderby](other)];
      const order = a === b ? 0 : a < b ? -1 : 1;
      return query.ordering === 'ASC' ? order : -order;
    });
  const begin = query.page * query.limit;
  return json(200, {
    payment_position_list: found.slice(begin, begin + query.limit).map(positionReply),
    page_info: {
      page: query.page,
      limit: query.limit,
      items_found: Math.max(0, Math.min(query.limit, found.length - begin)),
      total_pages: Math.ceil(found.length / query.limit),
    },
  });
};
