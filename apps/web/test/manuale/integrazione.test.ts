import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dayInItaly } from '@stanza/core';
import { PDF, sendOnBehalf } from '../../src/testing/certificato.ts';
import { confirmAnswer, REQUEST, requestIntegration } from '../../src/testing/integration.ts';
import { decide, officeHref, registeredPractice, takeCharge, versionOn } from '../../src/testing/office.ts';
import type { Page, TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';

let later = 0;
const clock = { now: () => new Date(Date.now() + later) };
let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let id: string;
let practice: string;
beforeAll(async () => {
  portal = await makeTestPortal({ clock });
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
});
afterAll(() => portal.close());
beforeEach(async () => {
  id = await registeredPractice(portal, citizen);
  practice = `/rovereto/pratiche/${id}`;
  await takeCharge(operator, id);
});

const CONTRACT = [{ field: 'integra-documento-1', fileName: 'contratto.pdf', content: PDF }];
const hrefs = (page: Page, selector = 'main a') =>
  page.html.querySelectorAll(selector).map((a) => a.getAttribute('href') ?? '');
const answerWith = (fields: Readonly<Record<string, string>>, files = CONTRACT) =>
  citizen.sendFiles(`${practice}/integrazione`, fields, files);
const answered = async () => {
  await requestIntegration(operator, id);
  await citizen.visit(`${practice}/integrazione`);
  return confirmAnswer(citizen, practice, await answerWith({ uso: 'Mutuo', azione: 'avanti' }));
};
const heldBy = (page: Page, selector: string) => page.html.querySelector(selector)?.getAttribute('value');
const mailsIn = (page: Page) => page.text('main');

describe('Richiedi integrazione', () => {
  it('l’operatore chiede testo, campi del modulo e documenti, con un giorno entro cui rispondere', async () => {
    const form = await operator.visit(`${officeHref(id)}/integrazione`);
    expect(form.texts('legend')).toContain('Campi da compilare di nuovo: Tipologia ed uso (facoltativo)');
    const after = await requestIntegration(operator, id);
    expect(after.text('.stato')).toBe('Da integrare');
    expect(after.text('.integrazione')).toContain('Uso del certificato; Contratto di lavoro');
    expect(after.text('main')).toContain('sospeso in attesa dell’integrazione');
    expect(hrefs(after)).toContain(`${officeHref(id)}/integrazione/annulla`);
    expect(hrefs(after)).not.toContain(`${officeHref(id)}/elabora`);
    await portal.drain();
    expect((await operator.visit(officeHref(id))).text('.integrazione')).toMatch(
      /Protocollo della richiesta di integrazione\s*\d{7}\/\d{4}/u,
    );
  });

  it('una richiesta sbagliata torna con tutto quello che si era scritto', async () => {
    const form = await operator.visit(`${officeHref(id)}/integrazione`);
    const typed = { ...REQUEST, scadenza: '2020-01-01', versione: versionOn(form) };
    const again = await operator.post(`${officeHref(id)}/integrazione`, typed);
    expect([again.status, again.text('#scadenza-errore')]).toEqual([422, expect.stringContaining('già passato')]);
    expect(again.text('#messaggio')).toBe(REQUEST.messaggio);
    expect(again.html.querySelector('input[value=uso]')?.hasAttribute('checked')).toBe(true);
    const nothing = { messaggio: '', documenti: '', scadenza: '', versione: versionOn(form) };
    const empty = await operator.post(`${officeHref(id)}/integrazione`, nothing);
    expect(empty.texts('.campo-errore')).toHaveLength(2);
    const expired = await operator.post(`${officeHref(id)}/integrazione`, { ...typed, _csrf: 'scaduto' });
    expect([expired.status, expired.text('#documenti')]).toEqual([403, REQUEST.documenti]);
  });

  it('due operazioni insieme: una riesce, all’altra viene detto', async () => {
    const form = await operator.visit(`${officeHref(id)}/integrazione`);
    const typed = { ...REQUEST, scadenza: heldBy(form, '#scadenza') ?? '', versione: versionOn(form) };
    await decide(operator, id, { esito: 'accettata', motivazione: '' });
    const late = await operator.post(`${officeHref(id)}/integrazione`, typed);
    expect([late.status, late.text('.avviso-error')]).toEqual([409, expect.stringContaining('cambiata nel frattempo')]);
    expect(late.text('.avviso-warning')).toContain('non è ancora firmata');
    const again = await operator.send(`${officeHref(id)}/integrazione`, { ...typed, versione: versionOn(late) });
    expect(again.text('.stato')).toBe('Da integrare');
    const twice = await operator.post(`${officeHref(id)}/integrazione`, { ...typed, versione: versionOn(late) });
    expect(twice.location).toBe(officeHref(id));
    const colleague = await portal.operator('amministratore');
    expect((await colleague.get(`${officeHref(id)}/integrazione/annulla`)).status).toBe(409);
  });

  it('il cittadino la trova in evidenza nella stanza, fra le pratiche e nel dettaglio, con il giorno e il collegamento', async () => {
    await requestIntegration(operator, id);
    const room = await citizen.visit('/rovereto/stanza');
    expect(room.text('.da-integrare')).toMatch(/Hai \d+ richiest[ae] di integrazione.*Rispondi entro (?:il |l’)\d/u);
    expect(hrefs(room, '.da-integrare a')).toContain(`${practice}/integrazione`);
    const list = await citizen.visit('/rovereto/pratiche');
    expect(list.text('[aria-current=page] .conteggio-avviso')).toMatch(/\d/u);
    expect(list.texts('thead th')).toContain('Rispondi entro il');
    expect(hrefs(list, 'tbody a')).toContain(`${practice}/integrazione`);
    const detail = await citizen.visit(practice);
    expect(detail.text('.avviso-warning')).toMatch(/ha chiesto di completare la pratica.*Rispondi entro (?:il |l’)\d/u);
    expect(hrefs(detail, '.avviso-warning a')).toEqual([`${practice}/integrazione`]);
    expect(detail.texts('.iter-stato').at(-1)).toBe('Integrazione richiesta');
    await portal.drain();
    const mails = await citizen.visit('/sviluppo/posta');
    expect(mailsIn(mails)).toMatch(/da integrare entro (?:il |l’)\d+º? [a-z]+/u);
    expect(mails.body).toContain(`${practice}/integrazione`);
  });

  it('la pagina chiede esattamente quello che è stato chiesto, e tutto è obbligatorio', async () => {
    await requestIntegration(operator, id);
    const page = await citizen.visit(`${practice}/integrazione`);
    expect(page.text('.riquadro')).toMatch(
      /Manca il contratto\.\s*Uso del certificato\s*Contratto di lavoro\s*Invia la risposta entro/u,
    );
    const names = page.html
      .querySelectorAll('#campi input, #campi textarea')
      .map((input) => input.getAttribute('name'));
    expect(names).toEqual(['uso', 'integra-documento-1', 'integra-testo']);
    expect(heldBy(page, '[name=uso]')).toBe('Contratto con una banca');
    const refused = await citizen.postFiles(`${practice}/integrazione`, { uso: '', azione: 'avanti' }, []);
    expect([refused.status, refused.texts('.campo-errore').length]).toEqual([422, 2]);
    const large = { field: 'integra-documento-1', fileName: 'x.pdf', content: new TextEncoder().encode('testo') };
    const wrong = await citizen.postFiles(`${practice}/integrazione`, { uso: 'Mutuo', azione: 'avanti' }, [large]);
    expect([wrong.status, heldBy(wrong, '[name=uso]')]).toEqual([422, 'Mutuo']);
  });

  it('quello che si scrive è tenuto, anche sbagliato e anche a pagina scaduta', async () => {
    await requestIntegration(operator, id);
    await citizen.visit(`${practice}/integrazione`);
    const back = await answerWith({ uso: '', 'integra-testo': 'A presto', azione: 'indietro' });
    expect(back.text('h1')).toBe('Certificato di nascita');
    const kept = await citizen.visit(`${practice}/integrazione`);
    expect([heldBy(kept, '[name=uso]'), kept.text('textarea')]).toEqual(['', 'A presto']);
    expect(kept.text('.file-attuale')).toContain('contratto.pdf');
    const saved = await citizen.post(`${practice}/integrazione`, { uso: 'Mu', azione: 'salva' });
    expect(saved.status).toBe(204);
    const expired = await citizen.post(`${practice}/integrazione`, {
      uso: 'Mutuo',
      _csrf: 'scaduto',
      azione: 'avanti',
    });
    expect([expired.status, heldBy(expired, '[name=uso]')]).toEqual([403, 'Mutuo']);
    expect(heldBy(await citizen.visit(`${practice}/integrazione`), '[name=uso]')).toBe('Mu');
  });

  it('“Invia integrazione” chiede conferma, poi la pratica torna al suo operatore e tutto è protocollato', async () => {
    await requestIntegration(operator, id);
    await citizen.visit(`${practice}/integrazione`);
    const confirmation = await answerWith({ uso: 'Mutuo', azione: 'avanti' });
    expect(confirmation.text('form.conferma')).toMatch(
      /Uso del certificato: Mutuo.*Contratto di lavoro: contratto\.pdf/u,
    );
    const sent = await confirmAnswer(citizen, practice, confirmation);
    expect([sent.text('.stato'), sent.texts('.iter-stato').at(-1)]).toEqual([
      'In elaborazione',
      'Integrazione ricevuta',
    ]);
    const twice = await citizen.post(`${practice}/integrazione/invia`, { dati_visti: 'x' });
    expect(twice.location).toBe(practice);
    expect((await citizen.get(`${practice}/integrazione`)).location).toBe(practice);
    await portal.drain();
    const detail = await citizen.visit(practice);
    expect(detail.text('.integrazione')).toMatch(/Protocollo dell’integrazione\s*\d{7}\/\d{4}/u);
    const papers = hrefs(detail, '.integrazione .elenco-file a');
    expect(papers).toHaveLength(3);
    for (const href of papers) {
      expect((await citizen.get(href)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect(mailsIn(await citizen.visit('/sviluppo/posta'))).toContain('Integrazione ricevuta');
  });

  it('l’operatore vede l’integrazione accanto a quello che era stato inviato, e ne scarica i file', async () => {
    await answered();
    await portal.drain();
    const page = await operator.visit(officeHref(id));
    expect(page.text('.integrazione')).toContain('Mutuo');
    expect(page.text('main')).toContain('Contratto con una banca');
    const files = hrefs(page, '.integrazione .elenco-file a');
    expect(files).toHaveLength(3);
    for (const href of files) expect((await operator.get(href)).status).toBe(200);
    expect(hrefs(page)).toContain(`${officeHref(id)}/elabora`);
    expect(mailsIn(await citizen.visit('/sviluppo/posta'))).toContain('Integrazione arrivata');
    expect((await citizen.visit('/rovereto/allegati')).text('.elenco-file')).toContain('contratto.pdf');
  });

  it('dopo una si può chiederne un’altra, e l’operatore può annullarla', async () => {
    await answered();
    const form = await operator.visit(`${officeHref(id)}/integrazione`);
    expect(form.text('.avviso-info')).toContain('questa richiesta non lo sospende');
    const second = await requestIntegration(operator, id, { documenti: '', messaggio: 'Ancora una cosa' });
    expect([second.text('.stato'), second.text('.dati')]).toEqual([
      'Da integrare',
      expect.not.stringContaining('sospeso'),
    ]);
    const question = await operator.visit(`${officeHref(id)}/integrazione/annulla`);
    const fields = { conferma: 'si', versione: versionOn(question) };
    const after = await operator.send(`${officeHref(id)}/integrazione/annulla`, fields);
    expect([after.text('.stato'), after.texts('.integrazione').length]).toEqual(['In elaborazione', 2]);
    expect((await operator.post(`${officeHref(id)}/integrazione/annulla`, fields)).location).toBe(officeHref(id));
    const late = await citizen.post(`${practice}/integrazione`, { uso: 'Tardi', azione: 'avanti' });
    expect(late.location).toBe(practice);
    expect((await citizen.visit(practice)).texts('.iter-stato').at(-1)).toBe('Richiesta di integrazione annullata');
    await portal.drain();
    expect(mailsIn(await citizen.visit('/sviluppo/posta'))).toContain('Integrazione non più necessaria');
    const detail = await citizen.visit(practice);
    expect(detail.text('.integrazione')).toMatch(/Protocollo dell’annullamento\s*\d{7}\/\d{4}/u);
    const letter = hrefs(detail, '.integrazione .elenco-file a').find((href) => href.endsWith('/annullamento')) ?? '';
    for (const browser of [citizen, operator]) {
      const href = browser === citizen ? letter : letter.replace('/pratiche/', '/operatori/pratiche/');
      expect((await browser.get(href)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('un file della risposta non ancora inviata si elimina, e la conferma dice dove è usato', async () => {
    await requestIntegration(operator, id);
    await citizen.visit(`${practice}/integrazione`);
    await answerWith({ uso: 'Mutuo', azione: 'indietro' });
    const page = await citizen.visit(`${practice}/integrazione`);
    const file = hrefs(page, '.file-attuale a')[0] ?? '';
    const question = await citizen.visit(`${file}/elimina`);
    expect(question.text('main')).toMatch(
      /una risposta al Comune che non hai ancora inviato.*da integrare: Certificato/u,
    );
    expect(question.text('main')).not.toContain('bozza');
    await citizen.send(`${file}/elimina`, { conferma: 'si' });
    const asked = await citizen.visit(`${practice}/integrazione`);
    expect(asked.html.querySelector('.file-attuale')).toBeNull();
  });

  it('passato il giorno si può ancora rispondere, e la pagina lo dice', async () => {
    await requestIntegration(operator, id, { scadenza: dayInItaly(clock.now()) });
    later = 2 * 24 * 60 * 60 * 1000;
    const late = await portal.citizen('anna-bianchi');
    const page = await late.visit(`${practice}/integrazione`);
    expect(page.text('.avviso-warning')).toContain('Il termine per rispondere è passato');
    expect((await late.visit(practice)).text('.avviso-warning')).toContain('puoi ancora rispondere');
    later = 0;
  });

  it('chi è nominato in una delega vede che la pratica è da integrare, ma non può rispondere', async () => {
    const path = await sendOnBehalf(citizen, 'Mia');
    await portal.drain();
    const other = path.split('/').at(-1) ?? '';
    await takeCharge(operator, other);
    await requestIntegration(operator, other);
    await portal.drain();
    const mario = await portal.citizen('mario-rossi');
    const seen = await mario.visit(path);
    expect(seen.text('.avviso-warning')).toContain('Chi ha inviato la pratica deve rispondere');
    expect(hrefs(seen, '.avviso-warning a, .integrazione a')).toEqual([]);
    expect((await mario.get(`${path}/integrazione`)).status).toBe(404);
    expect((await mario.visit('/rovereto/stanza')).html.querySelector('.da-integrare')).toBeNull();
  });

  it('risposta e annullamento insieme: uno dei due vince', async () => {
    await requestIntegration(operator, id);
    await citizen.visit(`${practice}/integrazione`);
    const confirmation = await answerWith({ uso: 'Mutuo', azione: 'avanti' });
    const question = await operator.visit(`${officeHref(id)}/integrazione/annulla`);
    const shown = heldBy(confirmation, 'input[name=dati_visti]') ?? '';
    const [sent, cancelled] = await Promise.all([
      citizen.post(`${practice}/integrazione/invia`, { conferma: 'si', dati_visti: shown }),
      operator.post(`${officeHref(id)}/integrazione/annulla`, { conferma: 'si', versione: versionOn(question) }),
    ]);
    expect(sent.status).toBe(303);
    const detail = await operator.visit(officeHref(id));
    const ends = detail.texts('.iter-stato').filter((state) => /ricevuta|annullata/u.test(state));
    expect(ends).toHaveLength(1);
    expect(cancelled.status).toBe(ends[0] === 'Integrazione ricevuta' ? 409 : 303);
    expect(detail.text('.stato')).toBe('In elaborazione');
  });
});
