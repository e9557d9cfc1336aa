import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeP7m } from '@stanza/gateways/testing';
import { readPdf } from '../../../worker/src/pdf/testing/read-pdf.ts';
import { fillIn, sendCertificate, sendOnBehalf } from '../../src/testing/certificato.ts';
import { answerOf, decide, handIn, registeredPractice, takeCharge } from '../../src/testing/office.ts';
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

describe('9. Visualizza il dettaglio della tua pratica', () => {
  it('in caso la protocollazione sia ancora in corso viene mostrato un avvertimento che dice che la pratica è in attesa di protocollazione', async () => {
    const page = await anna.visit(sent);
    expect(page.text('main')).toContain('La pratica è in attesa di protocollazione');
    expect(page.body).not.toContain('/documenti/modulo');
    expect((await anna.get(`${sent}/documenti/modulo`)).status).toBe(404);
  });

  it('il tasto per scaricare il modulo compilato inviato effettivamente all’ente per la protocollazione, con il numero di protocollo relativo', async () => {
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

  it('l’iter della pratica, con riportati tutti gli stati che la pratica ha passato fino a quel momento, comprensivi di data e ora relativa al passaggio di stato', async () => {
    const page = await anna.visit(sent);
    expect(page.texts('.iter-stato')).toEqual(['Bozza', 'Inviata', 'Protocollata']);
    for (const when of page.texts('.iter-quando')) expect(when).toMatch(/^\d+º? \S+ \d{4}, ore \d\d:\d\d$/u);
  });

  it('lo stato corrente della pratica e i tasti per scaricare la risposta dell’ente alla pratica e l’eventuale file allegato (normalmente il certificato emesso, con formato p7m firmato digitalmente): questa parte è presente solo se l’iter della pratica è concluso', async () => {
    const operator = await portal.operator();
    const zoe = await portal.citizen('zoe-cosi', 'rovereto');
    const id = await registeredPractice(portal, zoe);
    const practice = `/rovereto/pratiche/${id}`;
    await takeCharge(operator, id);
    await decide(operator, id, { esito: 'accettata', motivazione: 'Verificato.' });
    await portal.drain();
    const open = await zoe.visit(practice);
    expect(open.texts('main h2')).not.toContain('Risposta del Comune');
    for (const kind of ['risposta', 'risposta_firmata', 'altro']) {
      expect([kind, (await zoe.get(`${practice}/documenti/${kind}`)).status]).toEqual([kind, 404]);
    }
    const signed = await makeP7m({ content: await answerOf(operator, id) });
    await handIn(operator, id, signed);
    await portal.drain();
    const closed = await zoe.visit(practice);
    expect(closed.text('main section')).toContain('Accettata');
    const downloads = closed.html.querySelectorAll('main a[download]').map((a) => a.getAttribute('href') ?? '');
    expect(downloads.slice(0, 2)).toEqual(
      ['risposta', 'risposta_firmata'].map((kind) => `${practice}/documenti/${kind}`),
    );
    expect((await zoe.get(downloads[0] ?? '')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.compare((await zoe.get(downloads[1] ?? '')).bytes, Buffer.from(signed))).toBe(0);
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

describe('9.1 Esempio di modulo compilato', () => {
  it('i moduli compilati hanno destinatario, oggetto, richiedente, dati e allegati', async () => {
    const { pages } = await readPdf(Uint8Array.from((await anna.get(`${sent}/documenti/modulo`)).bytes));
    const text = pages.join(' ');
    const expected = [
      'Spett.le Comune di Rovereto',
      'Certificato di nascita',
      'Cognome Bianchi Nome Anna',
      'delega è.pdf',
    ];
    for (const part of expected) expect(text).toContain(part);
    expect(text).toMatch(/pagina 1 di \d/iu);
  });
});

describe('9.2 Comunicazioni provenienti dalla Stanza del cittadino', () => {
  it('per ogni cambio di stato rilevante la Stanza del cittadino invia un messaggio via email al cittadino interessato, con un link che se seguito porta al dettaglio della pratica', async () => {
    await portal.drain();
    const mails = await anna.visit('/sviluppo/posta');
    const subjects = mails.texts('article h2');
    const mine = mails.html.querySelectorAll('article').filter((mail) => mail.textContent.includes('anna.bianchi@'));
    expect(mine).toHaveLength(2);
    expect(subjects.length).toBeGreaterThan(2);
    for (const mail of mine) expect(mail.querySelector('a')?.getAttribute('href')).toMatch(new RegExp(`${sent}$`, 'u'));
  });

  it('per arrivare a vedere il dettaglio della pratica serve essere autenticati: se non si ha una sessione aperta e valida si verrà come prima cosa portati al sistema di autenticazione', async () => {
    const page = await portal.browser().get(sent);
    expect(page.location).toBe(`/rovereto/accedi?verso=${encodeURIComponent(sent)}`);
  });

  it('il messaggio è inviato se è disponibile un recapito email valido: altrimenti non parte nulla e nulla si rompe', async () => {
    const giuseppe = await portal.citizen('giuseppe-fo');
    await sendCertificate(giuseppe);
    await portal.drain();
    const mails = await anna.visit('/sviluppo/posta');
    expect(mails.body).not.toContain('Giuseppe Fo,');
  });
});

describe('10. Visualizza le tue pratiche', () => {
  it('le pratiche sono suddivise fra gli stati: In bozza, Inviate, In Elaborazione, Accettate, Rifiutate, Da integrare, Aperte per mio conto', async () => {
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

  it('per ogni pratica vengono mostrati dei dati sommari, l’eventuale numero di protocollo e un pulsante che permette di andare alla pagina di dettaglio della pratica', async () => {
    const page = await anna.visit('/rovereto/pratiche?stato=inviata');
    const headings = ['Servizio', 'Categoria', 'Protocollo', 'Data', 'Stato', 'Note', 'Azioni'];
    expect(page.texts('thead th')).toEqual(headings);
    expect(page.text('tbody th')).toMatch(/^Certificato di nascita\s?[2-9A-Z]{4}-[2-9A-Z]{4}$/u);
    expect(page.text('tbody')).toContain('Cambiata');
    expect(page.text('tbody')).toMatch(/0000001\/\d{4}/u);
    const button = page.html.querySelectorAll('tbody a').find((a) => a.textContent.includes('Vedi dettaglio'));
    expect(button?.getAttribute('href')).toBe(sent);
    await anna.send(`${draft}/compila/delega`, { nota_privata: `Prima riga\n${'x'.repeat(500)}`, azione: 'nota' });
    const drafts = await anna.visit('/rovereto/pratiche?stato=bozza');
    expect(drafts.text('tbody')).toContain(`Prima riga ${'x'.repeat(49)}…`);
    await anna.send(`${draft}/compila/delega`, { nota_privata: '', azione: 'nota' });
    expect((await anna.visit('/rovereto/pratiche?stato=bozza')).text('tbody')).toContain('Nessuna nota');
  });

  it('cliccando su ognuno degli stati elencati la tabella viene aggiornata mostrando le pratiche corrispondenti', async () => {
    const drafts = await anna.visit('/rovereto/pratiche?stato=bozza');
    expect(drafts.html.querySelector('tbody a')?.getAttribute('href')).toBe(draft);
    const page = await anna.visit('/rovereto/pratiche?stato=inviata');
    expect(page.texts('tbody tr')).toHaveLength(1);
    expect(page.text('tbody')).toContain('0000001/');
    expect(page.html.querySelector('tbody a')?.getAttribute('href')).toBe(sent);
    expect((await anna.visit('/rovereto/pratiche?stato=accettata')).text('main')).toContain('Nessuna pratica');
    expect((await anna.visit('/rovereto/pratiche?stato=inventato')).status).toBe(200);
  });

  it('in questa sezione viene presentata la lista delle pratiche aperte dal cittadino direttamente, o per suo conto', async () => {
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

describe('11. Esci dalla sessione autenticata', () => {
  it('quando si è autenticati appare in alto a destra un link che permette di terminare la sessione corrente (logout)', async () => {
    const browser = await portal.citizen('elira-hoxha');
    for (const path of ['/rovereto/servizi', '/rovereto/stanza', '/rovereto/pratiche']) {
      const page = await browser.visit(path);
      const way = page.html.querySelector('header form[action="/rovereto/esci"] button');
      expect([path, way?.textContent.trim()]).toEqual([path, 'Esci']);
    }
    expect((await portal.browser().visit('/rovereto/servizi')).body).not.toContain('/rovereto/esci');
  });

  it('seguendolo si termina la sessione corrente e si viene riportati alla pagina principale', async () => {
    const browser = await portal.citizen('elira-hoxha');
    const session = browser.cookies.get('stanza_cittadino') ?? '';
    await browser.visit('/rovereto/stanza');
    const page = await browser.send('/rovereto/esci', {});
    expect(browser.path).toBe('/rovereto/servizi');
    expect(page.text('header')).toContain('Accedi');
    const again = await portal.app.server.inject({
      url: '/rovereto/stanza',
      cookies: { stanza_cittadino: session },
    });
    expect(again.statusCode).toBe(303);
    expect(again.headers.location).toContain('/rovereto/accedi');
  });
});
