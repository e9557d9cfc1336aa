import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { cartPath } from '../api/checkout.ts';
import type { Cart, PaymentOption, Position } from '../book/book.ts';
import { inEuro } from '../pdf/write-notice.ts';
import type { Inside } from '../simulation.ts';
import { type Html, html, page } from './html.ts';
import { show } from './show.ts';
import { TEXTS } from './texts.it.ts';

type Leaves = 'paga' | 'annulla' | 'errore';

const pathParams = z.object({ id: z.string() });
const texts = TEXTS.checkout;

const noticesOf = ({ notices }: Cart): readonly Html[] =>
  notices.map(
    ({ companyName, fiscalCode, description, amount, noticeNumber }) => html`<dl>
<dt>${texts.creditor}</dt><dd>${companyName} (${fiscalCode})</dd>
<dt>${texts.subject}</dt><dd>${description}</dd>
<dt>${texts.amount}</dt><dd>${inEuro(amount)}</dd>
<dt>${texts.number}</dt><dd>${noticeNumber}</dd>
</dl>`,
  );
const button = (id: string, does: Leaves, text: string): Html =>
  html`<form method="post" action="${cartPath(id)}/${does}"><button class="${does === 'paga' ? 'prima' : 'altra'}">${text}</button></form>`;

const unknown = (reply: FastifyReply): FastifyReply =>
  show(reply, 404, page(texts.unknown.title, html`<p>${texts.unknown.text}</p>`));

/** The page of a cart, with its three ways out. */
export const cartPages = (server: FastifyInstance, { book, ledger, charge }: Inside): void => {
  const cartOf = (params: unknown): Cart | undefined => {
    const { id } = pathParams.parse(params);
    return book.carts.find((one) => one.id === id);
  };
  /** @returns null where not all of it can be paid, as it was said */
  const owedIn = ({ notices }: Cart): readonly (readonly [Position, PaymentOption])[] | null => {
    const owed = notices.flatMap(({ fiscalCode, noticeNumber, amount }) => {
      const found = ledger.findOption(fiscalCode, noticeNumber);
      return found !== null && ledger.notPayable(...found) === null && found[1].amount === amount ? [found] : [];
    });
    return owed.length < notices.length ? null : owed;
  };
  const wayOut = (does: Leaves, where: (cart: Cart) => string): void => {
    server.post(`${cartPath(':id')}/${does}`, async (request, reply) => {
      const cart = cartOf(request.params);
      return cart === undefined ? unknown(reply) : reply.redirect(where(cart), 303);
    });
  };

  server.get(cartPath(':id'), async (request, reply) => {
    const cart = cartOf(request.params);
    if (cart === undefined) return unknown(reply);
    const { id, ok, cancelled, failed } = cart;
    const ways =
      owedIn(cart) === null
        ? [html`<p role="alert">${texts.notPayable}</p>`, button(id, 'errore', texts.back)]
        : [button(id, 'paga', texts.pay), button(id, 'annulla', texts.cancel), button(id, 'errore', texts.fail)];
    return show(reply, 200, page(texts.title, html`${noticesOf(cart)}${ways}`), [ok, cancelled, failed]);
  });
  wayOut('annulla', ({ cancelled }) => cancelled);
  wayOut('errore', ({ failed }) => failed);
  wayOut('paga', (cart) => {
    const owed = owedIn(cart);
    if (owed === null) return cart.failed;
    for (const [{ creditor }, { nav }] of owed) charge('online', creditor, nav);
    return cart.ok;
  });
};
