import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, PDF, sendOnBehalf } from '../../src/testing/certificato.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let portal: TestPortal;
/** Sent a practice on behalf of Mario Rossi, with its files; has a draft too. */
let anna: TestBrowser;
let sent: string;
let draft: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  anna = await portal.citizen('anna-bianchi');
  sent = await sendOnBehalf(anna, 'Solo mia');
  draft = await fillIn(anna, 'delega');
});
afterAll(() => portal.close());

describe('7. Accedi a “La mia stanza”', () => {
  it('sono elencate informazioni di interesse per il cittadino come ad esempio scadenze, avvisi e notizie relativi al comune, i servizi in primo piano, l’elenco delle pratiche più recenti', async () => {
    const page = await anna.visit('/rovereto/stanza');
    expect(page.texts('main h2')).toEqual([
      'Pratiche più recenti',
      'Avvisi e notizie',
      'Scadenze',
      'Servizi in primo piano',
    ]);
    expect(page.text('main')).toContain('Permesso di sosta per residenti');
    expect(page.text('main')).toContain('Nuovo orario dell’ufficio anagrafe');
    const hrefs = page.html.querySelectorAll('main a').map((a) => a.getAttribute('href'));
    expect(hrefs).toEqual(expect.arrayContaining([sent, draft, '/rovereto/servizi/certificato-di-nascita']));
    expect(hrefs).toContain('https://www.comune.rovereto.example/scadenze/permesso-di-sosta');
  });

  it('ogni elemento ha un elemento interattivo (link o pulsante) che permette di eseguire l’azione associata', async () => {
    const page = await anna.visit('/rovereto/stanza');
    const items = page.html.querySelectorAll('main section li');
    expect(items.length).toBeGreaterThan(5);
    for (const item of items) {
      const href = item.querySelector('a')?.getAttribute('href') ?? '';
      const opened = href.startsWith('/') ? await anna.visit(href) : null;
      expect([item.textContent, href === '', opened?.status ?? 200]).toEqual([item.textContent, false, 200]);
    }
  });

  it('alcuni elementi possono prevedere la navigazione verso risorse esterne alla Stanza del Cittadino', async () => {
    const page = await anna.visit('/rovereto/stanza');
    const outside = page.html.querySelectorAll('main a').filter((a) => a.getAttribute('href')?.startsWith('https:'));
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.map((a) => a.getAttribute('href'))).toContain(
      'https://www.comune.rovereto.example/scadenze/permesso-di-sosta',
    );
  });

  it('ogni avviso e ogni scadenza si apre: nella sua pagina, e sul sito del Comune quando c’è', async () => {
    const page = await anna.visit('/rovereto/stanza');
    const items = page.html.querySelectorAll('.elenco-voci li').filter((item) => item.querySelector('strong') !== null);
    expect(items.length).toBeGreaterThan(2);
    for (const item of items) {
      const opened = await anna.get(item.querySelector('a')?.getAttribute('href') ?? '');
      expect([opened.status, opened.text('h1')]).toEqual([200, item.querySelector('strong')?.textContent]);
      expect(item.textContent).toContain(opened.text('.a-capo'));
      const links = opened.html.querySelectorAll('main a').map((a) => a.getAttribute('href'));
      for (const outside of item.querySelectorAll('a').slice(1)) expect(links).toContain(outside.getAttribute('href'));
    }
    expect((await anna.get('/rovereto/avvisi/inventato')).status).toBe(404);
    expect((await anna.get('/rovereto/scadenze/%00')).status).toBe(404);
  });

  it('mette per prime le scadenze più vicine e gli avvisi più recenti, e non mostra le scadenze passate', async () => {
    await portal.asOwner(
      `insert into deadline (tenant_id, id, title, text, day)
       select tenant_id, 'ieri', 'Scaduta ieri', 'Testo', current_date - 2 from tenant where slug = 'rovereto'`,
    );
    const page = await anna.visit('/rovereto/stanza');
    expect(page.text('main')).not.toContain('Scaduta ieri');
    const daysOf = (heading: string) =>
      page.html
        .querySelectorAll('main section')
        .find((section) => section.querySelector('h2')?.textContent === heading)
        ?.querySelectorAll('time')
        .map((time) => time.getAttribute('datetime') ?? '') ?? [];
    const [deadlines, news] = [daysOf('Scadenze'), daysOf('Avvisi e notizie')];
    expect(Math.min(deadlines.length, news.length)).toBeGreaterThan(1);
    expect(deadlines).toEqual(deadlines.toSorted());
    expect(news).toEqual(news.toSorted().toReversed());
  });

  it('un collegamento che porta fuori lo dice', async () => {
    const page = await anna.visit('/rovereto/stanza');
    const outside = page.html.querySelectorAll('main a[href^="https:"]');
    expect(outside.length).toBeGreaterThan(2);
    for (const link of outside)
      expect(link.textContent).toMatch(/^Leggi su www\.comune\.rovereto\.example \(sito esterno\)/u);
  });

  it('mette per prima la pratica più recente', async () => {
    const page = await anna.visit('/rovereto/stanza');
    const practices = page.html.querySelectorAll('main section a').map((a) => a.getAttribute('href'));
    expect(practices.indexOf(draft)).toBeLessThan(practices.indexOf(sent));
  });

  it('di un altro cittadino non mostra nulla', async () => {
    const other = await portal.citizen('zoe-cosi');
    const page = await other.visit('/rovereto/stanza');
    expect(page.body).not.toContain(sent);
    expect(page.text('main')).toContain('Non hai ancora pratiche');
  });
});

describe('8. Visualizza i tuoi allegati', () => {
  const fileCalled = async (name: string) => {
    const page = await anna.visit('/rovereto/allegati');
    return page.html.querySelectorAll('.file').find((item) => item.textContent.includes(name));
  };

  it('nella sezione “I miei allegati” vengono mostrati gli allegati caricati nel sistema', async () => {
    const page = await anna.visit('/rovereto/allegati');
    expect(page.text('h1')).toBe('I miei allegati');
    expect(page.texts('.file-nome').toSorted()).toEqual(['carta d’identità.pdf', 'delega è.pdf']);
  });

  it('per ognuno viene fornito un tasto che ne permette il download, il nome del file e la descrizione', async () => {
    const file = await fileCalled('delega è.pdf');
    expect(file?.textContent).toContain('Delega firmata');
    const download = await anna.get(file?.querySelector('a[download]')?.getAttribute('href') ?? '');
    expect(Buffer.compare(download.bytes, Buffer.from(PDF))).toBe(0);
    expect(download.headers['content-type']).toBe('application/pdf');
  });

  it('se il file è stato allegato ad una pratica inviata alla protocollazione viene mostrata anche la/le pratica/pratiche relative e il loro stato; il nome della pratica è un link', async () => {
    const file = await fileCalled('delega è.pdf');
    expect(file?.textContent).toContain('Inviata');
    expect(file?.querySelector('ul a')?.textContent).toContain('Certificato di nascita');
    expect(file?.querySelector('ul a')?.getAttribute('href')).toBe(sent);
  });

  it('seguendo quel link si arriva alla visualizzazione di dettaglio della singola pratica', async () => {
    const file = await fileCalled('delega è.pdf');
    const page = await anna.visit(file?.querySelector('ul a')?.getAttribute('href') ?? '');
    expect([anna.path, page.text('h1')]).toEqual([sent, 'Certificato di nascita']);
    expect(page.text('main')).toContain('Iter della pratica');
  });

  it('il nome del file resta quello del cittadino, accenti compresi', async () => {
    const page = await anna.visit('/rovereto/allegati');
    const file = page.html.querySelectorAll('.file').find((item) => item.textContent.includes('identità'));
    const download = await anna.get(file?.querySelector('a[download]')?.getAttribute('href') ?? '');
    expect(download.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('carta d’identità.pdf')}`,
    );
  });
});
