import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { type HTMLElement, parse } from 'node-html-parser';

/** What a browser asks. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  /** By name. */
  readonly cookies: Readonly<Record<string, string>>;
  readonly body?: { readonly payload: string | Buffer; readonly type: string };
}

/** What it gets. */
export interface Answered extends Pick<LightMyRequestResponse, 'statusCode' | 'headers' | 'body' | 'rawPayload'> {
  readonly cookies: readonly {
    readonly name: string;
    readonly value: string;
    readonly path?: string | undefined;
    readonly expires?: Date | undefined;
  }[];
}

/** What came back for one request. */
export interface Page {
  readonly status: number;
  readonly headers: Answered['headers'];
  readonly body: string;
  /** Where a redirect leads; null when it is none. */
  readonly location: string | null;
  /** The bytes, for downloads. */
  readonly bytes: Buffer;
  readonly html: HTMLElement;
  /** The text of the first element that the selector finds, its spaces made one; throws when there is none. */
  text(selector: string): string;
  /** The texts of all of them. */
  texts(selector: string): readonly string[];
}

/** A file as a form sends it. */
export interface FileToSend {
  readonly field: string;
  readonly fileName: string;
  readonly content: Uint8Array;
}

const flat = (element: HTMLElement): string => element.textContent.replaceAll(/\s+/gu, ' ').trim();

const pageOf = (response: Answered): Page => {
  let parsed: HTMLElement | null = null;
  // Most pages are only asked for: what nobody looks into is not read.
  const read = (): HTMLElement => {
    parsed ??= parse(response.body);
    return parsed;
  };
  const { location } = response.headers;
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body,
    location: typeof location === 'string' ? location : null,
    bytes: response.rawPayload,
    get html() {
      return read();
    },
    text(selector) {
      const found = read().querySelector(selector);
      if (found === null) throw new Error(`Nothing matches ${selector} in:\n${flat(read())}`);
      return flat(found);
    },
    texts: (selector) => read().querySelectorAll(selector).map(flat),
  };
};

const BOUNDARY = 'stanza-del-cittadino-test';

const multipart = (fields: Readonly<Record<string, string>>, files: readonly FileToSend[]): Buffer => {
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...files.flatMap(({ field, fileName, content }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${fileName}"\r\n` +
          'Content-Type: application/octet-stream\r\n\r\n',
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
  ];
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
};

/**
 * A browser without JavaScript: keeps cookies and sends forms with the token of the last page. Redirects
 * are followed only by `visit`, `send` and `sendFiles`, as GET, like a browser does after a 303.
 */
export interface TestBrowser {
  /** By name; of two with one name, the one that was set last. */
  readonly cookies: ReadonlyMap<string, string>;
  get(path: string): Promise<Page>;
  /** A form exactly as given, without following; the token is added unless the fields have one. A name may have several values. */
  post(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Page>;
  postFiles(path: string, fields: Readonly<Record<string, string>>, files: readonly FileToSend[]): Promise<Page>;
  /** What a program writes: JSON. */
  put(path: string, body: Readonly<Record<string, string>>): Promise<Page>;
  visit(path: string): Promise<Page>;
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Page>;
  sendFiles(path: string, fields: Readonly<Record<string, string>>, files: readonly FileToSend[]): Promise<Page>;
  /** The path of the last page shown. */
  readonly path: string;
}

const MAX_REDIRECTS = 5;

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** Keeps cookies like a browser: each is sent below its path alone. */
const makeCookieJar = (cookies: Readonly<Record<string, string>>) => {
  const jar = new Map<string, Cookie>(
    Object.entries(cookies).map(([name, value]) => [`/ ${name}`, { name, value, path: '/' }]),
  );
  const isFor = ({ path }: Cookie, url: string): boolean => {
    const asked = url.split('?', 1)[0] ?? '/';
    return path === '/' || asked === path || asked.startsWith(`${path}/`);
  };
  const asMap = (cookies: readonly Cookie[]) => new Map(cookies.map(({ name, value }) => [name, value]));
  return {
    all: () => asMap([...jar.values()]),
    for: (url: string) => Object.fromEntries(asMap([...jar.values()].filter((cookie) => isFor(cookie, url)))),
    keep({ cookies }: Pick<Answered, 'cookies'>) {
      for (const { name, value, path = '/', expires } of cookies) {
        jar.delete(`${path} ${name}`);
        const over = value === '' || (expires !== undefined && expires.getTime() <= 0);
        if (!over) jar.set(`${path} ${name}`, { name, value, path });
      }
    },
  };
};

/** Each value of a form with its name. */
const pairsOf = (fields: Readonly<Record<string, string | readonly string[]>>): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));

/**
 * @param ask how its requests get to the portal
 * @param cookies that somebody has put into it, by name: sent with every request
 */
export const makeBrowserOver = (
  ask: (asked: Asked) => Promise<Answered>,
  cookies: Readonly<Record<string, string>> = {},
): TestBrowser => {
  const jar = makeCookieJar(cookies);
  let lastForm: Page | null = null;
  const token = (): string => lastForm?.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
  let path = '/';

  const request = async (method: Asked['method'], url: string, body?: Asked['body']): Promise<Page> => {
    const response = await ask({ method, url, cookies: jar.for(url), ...(body === undefined ? {} : { body }) });
    jar.keep(response);
    const page = pageOf(response);
    if (page.location === null) path = url;
    if (page.body.includes('name="_csrf"')) lastForm = page;
    return page;
  };
  const follow = async (first: Page): Promise<Page> => {
    let page = first;
    for (let hops = 0; page.location !== null; hops += 1) {
      if (hops === MAX_REDIRECTS) throw new Error(`Too many redirects, the last one to ${page.location}`);
      page = await request('GET', page.location);
    }
    return page;
  };
  const post: TestBrowser['post'] = (url, fields) =>
    request('POST', url, {
      payload: new URLSearchParams(pairsOf({ _csrf: token(), ...fields })).toString(),
      type: 'application/x-www-form-urlencoded',
    });
  const postFiles: TestBrowser['postFiles'] = (url, fields, files) =>
    request('POST', url, {
      payload: multipart({ _csrf: token(), ...fields }, files),
      type: `multipart/form-data; boundary=${BOUNDARY}`,
    });
  return {
    get cookies() {
      return jar.all();
    },
    get path() {
      return path;
    },
    get: (url) => request('GET', url),
    post,
    postFiles,
    put: (url, body) => request('PUT', url, { payload: JSON.stringify(body), type: 'application/json' }),
    visit: async (url) => follow(await request('GET', url)),
    send: async (url, fields) => follow(await post(url, fields)),
    sendFiles: async (url, fields, files) => follow(await postFiles(url, fields, files)),
  };
};

/**
 * A browser whose requests are given to the server without a network.
 * @param remoteAddress that its requests come from
 * @param cookies that somebody has put into it, by name: sent with every request
 * @param headers sent with every request, too
 */
export const makeTestBrowser = (
  server: FastifyInstance,
  remoteAddress = '127.0.0.1',
  cookies: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): TestBrowser =>
  makeBrowserOver(
    ({ body, ...asked }) =>
      server.inject({
        ...asked,
        remoteAddress,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': body.type }) },
        ...(body === undefined ? {} : { payload: body.payload }),
      }),
    cookies,
  );
