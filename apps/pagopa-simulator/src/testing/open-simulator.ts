import { iuvOf, type NoticeNumber, noticeNumberOf } from '@stanza/core';
import { makeSettableClock } from '@stanza/core/testing';
import type { Creditor } from '../api/reply.ts';
import { startPagopaSimulator } from '../start-pagopa-simulator.ts';

export const START = new Date('2026-03-02T09:00:00.000Z');
export const CF = '12345678903';
export const CREDITOR: Creditor = {
  fiscalCode: CF,
  companyName: 'Comune di Bugliano',
  segregationCodes: ['47'],
  keys: { gpd: 'chiave-gpd', bizEvents: 'chiave-biz', notices: 'chiave-avvisi', checkout: null },
};
const OTHER: Creditor = { ...CREDITOR, fiscalCode: '00000000018', keys: { ...CREDITOR.keys, gpd: 'altra-gpd' } };

export const GPD = `/gpd/debt-positions-service/v1/organizations/${CF}`;
export const POSITIONS = `${GPD}/debtpositions`;
export const CARTS = '/checkout/ec/v1/carts';

export const numberAt = (serial: number): NoticeNumber => noticeNumberOf('47', serial);

export const TRANSFER = {
  idTransfer: '1',
  amount: 1650,
  remittanceInformation: 'Diritti',
  category: '9/0101108TS/',
  iban: 'IT60X0542811101000000123456',
};
export const optionBody = (serial: number, given: Readonly<Record<string, unknown>> = {}) => ({
  iuv: iuvOf(numberAt(serial)),
  amount: 1650,
  description: 'Diritti di segreteria',
  isPartialPayment: false,
  dueDate: '2026-04-01T21:59:59.000Z',
  transfer: [TRANSFER],
  ...given,
});
export const positionBody = (
  serial: number,
  option: Readonly<Record<string, unknown>> = {},
  given: Readonly<Record<string, unknown>> = {},
) => ({
  iupd: `pratica-${serial}`,
  type: 'F',
  fiscalCode: 'RSSMRA80A01H501U',
  fullName: 'Mario Rossi',
  companyName: CREDITOR.companyName,
  switchToExpired: true,
  paymentOption: [optionBody(serial, option)],
  ...given,
});

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A simulator, and a client that goes nowhere by itself. */
export const openSimulator = async (given: { readonly file?: string; readonly checksNumbers?: boolean } = {}) => {
  const clock = makeSettableClock(START);
  const simulator = await startPagopaSimulator({ port: 0, creditors: [CREDITOR, OTHER], clock, ...given });
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    key: string | null = CREDITOR.keys.gpd,
  ): Promise<Answered> => {
    const answer = await fetch(`${simulator.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key === null ? {} : { 'ocp-apim-subscription-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const create = (body: unknown) => ask('POST', `${POSITIONS}?toPublish=true`, body);
  /** The state of a position, as GPD says it. */
  const stateOf = async (serial: number): Promise<string> =>
    /^\{.*"status":"([A-Z_]+)","paymentOption"/u.exec((await ask('GET', `${POSITIONS}/pratica-${serial}`)).text)?.[1] ??
    '-';
  return { simulator, clock, ask, create, stateOf };
};
export type Opened = Awaited<ReturnType<typeof openSimulator>>;
