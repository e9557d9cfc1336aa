import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal({ mode: 'production' });
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
