import { describe, expect, it } from '@jest/globals';
import { PAYMENT_EVENTS, PAYMENT_STATES, type PaymentState, paymentStep } from './payment.machine.ts';

const table = PAYMENT_STATES.flatMap((state) =>
  PAYMENT_EVENTS.flatMap((event) => {
    const [right, tooMuch] = [false, true].map((inExcess) => paymentStep(state, { inExcess }, event));
    if (right === null || right === undefined) return [];
    return [`${state} ${event} ${right === tooMuch ? right : `${right}, in excess ${tooMuch}`}`];
  }),
);

describe('the life of a payment', () => {
  it('is this table', () => {
    expect(table).toMatchInlineSnapshot(`
[
  "da_pagare GO_ONLINE in_corso",
  "da_pagare FAIL fallito",
  "da_pagare CONFIRM pagato, in excess da_rimborsare",
  "da_pagare CONFIRM_ELSEWHERE pagato_altrove, in excess da_rimborsare",
  "da_pagare EXPIRE scaduto",
  "da_pagare WITHDRAW annullato",
  "in_corso GO_ONLINE in_corso",
  "in_corso LAPSE da_pagare",
  "in_corso CONFIRM pagato, in excess da_rimborsare",
  "in_corso CONFIRM_ELSEWHERE pagato_altrove, in excess da_rimborsare",
  "in_corso EXPIRE scaduto",
  "in_corso WITHDRAW annullato",
  "pagato CONFIRM_ELSEWHERE pagato_altrove, in excess da_rimborsare",
  "pagato RECKON pagato, in excess da_rimborsare",
  "fallito RETRY da_pagare",
  "fallito CONFIRM pagato, in excess da_rimborsare",
  "fallito CONFIRM_ELSEWHERE pagato_altrove, in excess da_rimborsare",
  "fallito WITHDRAW annullato",
  "scaduto CONFIRM pagato, in excess da_rimborsare",
  "scaduto CONFIRM_ELSEWHERE pagato_altrove, in excess da_rimborsare",
  "annullato CONFIRM pagato, in excess da_rimborsare",
  "annullato CONFIRM_ELSEWHERE pagato_altrove, in excess da_rimborsare",
  "pagato_altrove CONFIRM pagato_altrove, in excess da_rimborsare",
  "pagato_altrove RECKON pagato_altrove, in excess da_rimborsare",
  "pagato_altrove TAKE_BACK annullato",
  "da_rimborsare CONFIRM da_rimborsare",
  "da_rimborsare CONFIRM_ELSEWHERE da_rimborsare",
  "da_rimborsare RECKON da_rimborsare",
]
`);
  });

  it('hears of money in every state, and never denies it again; a stamp is no money of the ente’s', () => {
    const settled: readonly PaymentState[] = ['pagato', 'pagato_altrove', 'da_rimborsare'];
    for (const state of PAYMENT_STATES) {
      for (const inExcess of [false, true]) {
        for (const event of PAYMENT_EVENTS) {
          const next = event === 'TAKE_BACK' ? null : paymentStep(state, { inExcess }, event);
          if (settled.includes(state) && next !== null) expect(settled).toContain(next);
        }
        const online = paymentStep(state, { inExcess }, 'CONFIRM');
        const counter = paymentStep(state, { inExcess }, 'CONFIRM_ELSEWHERE');
        // Heard twice in the same way it is the same money.
        if (state !== 'pagato') expect(settled).toContain(online);
        if (state !== 'pagato_altrove') expect(settled).toContain(counter);
      }
    }
  });

  it('becomes paid by the word of the gateway alone', () => {
    for (const state of PAYMENT_STATES) {
      for (const event of PAYMENT_EVENTS) {
        if (state === 'pagato' || event === 'CONFIRM') continue;
        expect(paymentStep(state, { inExcess: false }, event)).not.toBe('pagato');
      }
    }
  });
});
