import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf } from '../../src/testing/form-of.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const PAGE = '/rovereto/servizi/scia-edilizia';
const OPENED = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' };
const LONGEST = join(import.meta.dirname, '../../../../packages/services/catalogue/permesso-di-costruire.json');
const WITHOUT_TOKEN = /name="_csrf" value="[^"]*"/gu;

describe('a page travels', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await makeTestPortal();
  });
  afterAll(() => portal.close());

  const ask = (headers: Record<string, string>, url = PAGE) =>
    portal.app.server.inject({ method: 'GET', url, headers });
  const plain = (text: string) => text.replaceAll(WITHOUT_TOKEN, '');

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('compressed with %s when somebody opens it, and is the same page', async (encoding, decompress) => {
    const whole = await ask({});
    const small = await ask({ ...OPENED, 'accept-encoding': encoding });
    expect([small.statusCode, small.headers['content-encoding'], small.headers.vary]).toEqual([
      200,
      encoding,
      expect.stringContaining('accept-encoding'),
    ]);
    expect(small.rawPayload.length).toBeLessThan(whole.rawPayload.length / 2);
    expect(plain(decompress(small.rawPayload).toString('utf8'))).toBe(plain(whole.body));
  });

  it.each([
    ['an image of another page', { 'sec-fetch-dest': 'image' }],
    ['a script', { 'sec-fetch-dest': 'empty' }],
    ['a frame', { 'sec-fetch-dest': 'iframe' }],
    ['a page that fetches it beforehand', { ...OPENED, 'sec-purpose': 'prefetch' }],
    ['a program that does not say why', {}],
  ])('as it is when it is loaded by %s: its length tells nothing', async (_who, headers) => {
    const answer = await ask({ ...headers, 'accept-encoding': 'br, gzip' });
    expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, undefined]);
  });

  it('as it is to a browser that cannot open it', async () => {
    const answer = await ask({ ...OPENED, 'accept-encoding': 'zip' });
    expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, undefined]);
  });

  it('in a sixth of the budget of 120 KB, the longest preview: every step of a definition, and its text', async () => {
    const url = '/rovereto/operatori/servizi/nuovo';
    const administrator = await portal.operator('amministratore');
    const form = formOf(await administrator.visit(url), 'testo');
    const definizione = JSON.stringify({ ...JSON.parse(readFileSync(LONGEST, 'utf8')), slug: 'prova' }, null, 2);
    const answer = await portal.app.server.inject({
      method: 'POST',
      url,
      cookies: Object.fromEntries(administrator.cookies),
      headers: { ...OPENED, 'accept-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...form, definizione }).toString(),
    });
    expect(gunzipSync(answer.rawPayload).toString('utf8')).toContain('Anteprima di');
    expect(answer.rawPayload.length).toBeLessThan(20 * 1024);
  });

  it('compressed also when it says that something is wrong', async () => {
    const answer = await ask({ ...OPENED, 'accept-encoding': 'br' }, '/rovereto/servizi/che-non-c-e');
    expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([404, 'br']);
    expect(brotliDecompressSync(answer.rawPayload).toString('utf8')).toContain('</html>');
  });
});
