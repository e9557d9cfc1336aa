import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../error-code.ts';

const CONNECT_MS = 10_000;
/** What TLS says of a certificate that it does not believe. */
const UNTRUSTED_CODES = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|ERR_SSL|EPROTO/u;

/** Whether a failed connection failed because the other side is not who it should be. */
export const isUntrusted = (code: string): boolean => UNTRUSTED_CODES.test(code);

/**
 * How far a request came that got no answer: it could not be made of what it is to say, the other side was not reached, or is not who
 * it should be, or may have received it. Only of the last it is not known that nothing was done.
 */
export type FailedAt = 'impossible' | 'unreachable' | 'untrusted' | 'sent';

export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly at: FailedAt;
  constructor(at: FailedAt, options: ErrorOptions) {
    super(`No answer: ${at}`, options);
    this.at = at;
  }
}

/** A body whose length is known before it is sent: not every old server takes one in chunks. */
export interface OutgoingBody {
  readonly contentType: string;
  readonly length: number;
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** How both sides of a connection show who they are, as PEM. */
export interface ClientTls {
  readonly key: string;
  readonly cert: string;
  /** Who vouches for the other side; null: whom Node believes. */
  readonly ca: string | null;
}

export interface ExchangeRequest {
  readonly url: URL;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly tls?: ClientTls;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where nothing is sent. */
  readonly body: OutgoingBody | null;
  readonly maxAnswerBytes: number;
  /** Ends it, whatever it waits for. */
  readonly signal: AbortSignal;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly contentType: string;
  /** When it may be asked again, as it says it; null where it does not. */
  readonly retryAfter: string | null;
  /** Where it sends whoever asked, as it says it; null where it does not. It is not gone to. */
  readonly location: string | null;
  readonly body: Buffer;
}

const bodyOf = async (response: http.IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error('The answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const NO_BODY = { length: 0, chunks: [] };

/** The chunks of a body; a source that fails, or is not as long as was said, is remembered: that is no failure of the network. */
const watched = ({ chunks, length }: Omit<OutgoingBody, 'contentType'>) => {
  const broken: { error: unknown } = { error: null };
  const read = async function* () {
    let sent = 0;
    try {
      for await (const chunk of chunks) {
        sent += chunk.length;
        yield chunk;
      }
      if (sent !== length) throw new Error(`A body of ${sent} bytes was to have ${length}`);
    } catch (error) {
      broken.error = error;
      throw error;
    }
  };
  // A stream that is ended throws into its generator: this one stands between, so that `read` sees nothing but its own errors.
  const source = async function* () {
    for await (const chunk of read()) yield chunk;
  };
  return { broken, source: Readable.from(source()) };
};

/** @throws ExchangeFailure `impossible` when a certificate is none, or a header has characters that it cannot have */
const begun = ({ url, headers, body, signal, method = 'POST', tls }: ExchangeRequest): http.ClientRequest => {
  try {
    return (url.protocol === 'https:' ? https : http).request(url, {
      method,
      ...(tls === undefined ? {} : { key: tls.key, cert: tls.cert, ...(tls.ca === null ? {} : { ca: tls.ca }) }),
      agent: false,
      headers:
        body === null ? headers : { ...headers, 'content-type': body.contentType, 'content-length': body.length },
      signal,
    });
  } catch (cause) {
    throw new ExchangeFailure('impossible', { cause });
  }
};

/**
 * Sends once (POST where nothing else is said), on a connection of its own, following no redirects.
 * @returns whatever was answered, of any status
 * @throws ExchangeFailure when no whole answer came; whatever the source of the body throws
 */
export const exchange = async (given: ExchangeRequest): Promise<ExchangeAnswer> => {
  const asked = begun(given);
  const established = given.url.protocol === 'https:' ? 'secureConnect' : 'connect';
  let reached = false;
  const patience = setTimeout(() => asked.destroy(new Error('No connection in time')), CONNECT_MS);
  asked.once('socket', (socket) =>
    socket.once(established, () => {
      reached = true;
      clearTimeout(patience);
    }),
  );
  asked.on('error', () => undefined); // also after the answer has begun; `once` and the reading of the answer throw it
  const { broken, source } = watched(given.body ?? NO_BODY);
  try {
    const answered = once(asked, 'response');
    pipeline(source, asked).catch(() => undefined); // ends the request with the same error
    const [response] = await answered;
    const { statusCode = 0, headers: answer } = response;
    const read = await bodyOf(response, given.maxAnswerBytes);
    return {
      status: statusCode,
      contentType: answer['content-type'] ?? '',
      retryAfter: answer['retry-after'] ?? null,
      location: answer.location ?? null,
      body: read,
    };
  } catch (cause) {
    if (broken.error !== null) throw broken.error;
    const untrusted = isUntrusted(errorCode(cause) ?? '') && !reached;
    throw new ExchangeFailure(reached ? 'sent' : untrusted ? 'untrusted' : 'unreachable', { cause });
  } finally {
    clearTimeout(patience);
    asked.destroy();
  }
};
