import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { here, PDF } from '../../src/testing/certificato.ts';
import { operatorWithoutServices, publishAsking } from '../../src/testing/office.ts';
import { CONTACTS, COUNTER, LUCA, LUCA_KNOWN, openAtCounter, sendAtCounter } from '../../src/testing/sportello.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { readZip } from '../../src/zip/testing/read-zip.ts';

const SERVICE = 'certificato-di-nascita';

let portal: TestPortal;
let operator: TestBrowser;
beforeAll(async () => {
  portal = await makeTestPortal();
  operator = await portal.operator();
});
afterAll(() => portal.close());

const open = (person: Readonly<Record<string, string>>, upTo: string) => openAtCounter(operator, person, upTo);
const idOf = (path: string): string => path.split('/').at(-1) ?? '';
const send = (practice: string): Promise<Page> => sendAtCounter(operator, practice);
const deleteDraft = (practice: string): Promise<Page> => operator.send(`${practice}/elimina`, { conferma: 'si' });

describe('Per conto di un cittadino', () => {
  it('l’operatore sceglie tra i servizi per cui è abilitato e scrive il codice fiscale, che non finisce mai in un indirizzo', async () => {
    const page = await operator.visit(COUNTER);
    expect(page.texts('#servizio option')).toContain('Certificato di nascita');
    const empty = await operator.post(`${COUNTER}/cittadino`, { servizio: '', codice_fiscale: '' });
    expect([empty.status, empty.text('#servizio-errore')]).toEqual([422, 'Errore: Compila questo campo.']);
    const wrong = await operator.post(`${COUNTER}/cittadino`, {
      servizio: SERVICE,
      codice_fiscale: 'FRRLCU01R17A944X',
    });
    expect([wrong.status, wrong.html.querySelector('#codice_fiscale')?.getAttribute('value')]).toEqual([
      422,
      'FRRLCU01R17A944X',
    ]);
    const asked = await operator.send(`${COUNTER}/cittadino`, {
      servizio: SERVICE,
      codice_fiscale: 'frr lcu01r17a944g',
    });
    expect(asked.text('main')).toContain('È la prima volta di questo cittadino');
    expect(asked.html.querySelectorAll('a').some((link) => /FRRLCU/iu.test(link.toString()))).toBe(false);
    expect(operator.path).not.toMatch(/FRRLCU/iu);
  });

  it('premere due volte “Apri la pratica” ne apre una sola, anche dove si possono avere più bozze', async () => {
    const service = 'scia-edilizia';
    await operator.visit(COUNTER);
    const page = await operator.send(`${COUNTER}/cittadino`, { servizio: service, ...LUCA_KNOWN });
    const apertura = page.html.querySelector('input[name=apertura]')?.getAttribute('value') ?? '';
    const press = async (key: string) =>
      (await operator.post(COUNTER, { servizio: service, apertura: key, ...LUCA, ...CONTACTS })).location;
    const [first, again] = await Promise.all([press(apertura), press(apertura)]);
    expect([first, again]).toEqual([expect.stringMatching(/\/compila$/u), first]);
    const other = await press('');
    expect(other).not.toBe(first);
    for (const draft of [first, other]) await deleteDraft((draft ?? '').replace('/compila', ''));
  });

  it('si compila con gli stessi passi del cittadino, senza note personali, e la bozza si riprende e si elimina', async () => {
    const draft = await open({ ...LUCA, ...CONTACTS }, 'delega');
    const step = await operator.visit(`${draft}/compila/delega`);
    expect(step.html.querySelector('#nota')).toBeNull();
    const listed = await operator.visit(COUNTER);
    expect(listed.text('main table')).toContain('Luca Ferrari');
    expect(listed.text('main table')).toMatch(/La bozza si cancella il\s*\d{2}\/\d{2}\/\d{4}/u);
    expect(listed.html.querySelector('main table a')?.getAttribute('href')).toBe(`${draft}/compila`);
    // Opened again for the same citizen, it is the same draft.
    expect(await open(LUCA, 'delega')).toBe(draft);
    expect((await operator.visit(`${draft}/elimina`)).text('h1')).toContain('Vuoi eliminare la bozza');
    expect((await deleteDraft(draft)).text('main')).toContain('Non hai pratiche da completare');
    expect((await operator.get(`${draft}/compila/delega`)).status).toBe(404);
  });

  it('gli allegati si caricano allo sportello e si possono riaprire', async () => {
    const draft = await open(LUCA, 'delega');
    await operator.send(`${draft}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
    const page = await operator.sendFiles(`${draft}/compila/specifica-delega`, { azione: 'ricomincia' }, [
      { field: 'file_delega', fileName: 'delega.pdf', content: PDF },
    ]);
    expect(page.status).toBe(200);
    const step = await operator.visit(`${draft}/compila/specifica-delega`);
    const href = step.html.querySelector(`a[href^="${draft}/allegati/"]`)?.getAttribute('href') ?? '';
    expect((await operator.get(href)).bytes.equals(Buffer.from(PDF))).toBe(true);
    await deleteDraft(draft);
  });

  it('dove si chiede un documento già caricato, allo sportello se ne carica uno nuovo e i file del cittadino non si vedono', async () => {
    const slug = 'con-un-documento';
    await publishAsking(portal, slug, [{ kind: 'document', id: 'titolo', label: 'Titolo' }]);
    await operator.visit(COUNTER);
    await operator.send(COUNTER, { servizio: slug, ...LUCA, ...CONTACTS });
    const draft = here(operator).split('/compila/', 1)[0] ?? '';
    await operator.send(here(operator), { istruzioni: 'si', azione: 'avanti' });
    await operator.send(here(operator), { richiedente: 'si', azione: 'avanti' });
    const step = await operator.visit(`${draft}/compila/modulo`);
    expect(step.html.querySelector('#titolo')?.getAttribute('type')).toBe('file');
    const file = { field: 'titolo', fileName: 'titolo.pdf', content: PDF };
    await operator.sendFiles(`${draft}/compila/modulo`, { azione: 'avanti' }, [file]);
    expect(here(operator)).toBe(`${draft}/compila/conferma`);
    expect((await operator.visit(`${draft}/compila/conferma`)).text('main')).toContain('titolo.pdf');
    // Uploaded, it is one of the citizen's files: no list offers them.
    const again = await operator.visit(`${draft}/compila/modulo`);
    expect(again.html.querySelectorAll('main select')).toHaveLength(0);
    await deleteDraft(draft);
  });

  it('non si invia senza dichiarare che il cittadino ha letto e firmato; poi c’è il codice, e la ricevuta da stampare', async () => {
    const practice = await open(LUCA, 'conferma');
    const undeclared = await operator.post(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    expect([undeclared.status, undeclared.text('#dichiarazione-errore')]).toEqual([
      422,
      'Errore: Per proseguire devi confermare.',
    ]);
    const asked = await operator.post(`${practice}/compila/conferma`, { azione: 'avanti', dichiarazione: 'si' });
    expect(asked.html.querySelector('input[name=dichiarazione]')?.getAttribute('value')).toBe('si');
    const sent = await send(practice);
    expect(sent.text('h1')).toBe('Pratica inviata');
    expect(sent.text('main')).toMatch(/Codice della pratica\s*[2-9A-Z]{4}-[2-9A-Z]{4}/u);
    await portal.drain();
    const ready = await operator.visit(`${practice}/inviata`);
    const receipt = ready.html.querySelector('a[download]')?.getAttribute('href') ?? '';
    expect((await operator.get(receipt)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const office = await operator.visit(`/rovereto/operatori/pratiche/${idOf(practice)}`);
    expect(office.text('main')).toMatch(
      /Aperta allo sportello da.*Firma su carta\s*dichiarata allo sportello (?:il |l’)\d/u,
    );
    expect((await operator.visit('/rovereto/operatori?lista=tutte')).text('main')).toContain('Ferrari Luca');
    // Sent once: the steps lead to the practice.
    expect((await operator.get(`${practice}/compila/delega`)).location).toBe(
      `/rovereto/operatori/pratiche/${idOf(practice)}`,
    );
  });

  it('il cittadino riceve un messaggio e la trova tra quelle aperte per suo conto, tutta sua', async () => {
    const mails = await portal.browser().visit('/sviluppo/posta');
    expect(mails.text('main')).toContain('luca@cittadini.example');
    const luca = await portal.citizen('luca-ferrari');
    const mine = await luca.visit('/rovereto/pratiche?stato=per_mio_conto');
    const href = mine.html.querySelector('main table a')?.getAttribute('href') ?? '';
    expect(href).toMatch(/^\/rovereto\/pratiche\//u);
    expect((await luca.visit('/rovereto/pratiche?stato=inviata')).text('main')).toContain('Nessuna pratica');
    const page = await luca.visit(href);
    expect(page.text('main')).toContain('Aperta allo sportello');
    expect(page.text('main')).toMatch(/Firma su carta\s*dichiarata dall’operatore di sportello (?:il |l’)\d/u);
    await luca.visit('/rovereto/miei-dati');
    const copy = await readZip((await luca.post('/rovereto/miei-dati/copia', {})).bytes);
    expect(copy.get('i-miei-dati.json')).toMatch(/"firmata_su_carta_il":\s*"20/u);
    // Who it was is not said.
    expect(page.body).not.toContain('Paola Conti');
    expect((await luca.get(`${href}/documenti/ricevuta`)).status).toBe(200);
    expect((await luca.get(`${href}/documenti/modulo`)).status).toBe(200);
    await luca.send(`${href}/nota`, { nota_privata: 'Fatta allo sportello' });
    expect((await luca.visit(href)).text('#nota')).toBe('Fatta allo sportello');
    expect((await luca.send(`${href}/valutazione`, { voto: '5' })).status).toBe(200);
  });

  it('la bozza dello sportello non si vede tra quelle del cittadino e non gli impedisce di farne una propria', async () => {
    const draft = await open(LUCA_KNOWN, 'delega');
    const luca = await portal.citizen('luca-ferrari');
    for (const path of ['', '/compila', '/compila/delega', '/elimina']) {
      expect((await luca.get(`/rovereto/pratiche/${idOf(draft)}${path}`)).status).toBe(404);
    }
    expect((await luca.get(`${draft}/compila/delega`)).location).toContain('/rovereto/operatori/accesso');
    expect((await luca.visit('/rovereto/pratiche?stato=bozza')).text('main')).toContain('Nessuna pratica');
    await luca.visit(`/rovereto/servizi/${SERVICE}/compila`);
    await luca.send(`/rovereto/servizi/${SERVICE}/compila`, { istruzioni: 'si', azione: 'avanti' });
    const own = here(luca).split('/compila/', 1)[0] ?? '';
    expect(own).not.toContain(idOf(draft));
    expect((await operator.get(`${COUNTER}/${idOf(own)}/compila/delega`)).status).toBe(404);
  });

  it('nessun altro operatore va avanti con la bozza, e un servizio sospeso non si apre', async () => {
    const draft = await open(LUCA_KNOWN, 'delega');
    const colleague = await portal.operator('amministratore');
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    for (const path of ['/compila', '/compila/delega', '/cittadino', '/elimina', '/inviata']) {
      expect((await colleague.get(`${draft}${path}`)).status).toBe(404);
      expect((await elsewhere.get(`${draft.replace('rovereto', 'tre-ville')}${path}`)).status).toBe(404);
    }
    const nobody = await operatorWithoutServices(portal);
    expect((await nobody.visit(COUNTER)).text('main')).toContain('Nessun servizio disponibile');
    expect((await nobody.post(COUNTER, { servizio: SERVICE, ...LUCA_KNOWN })).status).toBe(404);
    await portal.asOwner("update service set status = 'sospeso'");
    const refused = await operator.post(COUNTER, { servizio: SERVICE, ...LUCA_KNOWN });
    expect([refused.status, refused.text('h1')]).toEqual([409, 'Servizio sospeso']);
  });
});
