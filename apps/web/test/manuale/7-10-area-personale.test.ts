import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, PDF, sendCertificate, sendOnBehalf } from '../../src/testing/certificato.ts';
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
  it('elenca scadenze, avvisi e notizie, servizi in primo piano e pratiche più recenti, ognuno con il suo collegamento', async () => {
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
  it('per ognuno: il download, il nome, la descrizione; se inviato, la pratica con stato e collegamento', async () => {
    const page = await anna.visit('/rovereto/allegati');
    expect(page.texts('.file-nome').toSorted()).toEqual(['carta d’identità.pdf', 'delega è.pdf']);
    const file = page.html.querySelectorAll('.file').find((item) => item.textContent.includes('delega è.pdf'));
    expect(file?.textContent).toContain('Delega firmata');
    expect(file?.textContent).toContain('Inviata');
    expect(file?.querySelector('ul a')?.getAttribute('href')).toBe(sent);
    const download = await anna.get(file?.querySelector('a[download]')?.getAttribute('href') ?? '');
    expect(Buffer.compare(download.bytes, Buffer.from(PDF))).toBe(0);
    expect(download.headers['content-type']).toBe('application/pdf');
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

describe('9. Visualizza il dettaglio della tua pratica', () => {
  it('prima della protocollazione avverte che è in attesa', async () => {
    const page = await anna.visit(sent);
    expect(page.text('main')).toContain('La pratica è in attesa di protocollazione');
    expect(page.body).not.toContain('/documenti/modulo');
    expect((await anna.get(`${sent}/documenti/modulo`)).status).toBe(404);
  });

  it('poi mostra il numero di protocollo e il tasto per scaricare il modulo compilato', async () => {
    await portal.drain();
    const page = await anna.visit(sent);
    expect(page.text('main')).toMatch(/Numero di protocollo: 0000001\/\d{4}/u);
    const href = page.html.querySelector('a[href$="/documenti/modulo"]')?.getAttribute('href') ?? '';
    const form = await anna.get(href);
    expect(form.status).toBe(200);
    expect(form.headers['content-type']).toBe('application/pdf');
    expect(form.headers['content-disposition']).toContain('attachment');
    expect(form.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('riporta l’iter con data e ora di ogni passaggio', async () => {
    const page = await anna.visit(sent);
    expect(page.texts('.iter-stato')).toEqual(['Bozza', 'Inviata', 'Protocollata']);
    for (const when of page.texts('.iter-quando')) expect(when).toMatch(/^\d+ \S+ \d{4}, ore \d\d:\d\d$/u);
  });

  it('la risposta c’è solo se l’iter è concluso', async () => {
    const page = await anna.visit(sent);
    expect(page.texts('main h2')).not.toContain('Risposta del Comune');
    expect((await anna.get(`${sent}/documenti/risposta`)).status).toBe(404);
    expect((await anna.get(`${sent}/documenti/risposta_firmata`)).status).toBe(404);
    expect((await anna.get(`${sent}/documenti/altro`)).status).toBe(404);
  });

  it('la nota si ritrova e si cambia anche dopo l’invio', async () => {
    expect((await anna.visit(sent)).text('#nota')).toBe('Solo mia');
    const saved = await anna.send(`${sent}/nota`, { nota_privata: 'Cambiata' });
    expect(saved.text('main')).toContain('La nota è stata salvata.');
    expect(saved.text('#nota')).toBe('Cambiata');
    const long = await anna.post(`${sent}/nota`, { nota_privata: 'x'.repeat(2001) });
    expect([long.status, long.text('#nota').length]).toEqual([422, 2001]);
  });
});

describe('9.2 Comunicazioni provenienti dalla Stanza del cittadino', () => {
  it('a ogni cambio di stato arriva un’e-mail, con il collegamento al dettaglio', async () => {
    await portal.drain();
    const mails = await anna.visit('/sviluppo/posta');
    const subjects = mails.texts('article h2');
    const mine = mails.html.querySelectorAll('article').filter((mail) => mail.textContent.includes('anna.bianchi@'));
    expect(mine).toHaveLength(2);
    expect(subjects.length).toBeGreaterThan(2);
    for (const mail of mine) expect(mail.querySelector('a')?.getAttribute('href')).toMatch(new RegExp(`${sent}$`, 'u'));
  });

  it('seguendo il collegamento senza sessione si passa dall’accesso e si arriva alla pratica', async () => {
    const page = await portal.browser().get(sent);
    expect(page.location).toBe(`/rovereto/accedi?verso=${encodeURIComponent(sent)}`);
  });

  it('chi non ha un recapito e-mail non riceve nulla', async () => {
    const giuseppe = await portal.citizen('giuseppe-fo');
    await sendCertificate(giuseppe);
    await portal.drain();
    const mails = await anna.visit('/sviluppo/posta');
    expect(mails.body).not.toContain('Giuseppe Fo,');
  });
});

describe('10. Visualizza le tue pratiche', () => {
  it('sono suddivise in sette schede, ognuna con il suo numero', async () => {
    const page = await anna.visit('/rovereto/pratiche');
    expect(page.texts('.schede-stato a')).toEqual([
      'In bozza 1',
      'Inviate 1',
      'In elaborazione 0',
      'Accettate 0',
      'Rifiutate 0',
      'Da integrare 0',
      'Aperte per mio conto 0',
    ]);
  });

  it('per ogni pratica mostra i dati sommari, il codice e l’inizio della propria nota', async () => {
    const page = await anna.visit('/rovereto/pratiche?stato=inviata');
    const headings = ['Servizio', 'Categoria', 'Protocollo', 'Data', 'Stato', 'Note', 'Azioni'];
    expect(page.texts('thead th')).toEqual(headings);
    expect(page.text('tbody th')).toMatch(/^Certificato di nascita\s?[2-9A-Z]{4}-[2-9A-Z]{4}$/u);
    expect(page.text('tbody')).toContain('Cambiata');
    await anna.send(`${draft}/compila/delega`, { nota_privata: `Prima riga\n${'x'.repeat(500)}`, azione: 'nota' });
    const drafts = await anna.visit('/rovereto/pratiche?stato=bozza');
    expect(drafts.text('tbody')).toContain(`Prima riga ${'x'.repeat(49)}…`);
    await anna.send(`${draft}/compila/delega`, { nota_privata: '', azione: 'nota' });
    expect((await anna.visit('/rovereto/pratiche?stato=bozza')).text('tbody')).toContain('Nessuna nota');
  });

  it('cliccando su uno stato la tabella mostra le pratiche corrispondenti', async () => {
    const drafts = await anna.visit('/rovereto/pratiche?stato=bozza');
    expect(drafts.html.querySelector('tbody a')?.getAttribute('href')).toBe(draft);
    const page = await anna.visit('/rovereto/pratiche?stato=inviata');
    expect(page.texts('tbody tr')).toHaveLength(1);
    expect(page.text('tbody')).toContain('0000001/');
    expect(page.html.querySelector('tbody a')?.getAttribute('href')).toBe(sent);
    expect((await anna.visit('/rovereto/pratiche?stato=accettata')).text('main')).toContain('Nessuna pratica');
    expect((await anna.visit('/rovereto/pratiche?stato=inventato')).status).toBe(200);
  });

  it('chi è nominato in una delega la trova fra quelle aperte per suo conto, senza note né allegati altrui', async () => {
    const mario = await portal.citizen('mario-rossi');
    const list = await mario.visit('/rovereto/pratiche?stato=per_mio_conto');
    expect(list.html.querySelector('tbody a')?.getAttribute('href')).toBe(sent);
    expect(list.body).not.toContain('Cambiata');
    const page = await mario.visit(sent);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('Cambiata');
    expect(page.html.querySelector('.elenco-file')).toBeNull();
    expect(page.text('main')).toMatch(/Numero di protocollo/u);
    expect((await mario.post(`${sent}/nota`, { nota_privata: 'mia' })).status).toBe(404);
  });

  it('la bozza non si vede fra quelle aperte per conto di qualcuno', async () => {
    const omocodia = await portal.citizen('mario-rossi-omocodia');
    expect((await omocodia.visit('/rovereto/pratiche?stato=per_mio_conto')).text('main')).toContain('Nessuna pratica');
  });

  it('un elenco lungo va avanti pagina per pagina, senza perdere né ripetere nulla', async () => {
    const lucia = await portal.citizen('lucia-d-amico');
    const all: string[] = [];
    for (let index = 0; index < 23; index += 1) all.push(await sendCertificate(lucia));
    const first = await lucia.visit('/rovereto/pratiche?stato=inviata');
    const next = first.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '';
    const second = await lucia.visit(next);
    const hrefs = [first, second].flatMap((page) =>
      page.html.querySelectorAll('tbody a').map((a) => a.getAttribute('href') ?? ''),
    );
    expect(hrefs).toEqual(all.toReversed());
    expect(second.html.querySelector('a[rel=next]')).toBeNull();
    expect((await lucia.visit('/rovereto/pratiche?stato=inviata&dopo=inventato')).texts('tbody tr')).toHaveLength(20);
  });
});
