import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** One answer, as a virtual user sees it. */
export interface Answer {
  readonly status: number;
  /** Where a redirect leads; empty when it is none. */
  readonly location: string;
  readonly body: string;
}

/** What an answer must be: a page with this text in it, or a redirect to this address. Anything else means nothing. */
export type Expected = { readonly text: string } | { readonly redirect: string };

/** Sends a request with the user's cookies. @param kind under which its time is counted */
export type Send = (
  kind: string,
  path: string,
  expected: Expected,
  form?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** What one virtual user does, once; it is repeated until the time is over. */
export type Flow = (send: Send) => Promise<void>;

export interface Load {
  readonly origin: string;
  /** One `cookie` header and flow for each virtual user; all of them go at once. */
  readonly users: readonly { readonly cookie: string; readonly flow: Flow }[];
  readonly seconds: number;
}

export interface Measured {
  /** Milliseconds of each request, by kind. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly seconds: number;
}

const call = (agent: Agent, origin: string, cookie: string, path: string, form?: Readonly<Record<string, string>>) =>
  new Promise<Answer>((fulfil, reject) => {
    const body = form === undefined ? undefined : new URLSearchParams(form).toString();
    const headers = {
      ...(cookie === '' ? {} : { cookie }),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
    };
    const sent = request(origin + path, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        fulfil({ status, location: headers.location ?? '', body: Buffer.concat(chunks).toString() });
      });
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });

const isExpected = ({ status, location, body }: Answer, expected: Expected): boolean =>
  'redirect' in expected
    ? status === 303 && location === expected.redirect
    : status === 200 && body.includes(expected.text);

/**
 * Lets all users go round their flows for a while.
 * @throws Error at the first answer that is not the expected one, such as a fast redirect to the sign-in
 */
export const measure = async ({ origin, users, seconds }: Load): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: users.length });
  const times = new Map<string, number[]>();
  const start = performance.now();
  const end = start + seconds * 1000;
  const one = async ({ cookie, flow }: Load['users'][number]) => {
    const send: Send = async (kind, path, expected, form) => {
      const from = performance.now();
      const answer = await call(agent, origin, cookie, path, form);
      if (!isExpected(answer, expected)) {
        throw new Error(
          `${kind}: ${path} answered ${answer.status} ${answer.location}, not ${JSON.stringify(expected)}`,
        );
      }
      const list = times.get(kind) ?? [];
      list.push(performance.now() - from);
      times.set(kind, list);
      return answer;
    };
    while (performance.now() < end) await flow(send);
  };
  await Promise.all(users.map(one));
  const elapsed = (performance.now() - start) / 1000;
  agent.destroy();
  return { times, seconds: elapsed };
};
