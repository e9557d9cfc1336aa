import type { SimulatedExchange } from '@stanza/pagopa-simulator';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import bizEvents from './schemas/biz-events.json' with { type: 'json' };
import checkout from './schemas/checkout.json' with { type: 'json' };
import gpd from './schemas/gpd.json' with { type: 'json' };
import notices from './schemas/notices.json' with { type: 'json' };
import problem from './schemas/problem.json' with { type: 'json' };

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
addFormatsModule.default(ajv);
for (const schema of [gpd, checkout, bizEvents, notices, problem]) ajv.addSchema(schema);

/** What each call is sent, and answers where it was done; none where there is nothing, or bytes. */
interface CallShape {
  readonly query?: string;
  readonly request?: string;
  readonly done: number;
  readonly answer?: string;
  readonly headers?: string;
  /** What it may answer otherwise: with an error that says what it is, or with nothing. */
  readonly problems: readonly number[];
  readonly silent: readonly number[];
}

const SHAPES: Readonly<Record<SimulatedExchange['call'], CallShape>> = {
  create: {
    query: 'gpd#/$defs/createQuery',
    request: 'gpd#/$defs/position',
    done: 201,
    answer: 'gpd#/$defs/position',
    problems: [400, 409, 500],
    silent: [401, 403, 429],
  },
  read: { done: 200, answer: 'gpd#/$defs/positionKnown', problems: [404, 500], silent: [401, 403, 429] },
  list: {
    query: 'gpd#/$defs/listQuery',
    done: 200,
    answer: 'gpd#/$defs/positions',
    problems: [400, 500],
    silent: [401, 403, 429],
  },
  update: {
    query: 'gpd#/$defs/createQuery',
    request: 'gpd#/$defs/position',
    done: 200,
    answer: 'gpd#/$defs/position',
    problems: [400, 404, 409, 500],
    silent: [401, 403, 429],
  },
  remove: { done: 200, answer: 'gpd#/$defs/deleted', problems: [404, 409, 500], silent: [401, 403, 429] },
  publish: { done: 200, answer: 'gpd#/$defs/position', problems: [404, 409, 500], silent: [401, 403, 429] },
  invalidate: { done: 200, answer: 'gpd#/$defs/position', problems: [404, 409, 500], silent: [401, 403, 429] },
  mark: {
    request: 'gpd#/$defs/paidElsewhere',
    done: 200,
    answer: 'gpd#/$defs/optionKnown',
    problems: [400, 404, 409, 422, 500],
    silent: [401, 429],
  },
  cart: {
    request: 'checkout#/$defs/cart',
    done: 302,
    headers: 'checkout#/$defs/redirectHeaders',
    problems: [400, 422, 500],
    silent: [401, 429],
  },
  receipt: { done: 200, answer: 'biz-events#/$defs/receipt', problems: [404, 422, 500], silent: [401, 429] },
  generate: { request: 'notices#/$defs/notice', done: 201, problems: [400, 500], silent: [401, 403, 429] },
};

const flaws = (schema: string | undefined, what: string, value: unknown): readonly string[] => {
  if (schema === undefined) return [];
  const validate = ajv.getSchema(schema);
  if (validate === undefined) throw new Error(`There is no schema ${schema}`);
  // As it is on the wire: what JSON leaves out is not there.
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  return [`${what}: ${ajv.errorsText(validate.errors)}`];
};

/** @returns what does not fit the specification, in the request or in the answer */
export const exchangeFlaws = (exchange: SimulatedExchange): readonly string[] => {
  const { call, status, query, request, headers, answer } = exchange;
  const shape = SHAPES[call];
  // A request that was refused as wrong may be.
  const asked =
    status === 400
      ? []
      : [...flaws(shape.query, `${call} query`, query), ...flaws(shape.request, `${call} request`, request)];
  if (status === shape.done) {
    return [
      ...asked,
      ...flaws(shape.answer, `${call} answer`, answer),
      ...flaws(shape.headers, `${call} headers`, headers),
    ];
  }
  if (shape.problems.includes(status)) return [...asked, ...flaws('problem', `${call} ${status}`, answer)];
  if (shape.silent.includes(status)) return asked;
  return [...asked, `${call} is never answered with ${status}`];
};
