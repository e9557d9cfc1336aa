import { type ClientRequest, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '../../src/app.ts';
import { loggerOptions } from '../../src/http/logger-options.ts';
import { fillIn } from '../../src/testing/certificato.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
let browser: TestBrowser;
let step: string;
let origin: string;
let token: string;
let logged = '';
let close: () => Promise<void>;
beforeAll(async () => {
  portal = await makeTestPortal();
  const stream = new PassThrough().setEncoding('utf8').on('data', (line: string) => {
    logged += line;
  });
  const { server } = await buildApp({
    portal: portal.portal,
    mailbox: null,
    mode: 'test',
    secure: false,
    trustProxy: false,
    logger: { ...loggerOptions('test'), stream },
  });
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
  close = () => server.close();
  browser = await portal.citizen('anna-bianchi');
  const practice = await fillIn(browser, 'delega');
  await browser.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
  step = `${practice}/compila/specifica-delega`;
  token = (await browser.visit(step)).html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
});
afterAll(async () => {
  await close();
  await portal.close();
});

/** Begins to upload a file, in chunks and without saying how long it will be. */
const upload = (csrf: string) => {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
  const sent = request(origin + step, { method: 'POST', headers });
  sent.write(`--x\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${csrf}\r\n`);
  sent.write('--x\r\nContent-Disposition: form-data; name="file_delega"; filename="a.pdf"\r\n\r\n%PDF-1.7\n');
  return sent;
};

// Not by `once`, which rejects when the server cuts the connection, as it should.
const happening = (event: 'close' | 'drain') => (sent: ClientRequest) =>
  new Promise<void>((fulfil) => sent.once(event, () => fulfil()));
const closing = happening('close');
const draining = happening('drain');

describe('a file that is being uploaded', () => {
  it.each([
    ['whose form is good', () => token],
    ['whose form is not', () => 'sbagliato'],
  ])(
    '%s is refused, with 413, when it never ends',
    async (_which, csrf) => {
      const sent = upload(csrf());
      sent.on('error', () => undefined); // how the connection ends is of no interest here
      let status = 0;
      const answered = new Promise<void>((fulfil) =>
        sent.on('response', (response) => {
          status = response.statusCode ?? 0;
          fulfil();
        }),
      );
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const over = Promise.race([answered, closing(sent)]);
      for (let megabytes = 0; megabytes < 600 && status === 0 && !sent.destroyed; megabytes += 1) {
        if (!sent.write(chunk)) await Promise.race([draining(sent), over]);
      }
      await over;
      sent.destroy();
      expect(status).toBe(413);
    },
    60_000,
  );

  it('and that the browser stops sending is no error of ours', async () => {
    logged = '';
    const sent = upload(token);
    sent.on('error', () => undefined);
    await new Promise((fulfil) => sent.write(Buffer.alloc(100_000, 'x'), fulfil));
    const closed = closing(sent);
    sent.destroy();
    await closed;
    // The server has seen the end of that connection when it has answered on a later one.
    expect((await fetch(`${origin}/rovereto/servizi`)).status).toBe(200);
    expect(logged).toBe('');
  });
});
