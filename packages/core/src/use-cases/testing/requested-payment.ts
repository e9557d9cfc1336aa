import { operatorIdSchema } from '../../shared/ids.ts';
import { anOperator, makeMemoryPortal, must, signedIn } from '../../testing/index.ts';
import type { TypedPaymentRequest } from '../operator/request-payment.ts';
import { inCharge } from './integration-in-charge.ts';
import { PAGOPA } from './owing-draft.ts';

const asked: TypedPaymentRequest = {
  message: 'Mancano i diritti di ricerca.',
  items: [
    { label: 'Diritti di ricerca', amount: '20,00' },
    { label: 'Copie', amount: '5,5' },
    { label: '', amount: '' },
  ],
  dueDate: '2026-03-31',
};

/** A practice in charge of an operator, at an ente that has its citizens pay online, with what may happen of a payment. */
export const inChargeOnline = async (portal = makeMemoryPortal()) => {
  const there = await inCharge(portal);
  const { ente, citizen, id, operator, act, run } = there;
  await portal.setup.savePaymentChoice(ente.id, null, PAGOPA);
  const actor = { operator, address: '192.0.2.1' };
  const writer = signedIn(citizen.id);
  const requestPayment = async (typed: Partial<TypedPaymentRequest> = {}) =>
    portal.requestPayment(await act(), { ...asked, ...typed });
  const cancel = async () => portal.cancelIntegration(await act());
  const payments = () => run((stores) => stores.payments.of(id));
  const last = async () => {
    const payment = (await payments()).at(-1);
    if (payment === undefined) throw new Error('Nothing was asked for');
    return payment;
  };
  const integration = async () => {
    const found = (await run((stores) => stores.integrations.of(id))).at(-1);
    if (found === undefined) throw new Error('Nothing was requested');
    return found;
  };
  const work = () => portal.drainPayments(ente.id);
  const after = async (ms: number) => {
    portal.clock.advance(ms);
    await work();
  };
  const pay = async () => {
    const { noticeNumber } = await last();
    return noticeNumber !== null && portal.payments.pay(noticeNumber);
  };
  /** Somebody else of the office, who works on another service. */
  const stranger = { operator: anOperator(operatorIdSchema.parse(portal.ids.next()), { services: [] }), address: '' };
  const mark = async (note = 'Ricevuta n. 12', by = actor) =>
    portal.markPaidElsewhere(ente.id, by, (await last()).id, note);
  const acts = async () =>
    (await run(({ audit }) => audit.page({ after: null, limit: 50 }))).rows.map(({ action }) => action);
  const requested = async () => {
    must(await requestPayment());
    await work();
  };
  return {
    ...there,
    actor,
    writer,
    stranger,
    requestPayment,
    requested,
    cancel,
    payments,
    last,
    integration,
    work,
    after,
    pay,
    mark,
    acts,
    gateway: portal.payments,
  };
};
export type InChargeOnline = Awaited<ReturnType<typeof inChargeOnline>>;
