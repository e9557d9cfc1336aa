import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly } from '@stanza/core';
import { rowOf } from '../../testing/bulletins.ts';
import type { TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const NEWS = '/rovereto/operatori/avvisi';
const WRITTEN = 'Scritto a mano';

describe('notices that come from a feed', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  let citizen: TestBrowser;
  let server: Server;
  let url: string;
  let items: readonly string[] = [];
  let status = 200;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
    citizen = await portal.citizen('anna-bianchi');
    await administrator.visit(`${NEWS}/nuovo`);
    const written = { titolo: WRITTEN, testo: 'Testo', giorno: dayInItaly(new Date()), indirizzo: '' };
    await administrator.send(`${NEWS}/nuovo`, { ...written, visibile_dal: '', visibile_fino_al: '' });
    server = createServer((_request, response) => {
      const body = items.map((title) => `<item><guid>${title}</guid><title>${title}</title></item>`).join('');
      response.writeHead(status).end(`<rss version="2.0"><channel><title>x</title>${body}</channel></rss>`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/rss`;
  });
  afterAll(async () => {
    server.close();
    await portal.close();
  });
  const readNow = async () => {
    const queued = await administrator.send(`${NEWS}/leggi`, {});
    expect(queued.text('main')).toContain('La lettura è in coda');
    await portal.drain();
    return administrator.visit(NEWS);
  };

  it('what it has is published, and goes when it is no longer there; what was written stays', async () => {
    items = ['Dal sito: uno', 'Dal sito: due'];
    await administrator.visit(NEWS);
    await administrator.send(`${NEWS}/feed`, { url });
    await portal.drain();
    const read = await administrator.visit(NEWS);
    expect(read.text('main')).toMatch(/Letto (?:il |l’)\d/u);
    expect(rowOf(read, 'Dal sito: uno')?.textContent).toContain('Arriva dal feed');
    expect((await citizen.visit('/rovereto/stanza')).text('main')).toContain('Dal sito: due');
    items = ['Dal sito: due', 'Dal sito: tre', '&amp;nbsp;'];
    const again = await readNow();
    expect(again.text('main')).toContain('Un elemento non si può leggere e non viene mostrato.');
    expect(rowOf(again, 'Dal sito: uno')).toBeUndefined();
    expect(rowOf(again, 'Dal sito: tre')).toBeDefined();
    expect(rowOf(again, WRITTEN)).toBeDefined();
  });

  it('one that fails is told, and what it brought before stays', async () => {
    status = 500;
    const failed = await readNow();
    expect(failed.text('main')).toContain('L’ultima lettura non è riuscita: il sito ha risposto con un errore');
    expect(rowOf(failed, 'Dal sito: tre')).toBeDefined();
    status = 200;
    expect((await readNow()).text('main')).not.toContain('non è riuscita');
  });

  it('an address that is none is refused and stays in its field', async () => {
    const page = await administrator.post(`${NEWS}/feed`, { url: 'ftp://c.example/rss' });
    expect(page.status).toBe(422);
    expect(page.html.querySelector('#url')?.getAttribute('value')).toBe('ftp://c.example/rss');
  });

  it('a page that had expired comes back with the address that was typed, and may be opened again', async () => {
    const page = await administrator.post(`${NEWS}/feed`, { url: 'https://c.example/rss', _csrf: 'x' });
    expect(page.status).toBe(403);
    expect(page.html.querySelector('#url')?.getAttribute('value')).toBe('https://c.example/rss');
    expect(page.text('.avviso-error')).toContain('premi di nuovo il pulsante');
    for (const sent of ['feed', 'leggi']) {
      const again = await administrator.get(`${NEWS}/${sent}`);
      expect([again.status, again.location]).toEqual([303, NEWS]);
    }
  });

  it('without an address what came from it is gone', async () => {
    const page = await administrator.send(`${NEWS}/feed`, { url: '' });
    expect(rowOf(page, 'Dal sito: tre')).toBeUndefined();
    expect(rowOf(page, WRITTEN)).toBeDefined();
  });
});
