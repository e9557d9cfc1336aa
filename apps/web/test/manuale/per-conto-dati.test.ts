import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { here } from '../../src/testing/certificato.ts';
import { signIn } from '../../src/testing/sign-in.ts';
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
const send = (practice: string): Promise<Page> => sendAtCounter(operator, practice);
const deleteDraft = (practice: string): Promise<Page> => operator.send(`${practice}/elimina`, { conferma: 'si' });

describe('Per conto di un cittadino: i suoi dati', () => {
  it('i dati di chi non è mai entrato si scrivono dal documento, e devono corrispondere al codice fiscale', async () => {
    await operator.visit(COUNTER);
    const typed = { servizio: SERVICE, ...LUCA, ...CONTACTS };
    const refused = await operator.post(COUNTER, { ...typed, sesso: 'F', data_nascita: '2001-10-18', nome: 'Mario' });
    expect(refused.status).toBe(422);
    const sentence = 'Errore: Non corrisponde al codice fiscale: controlla il documento.';
    for (const field of ['nome', 'sesso', 'data_nascita']) expect(refused.text(`#${field}-errore`)).toBe(sentence);
    expect(refused.html.querySelector('#residenza-via')?.getAttribute('value')).toBe('Via Dante');
    const homeless = await operator.post(COUNTER, { ...typed, 'residenza.cap': '' });
    expect([homeless.status, homeless.text('#residenza-cap-errore')]).toEqual([422, 'Errore: Compila questo campo.']);
  });

  it('di chi il Comune conosce solo dallo sportello si vedono e si correggono i dati del documento', async () => {
    const draft = await open({ ...LUCA, ...CONTACTS, luogo_nascita: 'Trento' }, 'delega');
    const known = await operator.send(`${COUNTER}/cittadino`, { servizio: SERVICE, ...LUCA_KNOWN });
    expect(known.text('main')).toContain('solo dallo sportello');
    const boxOf = (page: Page, id: string) => page.html.querySelector(`#${id}`)?.getAttribute('value');
    expect(['cognome', 'nome', 'data_nascita', 'luogo_nascita'].map((id) => boxOf(known, id))).toEqual([
      'Ferrari',
      'Luca',
      '2001-10-17',
      'Trento',
    ]);
    expect(known.html.querySelector('#sesso option[selected]')?.getAttribute('value')).toBe('M');
    expect(await open(LUCA, 'delega')).toBe(draft);
    const step = await operator.visit(`${draft}/compila/richiedente`);
    expect(step.text('main')).toContain('Bologna');
    const href = step.html.querySelector('main .dati-testa a')?.getAttribute('href') ?? '';
    expect(href).toBe(`${draft}/cittadino`);
    expect(boxOf(await operator.visit(href), 'luogo_nascita')).toBe('Bologna');
    const unlike = await operator.post(href, { ...LUCA, ...CONTACTS, sesso: 'F' });
    expect([unlike.status, boxOf(unlike, 'residenza-via')]).toEqual([422, 'Via Dante']);
    await deleteDraft(draft);
  });

  it('i recapiti che il Comune ha si vedono solo dopo aver aperto la pratica, e lì si correggono', async () => {
    const known = await operator.send(`${COUNTER}/cittadino`, { servizio: SERVICE, ...LUCA_KNOWN });
    expect(known.body).not.toMatch(/luca@cittadini|Via Dante/u);
    expect(known.text('main')).toContain('li trovi nella pratica');
    const draft = await open(LUCA, 'delega');
    const page = await operator.visit(`${draft}/cittadino`);
    expect(page.html.querySelector('#email')?.getAttribute('value')).toBe('luca@cittadini.example');
    await operator.send(`${draft}/cittadino`, { ...LUCA, ...CONTACTS, 'residenza.civico': '7' });
    expect((await operator.visit(`${draft}/compila/richiedente`)).text('main')).toContain('Via Dante 7');
    await deleteDraft(draft);
  });

  it('se della residenza non c’è più traccia, l’invio porta dove si scrive', async () => {
    const draft = await open(LUCA, 'conferma');
    await portal.asOwner(`update citizen set residenza = null where codice_fiscale = '${LUCA.codice_fiscale}'`);
    const page = await send(draft);
    expect(operator.path).toBe(`${draft}/cittadino?manca=si`);
    expect(page.text('main')).toContain('manca la residenza del cittadino');
    await operator.send(`${draft}/cittadino`, { ...LUCA, ...CONTACTS });
    expect(here(operator)).toBe(`${draft}/compila/conferma`);
    await deleteDraft(draft);
  });

  it('chi è già entrato tiene i recapiti che ha scelto: allo sportello non si cambiano', async () => {
    await portal.citizen('luca-ferrari');
    await operator.visit(COUNTER);
    const page = await operator.send(`${COUNTER}/cittadino`, { servizio: SERVICE, ...LUCA_KNOWN });
    expect(page.text('main')).toContain('Il Comune conosce già questo cittadino');
    expect(page.html.querySelector('#email')).toBeNull();
    expect(page.html.querySelector('#cognome')).toBeNull();
  });

  it('se il cittadino entra o completa il profilo mentre l’operatore scrive, valgono i suoi dati e l’operatore lo legge', async () => {
    const typed = { servizio: SERVICE, ...LUCA, ...CONTACTS, email: 'altra@cittadini.example' };
    const refused = await operator.post(COUNTER, typed);
    expect(refused.status).toBe(409);
    expect(refused.text('main')).toContain('valgono i suoi dati');
    expect(refused.html.querySelector('#email')).toBeNull();
    const luca = await portal.citizen('luca-ferrari');
    expect((await luca.visit('/rovereto/profilo')).body).not.toContain('altra@cittadini.example');
  });

  it('quello che l’operatore ha scritto non si perde: se il cittadino entra intanto, o se la pagina era scaduta', async () => {
    const zoe = { codice_fiscale: 'CSOZOE07P63L781E', cognome: 'Così', nome: 'Zoe', sesso: 'F' };
    const typed = { servizio: SERVICE, ...zoe, data_nascita: '2007-09-23', luogo_nascita: 'Verona', ...CONTACTS };
    await operator.visit(COUNTER);
    const boxOf = (page: Page, id: string) => page.html.querySelector(`#${id}`)?.getAttribute('value');
    const expired = await operator.post(COUNTER, { ...typed, _csrf: 'vecchio' });
    expect([expired.status, boxOf(expired, 'cognome'), boxOf(expired, 'residenza-via')]).toEqual([
      403,
      'Così',
      'Via Dante',
    ]);
    await signIn(portal.browser(), 'rovereto', 'zoe-cosi');
    const known = await operator.post(COUNTER, typed);
    expect([known.status, boxOf(known, 'cognome'), boxOf(known, 'residenza-via')]).toEqual([
      409,
      undefined,
      'Via Dante',
    ]);
  });

  it('le ricerche di un operatore lasciano traccia e sono al massimo 60 in un’ora', async () => {
    const colleague = await portal.operator('amministratore');
    await colleague.visit(COUNTER);
    const search = () => colleague.post(`${COUNTER}/cittadino`, { servizio: SERVICE, ...LUCA_KNOWN });
    for (let searched = 1; searched <= 60; searched += 1) expect((await search()).status).toBe(200);
    const refused = await search();
    expect([refused.status, refused.text('h1')]).toEqual([429, 'Troppe ricerche in un’ora']);
    expect(refused.text('main')).toContain('al massimo 60 ricerche in un’ora');
    await operator.visit(COUNTER);
    expect((await operator.post(`${COUNTER}/cittadino`, { servizio: SERVICE, ...LUCA_KNOWN })).status).toBe(200);
    const luca = await portal.citizen('luca-ferrari');
    await luca.visit('/rovereto/miei-dati');
    const copy = await readZip((await luca.post('/rovereto/miei-dati/copia', {})).bytes);
    expect(copy.get('i-miei-dati.json')).toMatch(/"ricerche_allo_sportello":\s*\[(?:\s*"20[^"]+",?){61,}/u);
  });
});
