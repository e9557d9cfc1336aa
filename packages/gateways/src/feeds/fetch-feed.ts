import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Feed } from '@stanza/core';
import { FeedProblem } from './feed-problem.ts';
import { publicLookup, refusePrivateHost } from './public-lookup.ts';

const MAX_REDIRECTS = 3;
const MAX_BYTES = 2 * 1024 * 1024;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** Longest mark (ETag, Last-Modified) that is kept and sent back. */
const MAX_MARK = 500;

export interface FetchLimits {
  /** False in development and in tests alone, where feeds may be on this machine, without HTTPS. */
  readonly publicOnly: boolean;
  readonly signal: AbortSignal;
}

/** What was found at the address: null when nothing has changed since the marks. */
export type Fetched = { readonly body: string; readonly etag: string | null; readonly lastModified: string | null };

type Marked = Pick<Feed, 'url' | 'etag' | 'lastModified'>;

const headersOf = ({ etag, lastModified }: Marked): http.OutgoingHttpHeaders => ({
  accept: 'application/rss+xml, application/atom+xml, text/calendar, application/xml;q=0.9, */*;q=0.5',
  'accept-encoding': 'identity',
  'user-agent': 'StanzaDelCittadino',
  ...(etag === null ? {} : { 'if-none-match': etag }),
  ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
});

const ask = async (url: URL, feed: Marked, { publicOnly, signal }: FetchLimits): Promise<http.IncomingMessage> => {
  const schemes = publicOnly ? ['https:'] : ['https:', 'http:'];
  if (!schemes.includes(url.protocol)) throw new FeedProblem('forbidden_address');
  if (publicOnly) refusePrivateHost(url.hostname);
  const { request } = url.protocol === 'https:' ? https : http;
  const asked = request(url, {
    agent: false,
    headers: headersOf(feed),
    signal,
    ...(publicOnly ? { lookup: publicLookup } : {}),
  });
  const answered = once(asked, 'response', { signal });
  asked.end();
  const [response] = await answered;
  return response;
};

const bodyOf = async (response: http.IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new FeedProblem('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Many Comuni still publish in Latin-1: the header says so, or the XML declaration. */
const decoded = (body: Buffer, contentType: string): string => {
  const declared = /^[^>]*encoding=["']([\w-]+)["']/u.exec(body.subarray(0, 200).toString('latin1'));
  const label = /charset="?([\w-]+)/iu.exec(contentType)?.[1] ?? declared?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
};

const markOf = (value: string | undefined): string | null =>
  value === undefined || value.length > MAX_MARK || /[^\x20-\x7e]/u.test(value) ? null : value;

/**
 * Fetches a feed, following a few redirects by hand so that each address is checked.
 * @returns null when the server says that nothing has changed
 * @throws FeedProblem; whatever the connection throws
 */
export const fetchFeed = async (feed: Marked, limits: FetchLimits): Promise<Fetched | null> => {
  let url = new URL(feed.url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await ask(url, feed, limits);
    try {
      const { statusCode = 0, headers } = response;
      if (statusCode === 304) return null;
      if (statusCode === 200) {
        const body = decoded(await bodyOf(response), headers['content-type'] ?? '');
        return { body, etag: markOf(headers.etag), lastModified: markOf(headers['last-modified']) };
      }
      const { location = '' } = headers;
      if (!REDIRECTS.includes(statusCode) || !URL.canParse(location, url.href)) throw new FeedProblem('bad_status');
      url = new URL(location, url);
    } finally {
      response.destroy();
    }
  }
  throw new FeedProblem('too_many_redirects');
};
