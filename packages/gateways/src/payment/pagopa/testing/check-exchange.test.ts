import { describe, expect, it } from '@jest/globals';
import type { SimulatedExchange } from '@stanza/pagopa-simulator';
import { exchangeFlaws } from './check-exchange.ts';

const CART = {
  paymentNotices: [
    { noticeNumber: '347000000000000124', fiscalCode: '12345678903', amount: 1, companyName: 'x', description: 'x' },
  ],
  returnUrls: {
    returnOkUrl: 'https://p.example',
    returnCancelUrl: 'https://p.example',
    returnErrorUrl: 'https://p.example',
  },
};
const exchange = (given: Partial<SimulatedExchange>): SimulatedExchange => ({
  api: 'checkout',
  call: 'cart',
  query: {},
  request: CART,
  status: 302,
  headers: { location: 'https://checkout.example/' },
  answer: null,
  ...given,
});

describe('what does not fit the specification', () => {
  it('is nothing where all does', () => {
    expect(exchangeFlaws(exchange({}))).toEqual([]);
    expect(exchangeFlaws(exchange({ status: 429 }))).toEqual([]);
    expect(exchangeFlaws(exchange({ status: 422, answer: { title: 'x', status: 422, detail: 'x' } }))).toEqual([]);
  });

  it.each<[string, Partial<SimulatedExchange>]>([
    ['a request with too much', { request: { ...CART, iupd: 'x' } }],
    ['a request with too little', { request: { ...CART, returnUrls: {} } }],
    ['an answer without what it must have', { headers: {} }],
    ['an error with too much', { status: 400, answer: { message: 'x' } }],
    ['a status that there is not', { status: 201 }],
    ['an answer of the wrong shape', { call: 'read', request: null, status: 200, answer: { status: 'PAGATA' } }],
    [
      'a query that there is not',
      {
        call: 'list',
        request: null,
        query: { limit: '51' },
        status: 200,
        answer: { payment_position_list: [], page_info: { page: 0, limit: 50, items_found: 0, total_pages: 0 } },
      },
    ],
  ])('is %s', (_what, given) => {
    expect(exchangeFlaws(exchange(given))).toHaveLength(1);
  });
});
