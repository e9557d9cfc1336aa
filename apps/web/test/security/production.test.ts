import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
const lines: string[] = [];
beforeAll(async () => {
  portal = await makeTestPortal({ mode: 'production', log: (line) => lines.push(line) });
});
afterAll(() => portal.close());

describe('in production, before the ente is in a federation', () => {
  it('the public pages and the office work', async () => {
    for (const path of ['/', '/rovereto/servizi', '/rovereto/servizi/certificato-di-nascita']) {
      expect([path, (await portal.browser().get(path)).status]).toEqual([path, 200]);
    }
    const operator = await portal.operator();
    expect((await operator.visit('/rovereto/operatori')).text('h1')).toBe('Pannello di controllo');
  });

  it('the sign-in page says so, and has no button', async () => {
    const browser = portal.browser();
    const page = await browser.visit('/rovereto/pratiche');
    expect(page.status).toBe(503);
    expect(page.text('main')).toContain('Al momento non è possibile entrare con l’identità digitale.');
    expect(page.html.querySelector('.bottone-identita')).toBeNull();
    expect((await browser.get('/rovereto/spid/login?idp=https://idp.example')).status).toBe(404);
    expect((await browser.get('/rovereto/spid/metadata')).status).toBe(404);
  });

  it('the pages for development are not there', async () => {
    for (const path of ['/gestore-di-prova/rovereto/spid', '/sviluppo/posta']) {
      expect([path, (await portal.browser().get(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('when no connection to the database comes free', () => {
  it('a page says so and when to come back; the log has a warning, and no error', async () => {
    const { pool } = portal;
    const { max, connectionTimeoutMillis } = pool.options;
    const taken = await Promise.all(Array.from({ length: max }, () => pool.connect()));
    pool.options.connectionTimeoutMillis = 20;
    const since = lines.length;
    const page = await portal.browser().get('/rovereto/servizi');
    for (const client of taken) client.release();
    pool.options.connectionTimeoutMillis = connectionTimeoutMillis;
    expect([page.status, page.headers['retry-after']]).toEqual([503, '10']);
    expect(page.text('main')).toContain('In questo momento ci sono troppe richieste.');
    const logged = lines.slice(since).map((line): { level: number } => JSON.parse(line));
    expect(logged.map(({ level }) => level).filter((level) => level >= 40)).toEqual([40]);
    expect((await portal.browser().get('/rovereto/servizi')).status).toBe(200);
  });
});
