import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeP7m } from '@stanza/gateways/testing';
import { fillIn, PDF, sendCertificate, serviceAt } from '../../src/testing/certificato.ts';
import { officeHref } from '../../src/testing/office.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

const SERVICE = serviceAt('rovereto');

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal();
});
afterAll(() => portal.close());

describe('6. Il form', () => {
  it('può essere composto da campi di testo, campi data, campi per l’upload dei file o campi disabilitati qualora i dati non siano modificabili dall’utente', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const practice = await fillIn(browser, 'delega');
    await browser.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    const page = await browser.visit(`${practice}/compila/specifica-delega`);
    const control = (name: string) => page.html.querySelector(`#passo [name^=${name}]`);
    expect(control('nome_soggetto')?.getAttribute('type') ?? 'text').toBe('text');
    expect(control('data_nascita_soggetto')).not.toBeNull();
    expect(control('file_delega')?.getAttribute('type')).toBe('file');
    const applicant = await browser.visit(`${practice}/compila/richiedente`);
    expect(applicant.texts('#passo dd')).toContain('Anna');
  });
});

describe('6. Le note', () => {
  it('un campo note ad uso libero del cittadino: non è visibile da nessun altro ed è specifico della singola pratica', async () => {
    const browser = await portal.citizen('chiara-maria-ricci');
    const practice = await fillIn(browser);
    await browser.send(`${practice}/compila/conferma`, { nota_privata: 'Segretissima', azione: 'nota' });
    await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    await portal.drain();
    expect((await browser.visit(practice)).text('#nota')).toBe('Segretissima');
    const id = practice.split('/').at(-1) ?? '';
    for (const role of ['operatore', 'amministratore']) {
      const page = await (await portal.operator(role)).get(officeHref(id));
      expect([role, page.status, page.body.includes('Segretissima')]).toEqual([role, 200, false]);
    }
    expect((await browser.visit('/sviluppo/posta')).body).not.toContain('Segretissima');
  });

  it('ogni pratica può avere note diverse', async () => {
    const browser = await portal.citizen('giuseppe-fo');
    const first = await sendCertificate(browser);
    await browser.visit(first);
    await browser.send(`${first}/nota`, { nota_privata: 'La prima' });
    const second = await sendCertificate(browser);
    await browser.visit(second);
    await browser.send(`${second}/nota`, { nota_privata: 'La seconda' });
    expect((await browser.visit(first)).text('#nota')).toBe('La prima');
    expect((await browser.visit(second)).text('#nota')).toBe('La seconda');
  });

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

  it('si può inserire solo testo semplice per una lunghezza massima di 2000 caratteri', async () => {
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

  it('ogni campo accetta i suoi tipi: un file firmato va bene per la delega, non per il documento', async () => {
    const signed = await makeP7m({ content: PDF });
    const page = await browser.postFiles(step, delegation, [
      { field: 'file_delega', fileName: 'delega.pdf.p7m', content: signed },
      { field: 'file_documento', fileName: 'documento.pdf', content: signed },
    ]);
    expect(page.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
      'Documento d’identità di chi ti delega: questo tipo di file non è accettato.',
    ]);
    expect(page.text('.file-attuale')).toContain('delega.pdf.p7m');
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
