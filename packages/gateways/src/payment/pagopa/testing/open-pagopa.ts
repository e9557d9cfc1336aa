import { noticeNumberOf } from '@stanza/core';
import { makeSettableClock } from '@stanza/core/testing';
import { type Creditor, type SimulatedExchange, startPagopaSimulator } from '@stanza/pagopa-simulator';
import { makeApiLines } from '../lines.ts';
import { makePagopaGateway } from '../make-pagopa-gateway.ts';
import { pagopaSecretsSchema, pagopaSettingsSchema } from '../settings.ts';
import { exchangeFlaws } from './check-exchange.ts';

export const START = new Date('2026-03-02T09:00:00.000Z');

export const CREDITOR: Creditor = {
  fiscalCode: '12345678903',
  companyName: 'Comune di Bugliano',
  segregationCodes: ['47'],
  keys: {
    gpd: 'chiave-delle-posizioni',
    bizEvents: 'chiave-delle-ricevute',
    notices: 'chiave-degli-avvisi',
    checkout: 'chiave-di-checkout',
  },
};

export const sampleSettings = (environment: string, given: Readonly<Record<string, unknown>> = {}) =>
  pagopaSettingsSchema.parse({
    environment,
    creditorFiscalCode: CREDITOR.fiscalCode,
    companyName: CREDITOR.companyName,
    segregationCode: '47',
    iban: 'IT60X0542811101000000123456',
    category: '9/0101108TS/',
    noticeTemplate: 'TemplateSingleInstalment',
    ...given,
  });

export const SECRETS = pagopaSecretsSchema.parse(CREDITOR.keys);

interface PagopaGiven {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
  readonly timeoutMs?: number;
}

/** The adapter and a simulator that it speaks with; `close` fails where anything that either has said does not fit the specification. */
export const openPagopa = async ({ settings = {}, secrets = {}, timeoutMs = 5_000 }: PagopaGiven = {}) => {
  const clock = makeSettableClock(START);
  const exchanges: SimulatedExchange[] = [];
  const simulator = await startPagopaSimulator({
    port: 0,
    creditors: [CREDITOR],
    clock,
    onExchange: (exchange) => void exchanges.push(exchange),
  });
  const lines = makeApiLines(clock);
  const told = sampleSettings(simulator.url, settings);
  const gateway = makePagopaGateway(told, { ...SECRETS, ...secrets }, { lines, timeoutMs });
  let serial = 0;
  return {
    gateway,
    simulator,
    clock,
    exchanges,
    newNumber() {
      serial += 1;
      return noticeNumberOf('47', serial);
    },
    async close() {
      await simulator.close();
      const flaws = exchanges.flatMap(exchangeFlaws);
      if (flaws.length > 0) throw new Error(`Not as specified:\n${flaws.join('\n')}`);
    },
  };
};
