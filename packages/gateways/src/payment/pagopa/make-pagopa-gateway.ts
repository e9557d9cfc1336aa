import {
  dayInItaly,
  daysAfter,
  GatewayError,
  type GatewayPayment,
  type PaymentGateway,
  type PaymentPosition,
  type PositionStatus,
} from '@stanza/core';
import { type ApiAnswer, type ApiRequest, type AskDeps, askApi, failureOf, readAnswer } from './ask.ts';
import {
  type GpdPosition,
  type ListedPosition,
  noticeNumberIn,
  paymentIn,
  positionPageSchema,
  positionSchema,
  statusIn,
} from './positions.ts';
import { receiptIn, receiptSchema } from './receipt.ts';
import { amountOf, cartRequest, noticeRequest, positionRequest } from './requests.ts';
import { type ApiName, apiOf, isCheckout, type PagopaSecrets, type PagopaSettings } from './settings.ts';

/** As many as GPD gives at once. */
const PAGE_SIZE = 50;
/** More than an ente has payments in two days: ten thousand. */
const MOST_PAGES = 200;
const PDF = '%PDF-';

const refused = (message: string): GatewayError => new GatewayError('refused', message);

/** What was paid of a position on a day. */
const paymentsIn = ({ iupd, paymentOption }: ListedPosition, day: string): readonly GatewayPayment[] =>
  paymentOption.flatMap((option) => {
    const payment = paymentIn(option);
    if (payment === null || dayInItaly(payment.paidAt) !== day) return [];
    return [{ iupd, noticeNumber: noticeNumberIn(option), payment }];
  });

/** pagoPA: positions with GPD v1, the page with Checkout, receipts with Biz-Events, and its service of notices (ADR 48). */
export const makePagopaGateway = (settings: PagopaSettings, secrets: PagopaSecrets, deps: AskDeps): PaymentGateway => {
  const ente = `/organizations/${settings.creditorFiscalCode}`;
  const positionPath = (iupd: string): string => `${ente}/debtpositions/${encodeURIComponent(iupd)}`;

  /** @param hoped the status that says that it was done @param others what else the caller understands */
  const ask = async (
    api: ApiName,
    request: ApiRequest,
    hoped: number,
    others: readonly number[] = [],
  ): Promise<ApiAnswer> => {
    const asked = apiOf(api, settings, secrets);
    const answer = await askApi(deps, asked, request);
    if (answer.status === hoped || others.includes(answer.status)) return answer;
    throw failureOf(deps, asked, request.call, answer);
  };

  /** @returns null where there is none */
  const read = async (iupd: string): Promise<GpdPosition | null> => {
    const call = 'reading a position';
    const answer = await ask('gpd', { call, method: 'GET', path: positionPath(iupd) }, 200, [404]);
    return answer.status === 404 ? null : readAnswer(positionSchema, call, answer);
  };

  const status = async (iupd: string): Promise<PositionStatus> => {
    const position = await read(iupd);
    if (position === null) return { state: 'absent' };
    const known = statusIn(position);
    if (known === null) throw new GatewayError('again', 'A position was paid, and it is not said when');
    return known;
  };

  /** @throws GatewayError where what is in the way of a position is not itself */
  const demandSame = async (position: PaymentPosition): Promise<void> => {
    const there = await read(position.iupd);
    if (there === null) throw new GatewayError('number-taken', 'Another position has the notice number');
    const [option, ...others] = there.paymentOption;
    const isSame =
      others.length === 0 && noticeNumberIn(option) === position.noticeNumber && option.amount === amountOf(position);
    if (!isSame) throw refused('The position is there with another amount or number');
  };

  return {
    status,
    async create(position) {
      const path = `${ente}/debtpositions?toPublish=true`;
      const body = positionRequest(settings, position);
      const answer = await ask('gpd', { call: 'creating a position', method: 'POST', path, body }, 201, [409]);
      if (answer.status === 409) await demandSame(position);
    },
    async cancel(iupd) {
      const request = {
        call: 'withdrawing a position',
        method: 'POST',
        path: `${positionPath(iupd)}/invalidate`,
      } as const;
      const answer = await ask('gpd', request, 200, [404, 409]);
      if (answer.status !== 409) return 'cancelled';
      const { state } = await status(iupd);
      if (state === 'payable') throw refused('The position cannot be withdrawn');
      return state === 'paid' ? 'paid' : 'cancelled';
    },
    async markPaidElsewhere({ iupd, noticeNumber }, paidAt) {
      const path = `${ente}/paymentoptions/paids/${noticeNumber}`;
      const body = { paymentDate: paidAt.toISOString() };
      const request = { call: 'marking a position as paid', method: 'POST', path, body } as const;
      const answer = await ask('gpd', request, 200, [404, 409, 422]);
      if (answer.status === 200) return 'marked';
      const { state } = await status(iupd);
      if (state === 'paid') return 'paid-already';
      throw refused(`The position is ${state}`);
    },
    async checkoutAddress(position, back) {
      const call = 'making a cart';
      const body = cartRequest(settings, position, back);
      const { location, requestId } = await ask('checkout', { call, method: 'POST', path: '/carts', body }, 302);
      if (location !== null && isCheckout(location, settings)) return location;
      throw new GatewayError('again', `${call} led to no page of pagoPA (request ${requestId})`);
    },
    async receipt(receiptId, iuv) {
      const call = 'reading a receipt';
      const path = `${ente}/receipts/${encodeURIComponent(receiptId)}/paymentoptions/${iuv}`;
      const answer = await ask('bizEvents', { call, method: 'GET', path }, 200, [404]);
      if (answer.status === 404) return null;
      const asked = { creditor: settings.creditorFiscalCode, iuv, receiptId };
      const receipt = receiptIn(readAnswer(receiptSchema, call, answer), asked);
      if (receipt === null) throw refused(`${call} gave that of something else (request ${answer.requestId})`);
      return receipt;
    },
    async notice(position) {
      const call = 'writing a notice';
      const request = {
        call,
        method: 'POST',
        path: '/notices/generate',
        body: noticeRequest(settings, position),
        accept: 'application/pdf, application/json',
      } as const;
      const { body, requestId } = await ask('notices', request, 201);
      if (body.subarray(0, PDF.length).toString('latin1') === PDF) return new Uint8Array(body);
      throw new GatewayError('again', `${call} gave no PDF (request ${requestId})`);
    },
    async paidOn(day) {
      // Its days are those of universal time, so that one in Italy is a part of two.
      const asked = `payment_date_from=${daysAfter(day, -1)}&payment_date_to=${day}`;
      const call = 'listing payments';
      const found: GatewayPayment[] = [];
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = `${asked}&orderby=INSERTED_DATE&ordering=ASC&limit=${PAGE_SIZE}&page=${page}`;
        const answer = await ask('gpd', { call, method: 'GET', path: `${ente}/debtpositions?${query}` }, 200);
        const { payment_position_list: listed, page_info: info } = readAnswer(positionPageSchema, call, answer);
        found.push(...listed.flatMap((position) => paymentsIn(position, day)));
        if (page + 1 >= info.total_pages) return found;
      }
      throw refused(`${call} gave more than ${MOST_PAGES} pages`);
    },
  };
};
