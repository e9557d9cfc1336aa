import {
  type CitizenNotice,
  type CitizenNotifier,
  type Clock,
  NOTICE_LIMITS,
  NotifierError,
  type NotifierErrorKind,
  NotifierPaused,
} from '@stanza/core';
import { type ExchangeAnswer, ExchangeFailure, exchange, jsonBody, makePauses } from '@stanza/gateways';
import { z } from 'zod';

/** Where App IO is (standards.md 3). */
export const APP_IO_URL = 'https://api.io.pagopa.it/api/v1';

const TIMEOUT_MS = 15_000;
const MOST_ANSWER_BYTES = 64 * 1024;
/** A week, the longest there is: for so long a telephone that is off still gets to know. */
const TIME_TO_LIVE_SECONDS = 604_800;
/** Of a message these say that it was not taken. Other failures of a server may come from one in between, which does not know. */
const NOT_TAKEN: readonly number[] = [500, 503];

const profileSchema = z.object({ sender_allowed: z.boolean() });

export interface AppIoDeps {
  readonly clock: Clock;
  readonly url?: string;
  /** How long one call may take. */
  readonly timeoutMs?: number;
}

/** What was answered, for who looks for the cause: `errorCode` reads it. */
class UnwantedStatus extends Error {
  override readonly name = 'UnwantedStatus';
  readonly responseCode: number;
  constructor(responseCode: number) {
    super(`HTTP ${responseCode}`);
    this.responseCode = responseCode;
  }
}

const isWithin = (text: string, { min, max }: { readonly min: number; readonly max: number }): boolean =>
  text.length >= min && text.length <= max;

const messageOf = ({ codiceFiscale, subject, markdown, dueAt }: CitizenNotice) => ({
  fiscal_code: codiceFiscale,
  time_to_live: TIME_TO_LIVE_SECONDS,
  content: {
    subject,
    markdown,
    // Not by e-mail as well: the citizen has ours.
    require_secure_channels: true,
    ...(dueAt === null ? {} : { due_date: dueAt.toISOString() }),
  },
});

const parsed = ({ body }: ExchangeAnswer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null; // a page of somebody in between
  }
};

/** App IO over its API. A service that was told to wait is not asked again before, whoever is written to. */
export const makeAppIoNotifier = (deps: AppIoDeps): CitizenNotifier => {
  const { clock, url = APP_IO_URL, timeoutMs = TIMEOUT_MS } = deps;
  const pauses = makePauses(clock);

  /** @param unclear what it means when no whole answer comes @throws NotifierError */
  const ask = async (path: string, key: string, request: unknown, unclear: NotifierErrorKind) => {
    const pauseSeconds = pauses.left(key);
    if (pauseSeconds !== null) throw new NotifierPaused(`${path}: told to wait`, pauseSeconds);
    try {
      return await exchange({
        url: new URL(`${url}${path}`),
        headers: { 'Ocp-Apim-Subscription-Key': key, accept: 'application/json' },
        body: jsonBody(request),
        maxAnswerBytes: MOST_ANSWER_BYTES,
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) throw error;
      throw new NotifierError(error.at === 'sent' ? unclear : 'again', `${path}: ${error.message}`, { cause: error });
    }
  };

  /** What an answer means that is not the one hoped for. @param unclear of a failure that does not say how far it came */
  const failure = (path: string, key: string, answer: ExchangeAnswer, unclear: NotifierErrorKind): NotifierError => {
    const { status, retryAfter } = answer;
    const isLater = status === 429 || NOT_TAKEN.includes(status);
    const pauseSeconds = isLater ? pauses.tell(key, retryAfter) : null;
    const kind = isLater ? 'again' : status >= 300 && status < 500 ? 'refused' : unclear;
    return new NotifierError(kind, `${path} was answered with HTTP ${status}`, {
      pauseSeconds,
      cause: new UnwantedStatus(status),
    });
  };

  return {
    async mayWrite(key, codiceFiscale) {
      const answer = await ask('/profiles', key, { fiscal_code: codiceFiscale }, 'again');
      if (answer.status === 404) return false;
      const profile = answer.status === 200 ? profileSchema.safeParse(parsed(answer)).data : undefined;
      if (profile === undefined) throw failure('/profiles', key, answer, 'again');
      return profile.sender_allowed;
    },
    async send(key, notice) {
      const fits = isWithin(notice.subject, NOTICE_LIMITS.subject) && isWithin(notice.markdown, NOTICE_LIMITS.markdown);
      if (!fits) throw new NotifierError('refused', 'The subject or the text is too short or too long');
      const answer = await ask('/messages', key, messageOf(notice), 'in-doubt');
      if (answer.status !== 201) throw failure('/messages', key, answer, 'in-doubt');
    },
  };
};
