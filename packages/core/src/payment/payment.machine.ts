import { setup, transition } from 'xstate';

/** The words that the database stores and people read. */
export const PAYMENT_STATES = [
  'da_pagare',
  'in_corso',
  'pagato',
  'fallito',
  'scaduto',
  'annullato',
  'pagato_altrove',
  'da_rimborsare',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** What guards look at. */
export interface PaymentMachineFacts {
  /** Money has come in that nothing is owed for: twice, or for what is not asked for any more. */
  readonly inExcess: boolean;
}

export const PAYMENT_EVENTS = [
  'GO_ONLINE',
  'LAPSE',
  'FAIL',
  'RETRY',
  'CONFIRM',
  'CONFIRM_ELSEWHERE',
  'RECKON',
  'EXPIRE',
  'WITHDRAW',
  'TAKE_BACK',
] as const;
export type PaymentEvent = (typeof PAYMENT_EVENTS)[number];

/** Both say that the money is there; whether it is too much decides where it leads. */
const confirmed = [{ guard: 'inExcess', target: 'da_rimborsare' }, { target: 'pagato' }] as const;
const elsewhere = [{ guard: 'inExcess', target: 'da_rimborsare' }, { target: 'pagato_altrove' }] as const;

/**
 * The life of a payment as a pure table (as that of a practice): the database stores the word of the state.
 *
 * `CONFIRM` is the gateway's word, and the only one that makes it `pagato`: it is heard in every state, also of a payment that was
 * withdrawn or has expired, because money that came in is never denied. `LAPSE`: who went to pay has not come back with anything for
 * an hour; they may try again. `TAKE_BACK`: whoever has declared a stamp that they bought takes it back before they send. `FAIL`: the gateway does not take the position. `RECKON`: what is owed has changed.
 */
export const paymentMachine = setup({
  types: {
    context: {} as PaymentMachineFacts,
    input: {} as PaymentMachineFacts,
    events: {} as { type: PaymentEvent },
  },
  guards: { inExcess: ({ context }) => context.inExcess },
}).createMachine({
  id: 'pagamento',
  context: ({ input }) => input,
  initial: 'da_pagare',
  states: {
    da_pagare: {
      on: {
        GO_ONLINE: 'in_corso',
        FAIL: 'fallito',
        CONFIRM: confirmed,
        CONFIRM_ELSEWHERE: elsewhere,
        EXPIRE: 'scaduto',
        WITHDRAW: 'annullato',
      },
    },
    in_corso: {
      on: {
        // With the target left out xstate would say that it cannot happen: in another window they pay once more by the same notice.
        GO_ONLINE: 'in_corso',
        LAPSE: 'da_pagare',
        CONFIRM: confirmed,
        CONFIRM_ELSEWHERE: elsewhere,
        EXPIRE: 'scaduto',
        WITHDRAW: 'annullato',
      },
    },
    fallito: {
      on: { RETRY: 'da_pagare', CONFIRM: confirmed, CONFIRM_ELSEWHERE: elsewhere, WITHDRAW: 'annullato' },
    },
    scaduto: { on: { CONFIRM: confirmed, CONFIRM_ELSEWHERE: elsewhere } },
    annullato: { on: { CONFIRM: confirmed, CONFIRM_ELSEWHERE: elsewhere } },
    pagato: { on: { CONFIRM_ELSEWHERE: elsewhere, RECKON: confirmed } },
    pagato_altrove: { on: { CONFIRM: elsewhere, RECKON: elsewhere, TAKE_BACK: 'annullato' } },
    da_rimborsare: { on: { CONFIRM: 'da_rimborsare', CONFIRM_ELSEWHERE: 'da_rimborsare', RECKON: 'da_rimborsare' } },
  },
});

/** @returns the new state, or null when the event is not possible now */
export const paymentStep = (
  state: PaymentState,
  facts: PaymentMachineFacts,
  event: PaymentEvent,
): PaymentState | null => {
  const from = paymentMachine.resolveState({ value: state, context: facts });
  if (!from.can({ type: event })) return null;
  return transition(paymentMachine, from, { type: event })[0].value;
};
