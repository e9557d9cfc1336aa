import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallName, Trouble, Troubles } from '../control/troubles.ts';
import { type ApiCall, type ApiReply, type Creditor, problem } from './reply.ts';

export type ApiName = keyof Creditor['keys'];
type Work = (call: ApiCall) => ApiReply | Promise<ApiReply>;

const ROOTS = {
  gpd: '/gpd/debt-positions-service/v1',
  checkout: '/checkout/ec/v1',
  bizEvents: '/bizevents/service/v1',
  notices: '/print-payment-notice-service/external/v1',
} as const satisfies Readonly<Record<ApiName, string>>;

const POSITIONS = '/organizations/:cf/debtpositions';
const RECEIPTS = '/organizations/:cf/receipts/:iur';

/** Every call: its API, its method, its path there, and its name. The two ways to a receipt are one call. */
const ROUTES = [
  ['gpd', 'POST', POSITIONS, 'create'],
  ['gpd', 'GET', POSITIONS, 'list'],
  ['gpd', 'GET', `${POSITIONS}/:iupd`, 'read'],
  ['gpd', 'PUT', `${POSITIONS}/:iupd`, 'update'],
  ['gpd', 'DELETE', `${POSITIONS}/:iupd`, 'remove'],
  ['gpd', 'POST', `${POSITIONS}/:iupd/publish`, 'publish'],
  ['gpd', 'POST', `${POSITIONS}/:iupd/invalidate`, 'invalidate'],
  ['gpd', 'POST', '/organizations/:cf/paymentoptions/paids/:nav', 'mark'],
  ['checkout', 'POST', '/carts', 'cart'],
  ['bizEvents', 'GET', RECEIPTS, 'receipt'],
  ['bizEvents', 'GET', `${RECEIPTS}/paymentoptions/:iuv`, 'receipt'],
  ['notices', 'POST', '/notices/generate', 'generate'],
] as const satisfies readonly (readonly [ApiName, 'GET' | 'POST' | 'PUT' | 'DELETE', string, CallName])[];

/** One request and what was answered to it, for who checks both. */
export interface SimulatedExchange {
  readonly api: ApiName;
  readonly call: CallName;
  readonly query: Readonly<Record<string, string>>;
  /** As it was read from JSON; null where there was none. */
  readonly request: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What became JSON, or bytes. */
  readonly answer: unknown;
}

export interface ApiDeps {
  readonly creditors: readonly Creditor[];
  readonly works: Readonly<Record<CallName, Work>>;
  readonly troubles: Troubles;
  /** After something may have changed. */
  readonly keep: () => void;
  readonly onExchange: (exchange: SimulatedExchange) => void;
}

const texts = z.record(z.string(), z.string());
const keyHeader = z.string().optional();

/** Whose key it is, of those who may do what is in the path. */
const callerOf = (
  { creditors }: ApiDeps,
  api: ApiName,
  key: string | undefined,
  cf: string | undefined,
): Creditor | 401 | 403 => {
  // Checkout takes whoever comes; a key that nobody has is no key.
  const [first, ...others] = creditors.filter(({ keys }) =>
    api === 'checkout' && key === undefined ? true : key !== undefined && keys[api] === key,
  );
  if (first === undefined) return 401;
  if (cf === undefined) return first;
  return [first, ...others].find(({ fiscalCode }) => fiscalCode === cf) ?? 403;
};

const inPlaceOf = (own: ApiReply, { status, retryAfter }: Trouble): ApiReply => {
  if (status === undefined) return own;
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { ...(status === 429 ? { status, body: null } : problem(status, 'As it was told to')), headers };
};

const NOTHING_WRONG: Trouble = { calls: 1, delayMs: 0, times: 1, cut: false };

const send = (reply: FastifyReply, requestId: string, { status, headers = {}, body }: ApiReply): FastifyReply => {
  reply.code(status).header('x-request-id', requestId).headers(headers);
  if (body === null) return reply.send();
  if (body instanceof Uint8Array) return reply.send(Buffer.from(body));
  return reply.type('application/json').send(JSON.stringify(body));
};

/** What an API answers by itself, as often as it is told to do what it was asked. */
const ownReply = async (deps: ApiDeps, call: CallName, asked: ApiCall, times: number): Promise<ApiReply> => {
  let reply = problem(500, 'As it was told to');
  for (let time = 0; time < times; time += 1) reply = await deps.works[call](asked);
  deps.keep();
  return reply;
};

/** The four APIs, each with its keys, and with what was told to go wrong. */
export const registerApis = (server: FastifyInstance, deps: ApiDeps): void => {
  for (const [api, method, path, call] of ROUTES) {
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const [params, query] = [texts.parse(request.params), texts.parse(request.query)];
      const key = keyHeader.parse(request.headers['ocp-apim-subscription-key']);
      const requestId = keyHeader.parse(request.headers['x-request-id']) ?? randomUUID();
      const body: unknown = request.body ?? null;
      const trouble = deps.troubles.take(call) ?? NOTHING_WRONG;
      await pause(trouble.delayMs);
      const creditor = callerOf(deps, api, key, params.cf);
      const own =
        typeof creditor === 'number'
          ? { status: creditor, body: null }
          : await ownReply(deps, call, { creditor, params, query, body }, trouble.times);
      const answer = inPlaceOf(own, trouble);
      const { status, headers = {} } = answer;
      deps.onExchange({ api, call, query, request: body, status, headers, answer: answer.body });
      if (!trouble.cut) return send(reply, requestId, answer);
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    };
    server.route({ method, url: `${ROOTS[api]}${path}`, handler });
  }
};
