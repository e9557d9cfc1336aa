import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createPlain, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { afterEach, describe, expect, it } from '@jest/globals';
import { sampleKey, sampleSettings } from '../identity/saml/testing/sample-service-provider.ts';
import { exchange, type OutgoingBody } from './exchange.ts';

const servers: (ReturnType<typeof createPlain> | ReturnType<typeof createSecure>)[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const listen = async (scheme: string, server: (typeof servers)[number]): Promise<URL> => {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
  return new URL(`${scheme}://127.0.0.1:${address.port}/`);
};
const digesting: RequestListener = (request, response) => {
  const digest = createHash('sha256');
  request.on('data', (chunk) => digest.update(chunk)).on('end', () => response.end(digest.digest('hex')));
};

const post = (url: URL, body: Partial<OutgoingBody>, signal = AbortSignal.timeout(20_000)) =>
  exchange({
    url,
    headers: {},
    body: { contentType: 'text/plain', length: 2, chunks: [Buffer.from('ok')], ...body },
    maxAnswerBytes: 1000,
    signal,
  });
const inChunks = async function* (count: number) {
  for (let index = 0; index < count; index += 1) yield Buffer.alloc(64 * 1024, index);
};

describe('an exchange', () => {
  it('sends a long document as it comes, with its length', async () => {
    const lengths: unknown[] = [];
    const url = await listen(
      'http',
      createPlain((request, response) => {
        lengths.push(request.headers['content-length'], request.headers['transfer-encoding']);
        digesting(request, response);
      }),
    );
    const digest = createHash('sha256');
    for await (const chunk of inChunks(320)) digest.update(chunk);
    const answer = await post(url, { length: 320 * 64 * 1024, chunks: inChunks(320) });
    expect(answer.body.toString()).toBe(digest.digest('hex'));
    expect(lengths).toEqual([String(320 * 64 * 1024), undefined]);
  });

  it('asks without sending anything, and goes nowhere that it is sent', async () => {
    const heard: unknown[] = [];
    const url = await listen(
      'http',
      createPlain((request, response) => {
        heard.push(request.method, request.url, request.headers['content-type'], request.headers['content-length']);
        response.writeHead(302, { location: 'http://127.0.0.1:1/altrove', 'retry-after': '7' }).end();
      }),
    );
    const signal = AbortSignal.timeout(20_000);
    const answer = await exchange({ url, method: 'GET', headers: {}, body: null, maxAnswerBytes: 10, signal });
    expect(answer).toMatchObject({ status: 302, location: 'http://127.0.0.1:1/altrove', retryAfter: '7' });
    expect(heard).toEqual(['GET', '/', undefined, undefined]);
  });

  it('says that the other side is not who it should be, before anything is said to it', async () => {
    const { privateKeyPem, certificatePem } = await sampleKey(sampleSettings('spid'));
    const heard: unknown[] = [];
    const server = createSecure({ key: privateKeyPem, cert: certificatePem }, (request) => heard.push(request.url));
    await expect(post(await listen('https', server), {})).rejects.toMatchObject({ at: 'untrusted' });
    expect(heard).toEqual([]);
  });

  it('says that it was not sent when nobody is there, and that it was when nothing comes back', async () => {
    const url = await listen(
      'http',
      createPlain((request) => request.socket.destroy()),
    );
    await expect(post(url, {})).rejects.toMatchObject({ at: 'sent' });
    servers[0]?.close();
    await expect(post(url, {})).rejects.toMatchObject({ at: 'unreachable' });
  });

  it('ends when it is told to, and when the answer is too long', async () => {
    const patience = new AbortController();
    const silent = await listen(
      'http',
      createPlain(() => patience.abort()),
    );
    await expect(post(silent, {}, patience.signal)).rejects.toMatchObject({ at: 'sent' });
    const talking = await listen(
      'http',
      createPlain((_request, response) => response.end('x'.repeat(1001))),
    );
    await expect(post(talking, {})).rejects.toMatchObject({ at: 'sent' });
  });

  it.each([
    [1, 'A body of 2 bytes was to have 1'],
    [3, 'A body of 2 bytes was to have 3'],
  ])('is broken when a body of 2 bytes was to have %d', async (length, message) => {
    await expect(post(await listen('http', createPlain(digesting)), { length })).rejects.toThrow(message);
  });

  it('hands on what the source of a document throws: that is nothing that the other side did', async () => {
    const broken = async function* () {
      yield Buffer.from('o');
      throw new RangeError('the disk is gone');
    };
    await expect(post(await listen('http', createPlain(digesting)), { chunks: broken() })).rejects.toThrow(RangeError);
  });
});
