import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { cartPath } from '../api/checkout.ts';
import type { Book, Cart } from '../book/book.ts';
import type { Ledger } from '../book/ledger.ts';
import { inEuro } from '../pdf/write-notice.ts';
import type { Inside } from '../simulation.ts';
import { html, page, STYLE, STYLE_PATH } from './html.ts';
import { TEXTS } from './texts.it.ts';

/** Positions that the counter shows, the last ones first. */
const MOST_SHOWN = 100;

const pathParams = z.object({ id: z.string() });
const counterBody = z.object({ cf: z.string(), nav: z.string() });
const counterQuery = z.object({ esito: z.enum(['pagato', 'rifiutato']).optional().catch(undefined) });

export interface PageDeps {
  readonly book: Book;
  readonly creditors: readonly string[];
  readonly ledger: Ledger;
  readonly charge: Inside['charge'];
}

/** @param goesTo addresses that a form of the page leads to: browsers look at where it is sent on to as well */
const show = (reply: FastifyReply, status: number, text: string, goesTo: readonly string[] = []): FastifyReply => {
  const origins = [...new Set(goesTo.map((address) => new URL(address).origin))];
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action ${["'self'", ...origins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return reply
    .code(status)
    .header('content-security-policy', policy.join('; '))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(text);
};

const { checkout, counter } = TEXTS;

const noticesOf = ({ notices }: Cart) =>
  notices.map(
    ({ companyName, fiscalCode, description, amount, noticeNumber }) => html`<dl>
<dt>${checkout.creditor}</dt><dd>${companyName} (${fiscalCode})</dd>
<dt>${checkout.subject}</dt><dd>${description}</dd>
<dt>${checkout.amount}</dt><dd>${inEuro(amount)}</dd>
<dt>${checkout.number}</dt><dd>${noticeNumber}</dd>
</dl>`,
  );
const button = (id: string, does: 'paga' | 'annulla' | 'errore', text: string) =>
  html`<form method="post" action="${cartPath(id)}/${does}"><button class="${does === 'paga' ? 'prima' : 'altra'}">${text}</button></form>`;

/** What people see: the page of a cart, and the counter. */
export const registerPages = async (
  server: FastifyInstance,
  { book, creditors, ledger, charge }: PageDeps,
): Promise<void> => {
  await server.register(formbody);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('referrer-policy', 'no-referrer').header('x-content-type-options', 'nosniff');
    // A page of somebody else's that sends its visitors here is not listened to; the portal leads here with a link or a form.
    if (request.method === 'POST' && request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send();
  });
  const cartOf = (params: unknown): Cart | undefined => {
    const { id } = pathParams.parse(params);
    return book.carts.find((one) => one.id === id);
  };
  const payable = ({ notices }: Cart) => {
    const found = notices.map(({ fiscalCode, noticeNumber }) => ledger.findOption(fiscalCode, noticeNumber));
    const isPayable = found.every((one, index) =>
      one === null ? false : ledger.notPayable(...one) === null && one[1].amount === notices[index]?.amount,
    );
    return isPayable ? found.filter((one) => one !== null) : null;
  };
  const unknown = (reply: FastifyReply) =>
    show(reply, 404, page(checkout.unknown.title, html`<p>${checkout.unknown.text}</p>`));

  server.get(STYLE_PATH, async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  server.get('/', async (_request, reply) => reply.redirect('/sportello', 303));

  server.get(cartPath(':id'), async (request, reply) => {
    const cart = cartOf(request.params);
    if (cart === undefined) return unknown(reply);
    const actions =
      payable(cart) === null
        ? html`<p role="alert">${checkout.notPayable}</p>${button(cart.id, 'errore', checkout.back)}`
        : html`${button(cart.id, 'paga', checkout.pay)}${button(cart.id, 'annulla', checkout.cancel)}${button(cart.id, 'errore', checkout.fail)}`;
    const text = page(checkout.title, html`${noticesOf(cart)}${actions}`);
    return show(reply, 200, text, [cart.ok, cart.cancelled, cart.failed]);
  });
  const leave = (does: 'paga' | 'annulla' | 'errore', where: (cart: Cart) => string): void => {
    server.post(`${cartPath(':id')}/${does}`, async (request, reply) => {
      const cart = cartOf(request.params);
      return cart === undefined ? unknown(reply) : reply.redirect(where(cart), 303);
    });
  };
  leave('annulla', ({ cancelled }) => cancelled);
  leave('errore', ({ failed }) => failed);
  leave('paga', (cart) => {
    const owed = payable(cart);
    if (owed === null) return cart.failed;
    for (const [{ creditor }, { nav }] of owed) charge('online', creditor, nav);
    return cart.ok;
  });

  server.get('/sportello', async (request, reply) => {
    const { esito } = counterQuery.parse(request.query);
    const open = creditors
      .flatMap((creditor) => ledger.all(creditor))
      .flatMap((position) => position.paymentOption.map((option) => ({ position, option })))
      .filter(({ position, option }) => ledger.notPayable(position, option) === null)
      .slice(-MOST_SHOWN)
      .toReversed();
    const rows = open.map(
      ({ position, option }) => html`<li>
<p><strong>${inEuro(option.amount)}</strong> ${option.description}, ${position.companyName}</p>
<form method="post" action="/sportello"><input type="hidden" name="cf" value="${position.creditor}"><input type="hidden" name="nav" value="${option.nav}">
<button class="prima">${counter.pay(option.nav)}</button></form>
</li>`,
    );
    const told =
      esito === undefined ? '' : html`<p role="status">${esito === 'pagato' ? counter.paid : counter.refused}</p>`;
    const list = rows.length === 0 ? html`<p>${counter.none}</p>` : html`<ul>${rows}</ul>`;
    return show(reply, 200, page(counter.title, html`${told}<p>${counter.intro}</p>${list}`));
  });
  server.post('/sportello', async (request, reply) => {
    const { cf, nav } = counterBody.parse(request.body);
    const isPaid = charge('sportello', cf, nav);
    return reply.redirect(`/sportello?esito=${isPaid ? 'pagato' : 'rifiutato'}`, 303);
  });
};
