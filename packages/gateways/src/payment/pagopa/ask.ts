import { randomUUID } from 'node:crypto';
import { GatewayError, type GatewayErrorKind } from '@stanza/core';
import type { z } from 'zod';
import { jsonBody } from '../../http/body-around.ts';
import { type ExchangeAnswer, ExchangeFailure, exchange } from '../../http/exchange.ts';
import type { ApiLine, ApiLines } from './lines.ts';
import type { Api } from './settings.ts';

const TIMEOUT_MS = 15_000;
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;
/** Of these no application has answered, but somebody in front of it. */
const OUTAGES: readonly number[] = [502, 503, 504];
/** The request was read, and is not taken. */
const REFUSALS: readonly number[] = [400, 409, 413, 415, 422];

export interface ApiRequest {
  /** What is done, for errors: without anything that tells who pays. */
  readonly call: string;
  readonly method: 'GET' | 'POST';
  /** Below the base of the API, with what it asks for. */
  readonly path: string;
  /** Goes as JSON; none where it is left out. */
  readonly body?: unknown;
  readonly accept?: string;
}

export interface ApiAnswer extends ExchangeAnswer {
  /** By which the operators of the platform find the call. */
  readonly requestId: string;
}

export interface AskDeps {
  readonly lines: ApiLines;
  /** How long one call may take. */
  readonly timeoutMs?: number;
}

const again = (message: string, pauseSeconds: number, cause?: unknown): GatewayError =>
  new GatewayError('again', message, { pauseSeconds, cause });

/** @throws GatewayError `again` where the API is left alone for now */
const demandOpen = ({ name, key }: Api, { outage, pauses, waiting }: ApiLine): void => {
  const told = pauses.left(key ?? '');
  if (told !== null) throw again(`${name} wants to be left alone`, told);
  // After a pause one tries; the others wait for what becomes of it.
  if (outage.left() > 0 || (outage.isSuspected() && waiting > 0)) {
    throw again(`${name} has not answered lately`, Math.max(1, Math.ceil(outage.left() / 1000)));
  }
};

/**
 * Asks one API once, following no redirects.
 * @returns whatever was answered
 * @throws GatewayError when there is no answer, or it is not asked for now
 */
export const askApi = async (deps: AskDeps, api: Api, request: ApiRequest): Promise<ApiAnswer> => {
  const line = deps.lines.of(api.base);
  demandOpen(api, line);
  const requestId = randomUUID();
  const headers = { accept: request.accept ?? 'application/json', 'x-request-id': requestId };
  line.waiting += 1;
  try {
    const answer = await exchange({
      url: new URL(`${api.base}${request.path}`),
      method: request.method,
      headers: api.key === null ? headers : { ...headers, 'Ocp-Apim-Subscription-Key': api.key },
      body: request.body === undefined ? null : jsonBody(request.body),
      maxAnswerBytes: MOST_ANSWER_BYTES,
      signal: AbortSignal.timeout(deps.timeoutMs ?? TIMEOUT_MS),
    });
    if (OUTAGES.includes(answer.status)) line.outage.failed();
    else line.outage.wentWell();
    return { ...answer, requestId };
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    const isOutage = error.at === 'unreachable' || error.at === 'sent';
    if (isOutage) line.outage.failed();
    const message = `${request.call}: ${error.message} (request ${requestId})`;
    throw new GatewayError(isOutage ? 'again' : 'settings', message, { cause: error });
  } finally {
    line.waiting -= 1;
  }
};

const kindOf = (status: number): GatewayErrorKind => {
  if (status === 408 || status === 429 || status >= 500) return 'again';
  return REFUSALS.includes(status) ? 'refused' : 'settings';
};

/** What an answer means that is not the one hoped for. It says nothing in the other side's words, which may hold what it was told. */
export const failureOf = ({ lines }: AskDeps, { base, key }: Api, call: string, answer: ApiAnswer): GatewayError => {
  const kind = kindOf(answer.status);
  const pauseSeconds = kind === 'again' ? lines.of(base).pauses.tell(key ?? '', answer.retryAfter) : null;
  const message = `${call} was answered with HTTP ${answer.status} (request ${answer.requestId})`;
  return new GatewayError(kind, message, { pauseSeconds });
};

/** @throws GatewayError `again` where an answer does not say what it has to */
export const readAnswer = <T>(schema: z.ZodType<T>, call: string, { body, requestId }: ApiAnswer): T => {
  try {
    const read = schema.safeParse(JSON.parse(body.toString()));
    if (read.success) return read.data;
  } catch {
    // no JSON: a page of somebody in between
  }
  throw new GatewayError('again', `${call} was answered with what cannot be understood (request ${requestId})`);
};
