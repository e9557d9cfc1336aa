import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, daysAfter, longDay, withArticle } from '@stanza/core';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const NEWS = '/rovereto/operatori/avvisi';
const DEADLINES = '/rovereto/operatori/scadenze';
const inDays = (days: number): string => daysAfter(dayInItaly(new Date()), days);
const EMPTY = { titolo: '', testo: '', giorno: '', indirizzo: '', visibile_dal: '', visibile_fino_al: '' };
const NOTICE = { ...EMPTY, titolo: 'Neve in arrivo', testo: 'Uno.\n\n<b>Due</b>', giorno: inDays(0) };

describe('notices and deadlines kept by the administrators', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  let citizen: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
    citizen = await portal.citizen('anna-bianchi');
  });
  afterAll(() => portal.close());

  const rowOf = (page: Page, title: string) =>
    page.html.querySelectorAll('tbody tr').find((row) => row.querySelector('th')?.textContent.trim() === title);
  const hrefOf = (page: Page, title: string) => rowOf(page, title)?.querySelector('a')?.getAttribute('href') ?? '';
  const write = async (list: string, fields: Readonly<Record<string, string>>) => {
    await administrator.visit(`${list}/nuovo`);
    return administrator.send(`${list}/nuovo`, { ...EMPTY, ...fields });
  };
  const room = async () => (await citizen.visit('/rovereto/stanza')).text('main');

  it('a notice is written, read by citizens as plain text, changed and deleted', async () => {
    const saved = await write(NEWS, NOTICE);
    expect(saved.text('main')).toContain('Le modifiche sono state salvate.');
    expect(rowOf(saved, 'Neve in arrivo')?.textContent).toContain('Visibile');
    const read = await citizen.visit('/rovereto/stanza');
    expect(read.text('main')).toContain('<b>Due</b>');
    const form = await administrator.visit(hrefOf(saved, 'Neve in arrivo'));
    expect(form.html.querySelector('#titolo')?.getAttribute('value')).toBe('Neve in arrivo');
    const changed = await administrator.send(hrefOf(saved, 'Neve in arrivo'), { ...NOTICE, titolo: 'Neve arrivata' });
    expect(await room()).toContain('Neve arrivata');
    const href = hrefOf(changed, 'Neve arrivata');
    const asked = await administrator.visit(`${href}/elimina`);
    expect(asked.text('h1')).toContain('“Neve arrivata”');
    const deleted = await administrator.send(`${href}/elimina`, { conferma: 'si' });
    expect(rowOf(deleted, 'Neve arrivata')).toBeUndefined();
    expect(await room()).not.toContain('Neve arrivata');
    expect((await administrator.get(href)).status).toBe(404);
  });

  it('a form with mistakes keeps everything that was typed and says what is wrong', async () => {
    await administrator.visit(`${DEADLINES}/nuovo`);
    const page = await administrator.post(`${DEADLINES}/nuovo`, {
      titolo: 'x'.repeat(151),
      testo: '',
      giorno: '2026-02-30',
      indirizzo: 'http://c.example',
      visibile_dal: '',
      visibile_fino_al: '',
    });
    expect(page.status).toBe(422);
    expect(page.html.querySelector('#titolo')?.getAttribute('value')).toHaveLength(151);
    expect(page.texts('.avviso-error li')).toEqual([
      'Titolo: il testo è troppo lungo: accorcialo.',
      'Testo: compila questo campo.',
      'Giorno della scadenza: scrivi una data che esiste, per esempio 31/12/1980.',
      'Indirizzo di una pagina che dice di più: scrivi un indirizzo completo, per esempio https://www.esempio.it.',
    ]);
    const backwards = { ...NOTICE, visibile_dal: inDays(2), visibile_fino_al: inDays(1) };
    const again = await administrator.post(`${DEADLINES}/nuovo`, backwards);
    expect(again.texts('.avviso-error li')).toEqual([
      'Visibile fino al: l’ultimo giorno non può venire prima del primo.',
    ]);
    const expired = await administrator.post(`${DEADLINES}/nuovo`, { ...backwards, _csrf: 'x' });
    expect([expired.status, expired.html.querySelector('#titolo')?.getAttribute('value')]).toEqual([
      403,
      'Neve in arrivo',
    ]);
  });

  it('citizens see each on its days alone', async () => {
    await write(NEWS, { ...NOTICE, titolo: 'Di domani', giorno: inDays(1) });
    await write(NEWS, { ...NOTICE, titolo: 'Finito', visibile_fino_al: inDays(-1) });
    await write(DEADLINES, { ...NOTICE, titolo: 'Più avanti', giorno: inDays(20), visibile_dal: inDays(5) });
    const seen = await room();
    for (const title of ['Di domani', 'Finito', 'Più avanti']) expect(seen).not.toContain(title);
    const [news, deadlines] = [await administrator.visit(NEWS), await administrator.visit(DEADLINES)];
    expect(rowOf(news, 'Di domani')?.textContent).toContain(`Visibile ${withArticle('dal', longDay(inDays(1)))}`);
    expect(rowOf(news, 'Finito')?.textContent).toContain('Non più visibile');
    expect(rowOf(deadlines, 'Più avanti')?.textContent).toContain(`Visibile ${withArticle('dal', longDay(inDays(5)))}`);
    const id = hrefOf(news, 'Finito').split('/').at(-1);
    expect((await citizen.get(`/rovereto/avvisi/${id}`)).status).toBe(404);
  });

  it('a long list goes on page by page', async () => {
    for (let at = 0; at < 21; at += 1) await write(DEADLINES, { ...NOTICE, titolo: `N ${at}`, giorno: inDays(at) });
    const first = await administrator.visit(DEADLINES);
    expect(first.texts('tbody tr')).toHaveLength(20);
    const second = await administrator.visit(first.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '');
    expect(second.texts('tbody tr').length).toBeGreaterThan(0);
    expect(second.texts('tbody th').filter((title) => first.texts('tbody th').includes(title))).toEqual([]);
  });

  it('of a deadline the pages speak in the feminine, of a notice in the masculine', async () => {
    for (const [list, title, pronoun, done] of [
      [NEWS, 'Un avviso', 'lo', 'L’avviso è stato eliminato.'],
      [DEADLINES, 'Una scadenza', 'la', 'La scadenza è stata eliminata.'],
    ] as const) {
      const href = hrefOf(await write(list, { ...NOTICE, titolo: title, giorno: inDays(90) }), title);
      expect((await administrator.visit(href)).text('main')).toContain(`i cittadini non ${pronoun} vedono più`);
      const asked = await administrator.visit(`${href}/elimina`);
      expect(asked.text('main')).toContain(`I cittadini non ${pronoun} vedranno più`);
      expect((await administrator.send(`${href}/elimina`, {})).text('main')).toContain(done);
    }
  });

  it('those of another ente are not there', async () => {
    const elsewhere = await portal.operator('amministratore', 'tre-ville');
    const href = hrefOf(await administrator.visit(NEWS), 'Finito').replace('/rovereto/', '/tre-ville/');
    await elsewhere.visit('/tre-ville/operatori/avvisi');
    expect((await elsewhere.get(href)).status).toBe(404);
    expect((await elsewhere.post(href, NOTICE)).status).toBe(404);
    expect((await elsewhere.post(`${href}/elimina`, {})).status).toBe(404);
    expect((await administrator.visit(NEWS)).text('main')).toContain('Finito');
  });

  describe('with a feed', () => {
    let server: Server;
    let url: string;
    let items: readonly string[] = [];
    let status = 200;
    beforeAll(async () => {
      server = createServer((_request, response) => {
        const body = items.map((title) => `<item><guid>${title}</guid><title>${title}</title></item>`).join('');
        response.writeHead(status).end(`<rss version="2.0"><channel><title>x</title>${body}</channel></rss>`);
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/rss`;
    });
    afterAll(() => {
      server.close();
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
      expect(read.text('main')).toContain('Letto il');
      expect(rowOf(read, 'Dal sito: uno')?.textContent).toContain('Arriva dal feed');
      expect(await room()).toContain('Dal sito: due');
      items = ['Dal sito: due', 'Dal sito: tre', '&amp;nbsp;'];
      const again = await readNow();
      expect(again.text('main')).toContain('Un elemento non si può leggere e non viene mostrato.');
      expect(rowOf(again, 'Dal sito: uno')).toBeUndefined();
      expect(rowOf(again, 'Dal sito: tre')).toBeDefined();
      expect(rowOf(again, 'Finito')).toBeDefined();
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

    it('without an address what came from it is gone', async () => {
      const page = await administrator.send(`${NEWS}/feed`, { url: '' });
      expect(rowOf(page, 'Dal sito: tre')).toBeUndefined();
      expect(rowOf(page, 'Finito')).toBeDefined();
    });
  });
});
