import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inEuro } from '../pdf/write-notice.ts';
import type { Inside } from '../simulation.ts';
import { html, page } from './html.ts';
import { show } from './show.ts';
import { TEXTS } from './texts.it.ts';

/** Positions that the counter shows, the last ones first. */
const MOST_SHOWN = 100;

const bodySchema = z.object({ cf: z.string(), nav: z.string() });
const querySchema = z.object({ esito: z.enum(['pagato', 'rifiutato']).optional().catch(undefined) });
const texts = TEXTS.counter;

/** The counter, at which whoever has a notice pays it. @param creditors whose notices are shown */
export const counterPages = (
  server: FastifyInstance,
  { ledger, charge }: Inside,
  creditors: readonly string[],
): void => {
  server.get('/sportello', async (request, reply) => {
    const { esito } = querySchema.parse(request.query);
    const rows = creditors
      .flatMap((creditor) => ledger.all(creditor))
      .flatMap((position) => position.paymentOption.map((option) => ({ position, option })))
      .filter(({ position, option }) => ledger.notPayable(position, option) === null)
      .slice(-MOST_SHOWN)
      .toReversed()
      .map(
        ({ position: { creditor, companyName }, option: { amount, description, nav } }) => html`<li>
<p><strong>${inEuro(amount)}</strong> ${description}, ${companyName}</p>
<form method="post" action="/sportello"><input type="hidden" name="cf" value="${creditor}"><input type="hidden" name="nav" value="${nav}">
<button class="prima">${texts.pay(nav)}</button></form>
</li>`,
      );
    const told =
      esito === undefined ? '' : html`<p role="status">${esito === 'pagato' ? texts.paid : texts.refused}</p>`;
    const list = rows.length === 0 ? html`<p>${texts.none}</p>` : html`<ul>${rows}</ul>`;
    return show(reply, 200, page(texts.title, html`${told}<p>${texts.intro}</p>${list}`));
  });
  server.post('/sportello', async (request, reply) => {
    const { cf, nav } = bodySchema.parse(request.body);
    return reply.redirect(`/sportello?esito=${charge('sportello', cf, nav) ? 'pagato' : 'rifiutato'}`, 303);
  });
};
