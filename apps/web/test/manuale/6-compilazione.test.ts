import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, PDF, sendCertificate, serviceAt } from '../../src/testing/certificato.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const SERVICE = serviceAt('rovereto');

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

const buttons = (page: Awaited<ReturnType<TestBrowser['get']>>) =>
  page.html
    .querySelectorAll('#passo button:not([aria-hidden])')
    .map((button) => button.textContent.replaceAll(/\s+/gu, ' ').trim());

describe('6. Compila una pratica', () => {
  it('aprire il primo passo non crea nulla: la bozza nasce quando lo si invia', async () => {
    const browser = await portal.citizen('anna-bianchi');
    await browser.visit(`${SERVICE}/compila`);
    expect((await browser.visit('/rovereto/pratiche?stato=bozza')).text('main')).toContain('Nessuna pratica');
    await fillIn(browser, 'richiedente');
    const drafts = await browser.visit('/rovereto/pratiche?stato=bozza');
    expect(drafts.texts('tbody tr')).toHaveLength(1);
  });

  it('i Comuni e gli Stati vengono suggeriti mentre se ne scrive il nome', async () => {
    const suggested = async (query: string): Promise<unknown> => {
      const response = await portal.app.server.inject(`/rovereto/luoghi?${query}`);
      return response.json();
    };
    expect(await suggested('tipo=comune&cerca=rov')).toEqual(['Rovereto (TN)']);
    expect(await suggested('tipo=stato&cerca=FRA')).toEqual(['Francia']);
    expect(await suggested('tipo=comune&cerca=r')).toEqual([]);
    expect(await suggested('cerca=qqq')).toEqual([]);
  });

  it('se c’è già una bozza viene proposto di riprenderla, e ce n’è una sola', async () => {
    const browser = await portal.citizen('mario-rossi');
    const practice = await fillIn(browser, 'delega');
    const offer = await browser.visit(`${SERVICE}/compila`);
    expect(offer.text('h1')).toBe('Hai già una bozza');
    expect(offer.text('main')).toContain('Certificato di nascita');
    expect(offer.text('main')).toMatch(/Creata il \d+ \S+ \d{4}/u);
    const resume = offer.html.querySelectorAll('a').find((a) => a.textContent === 'Riprendi compilazione');
    await browser.visit(resume?.getAttribute('href') ?? '');
    expect(browser.path).toBe(`${practice}/compila/delega`);
    await browser.send(`${SERVICE}/compila`, { istruzioni: 'si', azione: 'avanti' });
    expect((await browser.visit('/rovereto/pratiche?stato=bozza')).texts('tbody tr')).toHaveLength(1);
  });

  it('la pagina ha l’elenco dei passi, il form, la guida e le note', async () => {
    const browser = await portal.citizen('niccolo-dell-orto');
    const practice = await fillIn(browser, 'delega');
    const page = await browser.visit(`${practice}/compila/delega`);
    expect(page.text('h1')).toBe('Nuova pratica: Certificato di nascita');
    expect(page.text('.passi-ora')).toBe('Passo 3 di 5 – Delega');
    expect(page.text('[aria-current=step]')).toContain('Delega');
    expect(page.texts('.passi li a .passi-nome')).toEqual(['Istruzioni', 'Richiedente']);
    expect(page.text('#guida')).toBe('Guida alla compilazione');
    expect(page.html.querySelector('textarea[name=nota_privata]')?.getAttribute('maxlength')).toBe('2000');
  });

  it('il primo passo ha solo “Avanti”, gli altri Indietro, Ricomincia e Avanti, l’ultimo “Invia”', async () => {
    const browser = await portal.citizen('lucia-d-amico');
    expect(buttons(await browser.visit(`${SERVICE}/compila`))).toEqual(['Avanti']);
    const practice = await fillIn(browser);
    expect(buttons(await browser.visit(`${practice}/compila/istruzioni`))).toEqual(['Avanti']);
    expect(buttons(await browser.visit(`${practice}/compila/delega`))).toEqual(['Indietro', 'Ricomincia', 'Avanti']);
    expect(buttons(await browser.visit(`${practice}/compila/conferma`))).toEqual(['Indietro', 'Ricomincia', 'Invia']);
  });

  it('“Indietro” torna al passo precedente e tiene ciò che si è scritto, anche se sbagliato', async () => {
    const browser = await portal.citizen('giuseppe-fo');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    await browser.send(`${practice}/compila/tipologia-ed-uso`, { uso: 'A metà', azione: 'indietro' });
    expect(browser.path).toBe(`${practice}/compila/delega`);
    const page = await browser.visit(`${practice}/compila/tipologia-ed-uso`);
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('A metà');
  });

  it('“Ricomincia” riporta all’inizio e i dati sono mantenuti', async () => {
    const browser = await portal.citizen('zoe-cosi');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    await browser.send(`${practice}/compila/tipologia-ed-uso`, { uso: 'Resta', azione: 'ricomincia' });
    expect(browser.path).toBe(`${practice}/compila/istruzioni`);
    const page = await browser.visit(`${practice}/compila/tipologia-ed-uso`);
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('Resta');
  });

  it('dati non validi: un messaggio al campo, e la compilazione rimane al passo', async () => {
    const browser = await portal.citizen('elira-hoxha');
    const practice = await fillIn(browser, 'tipologia-ed-uso');
    const page = await browser.post(`${practice}/compila/tipologia-ed-uso`, { uso: 'Solo questo', azione: 'avanti' });
    expect(page.status).toBe(422);
    expect(page.text('title')).toMatch(/^Errore: /u);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toEqual(['Tipo di certificato: compila questo campo.']);
    expect(page.html.querySelector('[aria-labelledby=riepilogo-errori] a')?.getAttribute('href')).toBe('#tipologia');
    expect(page.html.querySelector('#uso')?.getAttribute('value')).toBe('Solo questo');
  });

  it('un passo non si apre prima che quelli precedenti siano validi', async () => {
    const browser = await portal.citizen('marco-verdi');
    const practice = await fillIn(browser, 'delega');
    await browser.visit(`${practice}/compila/conferma`);
    expect(browser.path).toBe(`${practice}/compila/delega`);
    await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    expect(browser.path).toBe(`${practice}/compila/delega?altrove=si`);
    expect((await browser.get(`${practice}/compila/inesistente`)).status).toBe(404);
  });

  it('il passo della delega si salta quando non serve, e si percorre quando serve', async () => {
    const browser = await portal.citizen('teresa-zanotti');
    const practice = await fillIn(browser, 'delega');
    await browser.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    expect(browser.path).toBe(`${practice}/compila/specifica-delega`);
    expect((await browser.visit(browser.path)).text('.passi-ora')).toBe('Passo 4 di 6 – Specifica delega');
    await browser.send(`${practice}/compila/delega`, { has_delega: 'no', azione: 'avanti' });
    expect(browser.path).toBe(`${practice}/compila/tipologia-ed-uso`);
  });
});

describe('6. Le note', () => {
  it('si salvano con il loro pulsante e con ogni altro, e sono del solo cittadino', async () => {
    const browser = await portal.citizen('luca-ferrari');
    const practice = await fillIn(browser, 'delega');
    const step = `${practice}/compila/delega`;
    const saved = await browser.send(step, { nota_privata: 'Chiedere <i>a zia</i>', azione: 'nota', has_delega: 'si' });
    expect(saved.text('main')).toContain('La nota è stata salvata.');
    expect(saved.text('#nota')).toBe('Chiedere <i>a zia</i>');
    expect(saved.html.querySelector('#has_delega-si')?.hasAttribute('checked')).toBe(true);
    await browser.send(step, { nota_privata: 'Altro', has_delega: 'no', azione: 'avanti' });
    expect((await browser.visit(step)).text('#nota')).toBe('Altro');
  });

  it('oltre 2000 caratteri vengono rifiutate, non tagliate, e restano nella pagina', async () => {
    const browser = await portal.citizen('chiara-maria-ricci');
    const practice = await fillIn(browser, 'delega');
    const long = 'è'.repeat(2001);
    for (const azione of ['nota', 'avanti', 'indietro', 'ricomincia']) {
      const page = await browser.post(`${practice}/compila/delega`, { nota_privata: long, has_delega: 'no', azione });
      expect([azione, page.status]).toEqual([azione, 422]);
      expect(page.text('#nota')).toBe(long);
    }
    const kept = await browser.send(`${practice}/compila/delega`, { nota_privata: 'è'.repeat(2000), azione: 'nota' });
    expect(kept.text('#nota')).toHaveLength(2000);
  });

  it('si possono scrivere già al primo passo', async () => {
    const browser = await portal.citizen('mario-rossi-omocodia');
    await browser.visit(`${SERVICE}/compila`);
    const page = await browser.send(`${SERVICE}/compila`, { nota_privata: 'Prima nota', azione: 'nota' });
    expect(page.text('#nota')).toBe('Prima nota');
    expect(browser.path).toMatch(/\/compila\/istruzioni\?nota=salvata$/u);
  });
});

describe('6.1 Accetta le istruzioni riguardanti la procedura', () => {
  it('l’accettazione è obbligatoria per procedere', async () => {
    const browser = await portal.citizen('anna-bianchi', 'tre-ville');
    const start = '/tre-ville/servizi/certificato-di-nascita/compila';
    await browser.visit(start);
    const page = await browser.post(start, { azione: 'avanti', nota_privata: 'Una nota' });
    expect(page.status).toBe(422);
    expect(page.html.querySelector('#istruzioni')?.getAttribute('aria-invalid')).toBe('true');
    expect(page.text('#nota')).toBe('Una nota');
    expect((await browser.visit('/tre-ville/pratiche')).text('main')).toContain('Nessuna pratica');
  });
});

describe('6.2 Verifica i tuoi dati personali', () => {
  it('i dati sono mostrati, non si modificano lì, e il collegamento al profilo riporta al passo', async () => {
    const browser = await portal.citizen('mario-rossi', 'tre-ville');
    await browser.visit('/tre-ville/servizi/certificato-di-nascita/compila');
    await browser.send('/tre-ville/servizi/certificato-di-nascita/compila', { istruzioni: 'si', azione: 'avanti' });
    const step = browser.path;
    const page = await browser.visit(step);
    expect(page.text('dl')).toContain('RSSMRA80A01H501U');
    expect(page.html.querySelectorAll('#passo input[type=text]')).toHaveLength(0);
    const edit = page.html.querySelector('.dati-testa a')?.getAttribute('href') ?? '';
    expect(edit).toBe(`/tre-ville/profilo?verso=${encodeURIComponent(step)}`);
  });
});

describe('6. Gli allegati', () => {
  const delegation = {
    delega_tipo: 'delegato',
    nome_soggetto: 'Mario Rossi',
    cf_soggetto: 'rssmra80a01h501u',
    data_nascita_soggetto: '1980-01-01',
    azione: 'avanti',
  };
  let browser: TestBrowser;
  let step: string;
  beforeAll(async () => {
    browser = await portal.citizen('lucia-d-amico', 'tre-ville');
    const start = '/tre-ville/servizi/certificato-di-nascita/compila';
    await browser.visit(start);
    await browser.send(start, { istruzioni: 'si', azione: 'avanti' });
    await browser.send(browser.path, { richiedente: 'si', azione: 'avanti' });
    await browser.send(browser.path, { has_delega: 'si', azione: 'avanti' });
    step = browser.path;
  });

  it('senza i file obbligatori non si va avanti, e il resto del passo è tenuto', async () => {
    const page = await browser.postFiles(step, delegation, []);
    expect(page.status).toBe(422);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
      'Delega firmata: carica il documento richiesto.',
      'Documento d’identità di chi ti delega: carica il documento richiesto.',
    ]);
    expect(page.html.querySelector('#nome_soggetto')?.getAttribute('value')).toBe('Mario Rossi');
  });

  it('il tipo si riconosce dal contenuto, non dal nome', async () => {
    const page = await browser.postFiles(step, delegation, [
      { field: 'file_delega', fileName: 'delega.pdf', content: new TextEncoder().encode('<html>ciao</html>') },
      { field: 'file_documento', fileName: 'documento.pdf', content: PDF },
    ]);
    expect(page.status).toBe(422);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
      'Delega firmata: questo tipo di file non è accettato.',
    ]);
    expect(page.text('.file-attuale')).toContain('documento.pdf');
  });

  it('un file troppo grande riceve 413, la stessa pagina e una frase al campo', async () => {
    const big = Buffer.concat([Buffer.from(PDF), Buffer.alloc(10 * 1024 * 1024, ' ')]);
    const page = await browser.postFiles(step, { ...delegation, nome_soggetto: 'Resta qui' }, [
      { field: 'file_delega', fileName: 'grande.pdf', content: big },
    ]);
    expect(page.status).toBe(413);
    expect(page.text('[aria-labelledby=riepilogo-errori]')).toContain('il file è troppo grande');
    expect(page.html.querySelector('#nome_soggetto')?.getAttribute('value')).toBe('Resta qui');
  });

  it('un file vuoto è rifiutato', async () => {
    const page = await browser.postFiles(step, delegation, [
      { field: 'file_delega', fileName: 'vuoto.pdf', content: new Uint8Array() },
    ]);
    expect(page.text('[aria-labelledby=riepilogo-errori]')).toContain('il file è vuoto');
  });

  it('con i file giusti si prosegue, e si ritrovano al ritorno', async () => {
    await browser.sendFiles(step, delegation, [
      { field: 'file_delega', fileName: '..\\delega x.pdf', content: PDF },
      { field: 'file_documento', fileName: 'documento.pdf', content: PDF },
    ]);
    expect(browser.path).toMatch(/tipologia-ed-uso$/u);
    const page = await browser.visit(step);
    expect(page.texts('.file-attuale a')).toEqual(['delega x.pdf', 'documento.pdf']);
    const href = page.html.querySelector('.file-attuale a')?.getAttribute('href') ?? '';
    const download = await browser.get(href);
    expect(Buffer.compare(download.bytes, Buffer.from(PDF))).toBe(0);
    expect(download.headers['content-disposition']).toContain('attachment');
    expect(download.headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('6.3 Verifica i dati relativi alla compilazione', () => {
  it('mostra tutti i dati, ognuno con “Modifica”', async () => {
    const browser = await portal.citizen('giuseppe-fo', 'tre-ville');
    await fillIn(browser, 'tipologia-ed-uso', 'tre-ville');
    const page = await browser.send(browser.path, { tipologia: 'semplice', uso: '<b>Banca</b>', azione: 'avanti' });
    expect(page.text('.passi-ora')).toContain('Controllo e conferma');
    expect(page.texts('h3')).toEqual(['Richiedente', 'Delega', 'Tipologia ed uso']);
    expect(page.text('main')).toContain('Certificato semplice');
    expect(page.text('main')).toContain('<b>Banca</b>');
    expect(page.html.querySelectorAll('.dati-testa a')).toHaveLength(3);
  });

  it('“Invia” chiede conferma, anche senza JavaScript, e “Sì, sono sicuro” invia', async () => {
    const browser = await portal.citizen('zoe-cosi', 'tre-ville');
    const practice = await fillIn(browser, 'conferma', 'tre-ville');
    const summary = `${practice}/compila/conferma`;
    const asked = await browser.post(summary, { azione: 'avanti' });
    expect(asked.status).toBe(200);
    expect(asked.text('h1')).toContain('Sei sicuro di aver compilato il modulo correttamente');
    expect(asked.text('.btn-primary')).toBe('Sì, sono sicuro');
    const hidden = asked.html.querySelectorAll('main input[type=hidden]');
    const form = Object.fromEntries(hidden.map((i) => [i.getAttribute('name') ?? '', i.getAttribute('value') ?? '']));
    const sent = await browser.send(asked.html.querySelector('main form')?.getAttribute('action') ?? '', form);
    expect(browser.path).toBe(`${practice}/ricevuta`);
    expect(sent.text('main')).toContain('Hai inviato la pratica');
    const detail = sent.html.querySelectorAll('main a').find((a) => a.textContent === 'Vai al dettaglio della pratica');
    expect(detail?.getAttribute('href')).toBe(practice);
  });

  it('subito dopo l’invio c’è la ricevuta, con ufficio, responsabile e termine per la risposta', async () => {
    const browser = await portal.citizen('luca-ferrari', 'tre-ville');
    const practice = await sendCertificate(browser, 'tre-ville');
    expect(browser.path).toBe(`${practice}/ricevuta`);
    const page = await browser.visit(browser.path);
    const terms = page.texts('.dati dt');
    for (const term of ['Ufficio competente', 'Responsabile del procedimento', 'Termine per la risposta']) {
      expect(terms).toContain(term);
    }
    expect(page.text('main')).toMatch(/Data e ora dell’invio\s?\d+ \S+ \d{4}, ore \d\d:\d\d/u);
    expect(page.text('main')).toMatch(/Termine per la risposta\s?entro il \d\d\/\d\d\/\d{4}/u);
    expect(page.text('main')).toContain('In attesa di protocollazione');
  });

  it('inviare due volte, o in due schede insieme, crea una pratica sola', async () => {
    const browser = await portal.citizen('marco-verdi', 'tre-ville');
    const practice = await fillIn(browser, 'conferma', 'tre-ville');
    const summary = `${practice}/compila/conferma`;
    const send = () => browser.post(summary, { azione: 'avanti', conferma: 'si' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status, location }) => [status, location])).toEqual(
      Array(3).fill([303, `${practice}/ricevuta`]),
    );
    expect((await send()).location).toBe(`${practice}/ricevuta`);
    const page = await browser.visit(practice);
    expect(page.texts('.iter-stato')).toEqual(['Bozza', 'Inviata']);
    expect((await browser.visit('/tre-ville/pratiche?stato=inviata')).texts('tbody tr')).toHaveLength(1);
  });

  it('dopo l’invio i passi non si aprono più: si arriva al dettaglio', async () => {
    const browser = await portal.citizen('chiara-maria-ricci', 'tre-ville');
    const practice = await sendCertificate(browser, 'tre-ville');
    for (const path of ['', '/istruzioni', '/conferma']) {
      await browser.visit(`${practice}/compila${path}`);
      expect(browser.path).toBe(practice);
    }
  });
});
