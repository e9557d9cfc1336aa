import type { PaymentGateway } from '@stanza/core';
import type { GatewayTrouble } from '@stanza/core/testing';
import { paymentGatewayContract } from '@stanza/core/testing/contracts';
import type { TypedTrouble } from '@stanza/pagopa-simulator';
import { CREDITOR, openPagopa } from './testing/open-pagopa.ts';

const CALLS = {
  create: 'create',
  status: 'read',
  cancel: 'invalidate',
  markPaidElsewhere: 'mark',
  checkoutAddress: 'cart',
  receipt: 'receipt',
  notice: 'generate',
  paidOn: 'list',
} as const satisfies Readonly<Record<keyof PaymentGateway, TypedTrouble['call']>>;

const TROUBLES = {
  busy: { status: 429, retryAfter: '90', times: 0 },
  'out-of-order': { status: 500, times: 0 },
  lost: { cut: true },
} as const satisfies Readonly<Record<GatewayTrouble, TypedTrouble>>;

paymentGatewayContract('pagoPA', async () => {
  const { gateway, simulator, clock, newNumber, close } = await openPagopa();
  const { fiscalCode, keys } = CREDITOR;
  return {
    gateway,
    secrets: Object.values(keys).filter((key) => key !== null),
    newNumber,
    now: clock.now,
    setTime: clock.set,
    pay: async (noticeNumber) => simulator.pay(fiscalCode, noticeNumber),
    charges: (noticeNumber) => simulator.charges().filter((charge) => charge.noticeNumber === noticeNumber).length,
    withdrawElsewhere: async (iupd) => void simulator.withdraw(fiscalCode, iupd),
    holdReceipts: simulator.holdReceipts,
    next: (call, trouble) => simulator.trouble({ call: CALLS[call], ...TROUBLES[trouble] }),
    listen: async (listening) => simulator.setDown(!listening),
    close,
  };
});
