import { setTimeout as wait } from 'node:timers/promises';
import { parseSetCookie } from 'set-cookie-parser';
import {
  type Answered,
  type Asked,
  makeBrowserOver,
  type TestBrowser,
} from '../../apps/web/src/testing/test-browser.ts';

const ANSWER_MS = 30_000;
/** Between two attempts, and how many there are: about two minutes, longer than anything that was killed is away. */
const PAUSE_MS = 250;
const ATTEMPTS = 480;

const ask = async (origin: string, { method, url, cookies, body }: Asked): Promise<Answered> => {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const response = await fetch(origin + url, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie.length === 0 ? {} : { cookie: cookie.join('; ') }),
      ...(body === undefined ? {} : { 'content-type': body.type }),
    },
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(body === undefined
      ? {}
      : { body: typeof body.payload === 'string' ? body.payload : Uint8Array.from(body.payload) }),
  });
  const rawPayload = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: rawPayload.toString(),
    rawPayload,
    cookies: parseSetCookie(response),
  };
};

/** The portal did not answer, or said that it cannot at the moment: whoever asked does not know what was done. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A browser of somebody who is really there. A page that does not come throws {@link NoAnswer}. */
export const makeHttpBrowser = (origin: string): TestBrowser =>
  makeBrowserOver(async (asked) => {
    const answered = await ask(origin, asked).catch((cause: unknown) => {
      throw new NoAnswer(`${asked.method} without an answer`, { cause });
    });
    if (answered.statusCode >= 500) throw new NoAnswer(`${asked.method} answered with ${answered.statusCode}`);
    return answered;
  });

/**
 * Does it again until it was answered, as somebody does who sees that a page does not come.
 * @throws Error when it never is
 */
export const untilAnswered = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NoAnswer) || attempt === ATTEMPTS) throw error;
      await wait(PAUSE_MS);
    }
  }
};
