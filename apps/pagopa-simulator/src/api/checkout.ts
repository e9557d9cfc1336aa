import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Book } from '../book/book.ts';
import type { Ledger } from '../book/ledger.ts';
import { type ApiReply, problem } from './reply.ts';

const MOST_NOTICES = 5;
/** Carts that are remembered. */
const MOST_CARTS = 1_000;

const returnAddress = z.url({ protocol: /^https?$/u });

const cartBody = z.strictObject({
  emailNotice: z.email().optional(),
  paymentNotices: z
    .array(
      z.strictObject({
        noticeNumber: z.string().regex(/^\d{18}$/u),
        fiscalCode: z.string().regex(/^\d{11}$/u),
        amount: z.int().min(1),
        companyName: z.string().max(140),
        description: z.string().max(140),
      }),
    )
    .min(1),
  returnUrls: z.strictObject({
    returnOkUrl: returnAddress,
    returnCancelUrl: returnAddress,
    returnErrorUrl: returnAddress,
  }),
  idCart: z.string().optional(),
  allCCP: z.boolean().optional(),
});

/** Where the page of a cart is. */
export const cartPath = (id: string): string => `/ecommerce/checkout/v1/carts/${id}/redirect`;

/** The one call of Checkout. @param origin of the simulator */
export const checkoutCalls = (ledger: Ledger, book: Book, origin: () => string) => ({
  cart({ body }: { readonly body: unknown }): ApiReply {
    const read = cartBody.safeParse(body);
    if (!read.success) return problem(400, 'Formally invalid input');
    const { paymentNotices: notices, returnUrls } = read.data;
    const names = new Set(notices.map(({ fiscalCode, noticeNumber }) => `${fiscalCode} ${noticeNumber}`));
    if (notices.length > MOST_NOTICES) return problem(422, 'Too many payment notices');
    if (names.size < notices.length) return problem(422, 'Duplicate payment notices');
    const isPayable = notices.every(({ fiscalCode, noticeNumber }) => {
      const found = ledger.findOption(fiscalCode, noticeNumber);
      return found !== null && ledger.notPayable(...found) === null;
    });
    if (!isPayable) return problem(422, 'Invalid payment notice data');
    const { returnOkUrl: ok, returnCancelUrl: cancelled, returnErrorUrl: failed } = returnUrls;
    const id = randomUUID();
    if (book.carts.length >= MOST_CARTS) book.carts.shift();
    book.carts.push({ id, notices, ok, cancelled, failed });
    return { status: 302, headers: { location: `${origin()}${cartPath(id)}` }, body: null };
  },
});
