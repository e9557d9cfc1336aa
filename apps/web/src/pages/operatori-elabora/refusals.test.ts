import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MAX_OFFICE_FILE_BYTES, MAX_REASON } from '@stanza/core';
import { makeP7m } from '@stanza/gateways/testing';
import { PDF } from '../../testing/certificato.ts';
import {
  answerOf,
  decide,
  handIn,
  officeHref,
  registeredPractice,
  takeCharge,
  versionOn,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const REASON = 'Mancano i dati della madre.\nServono per il certificato.';
const REJECT = { esito: 'rifiutata', motivazione: REASON };
const ACCEPT = { esito: 'accettata', motivazione: '' };

/** A SignedData that nobody signed, as certificates are handed around (RFC 5652 §5.2). */
const UNSIGNED = Buffer.from('302306092a864886f70d010702a01630140201013100300b06092a864886f70d0107013100', 'hex');
const signedFile = (content: Uint8Array, detached = false): Promise<Uint8Array> =>
  makeP7m({ content, key: 'ec', commonName: 'Paola Conti', detached });

/** What the form of the decision holds. */
const typedOn = (page: Page) => ({
  esito: page.html.querySelector('input[name=esito][checked]')?.getAttribute('value') ?? '',
  motivazione: page.html.querySelector('textarea[name=motivazione]')?.textContent.trim() ?? '',
});
const errorsOf = (page: Page): readonly string[] => page.texts('.campo-errore');

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let administrator: TestBrowser;
let id: string;
let elabora: string;
let risposta: string;

beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
  administrator = await portal.operator('amministratore');
});
afterAll(() => portal.close());
beforeEach(async () => {
  id = await registeredPractice(portal, citizen);
  elabora = `${officeHref(id)}/elabora`;
  risposta = `${officeHref(id)}/risposta`;
  await takeCharge(operator, id);
});

/** Decides, and lets the worker make the answer. */
const decided = async (decision = ACCEPT) => {
  await decide(operator, id, decision);
  await portal.drain();
};

describe('a decision that is refused', () => {
  const send = async (fields: Readonly<Record<string, string>>) => {
    const versione = versionOn(await operator.visit(elabora));
    return operator.post(elabora, { versione, flusso: 'firma', ...fields });
  };

  it('without an outcome says so at the field, and keeps the reason', async () => {
    const page = await send({ esito: '', motivazione: REASON });
    expect([page.status, ...errorsOf(page)]).toEqual([422, 'Errore: Scegli se accettare o rifiutare la richiesta.']);
    expect(page.html.querySelector('.avviso-error a')?.getAttribute('href')).toBe('#esito');
    expect(typedOn(page)).toEqual({ esito: '', motivazione: REASON });
    expect((await send({ esito: 'bozza', motivazione: REASON })).status).toBe(422);
  });

  it('is a rejection without a reason', async () => {
    const page = await send({ esito: 'rifiutata', motivazione: '  \n ' });
    expect(page.status).toBe(422);
    expect(errorsOf(page)[0]).toContain('Scrivi la motivazione');
    expect(typedOn(page).esito).toBe('rifiutata');
  });

  it('has too long a reason, which is kept whole', async () => {
    const motivazione = 'è'.repeat(MAX_REASON + 1);
    const page = await send({ esito: 'accettata', motivazione });
    expect(page.status).toBe(422);
    expect(errorsOf(page)[0]).toContain('al massimo 5000 caratteri');
    expect(typedOn(page)).toEqual({ esito: 'accettata', motivazione });
    expect((await send({ esito: 'accettata', motivazione: 'è'.repeat(MAX_REASON) })).status).toBe(303);
    await portal.drain();
  });

  it('comes from an expired page: it keeps all that was typed, and changes nothing', async () => {
    const page = await send({ ...REJECT, _csrf: 'scaduto' });
    expect(page.status).toBe(403);
    expect(page.text('.avviso')).toContain('La pagina era scaduta');
    expect(typedOn(page)).toEqual(REJECT);
    expect(typedOn(await operator.visit(elabora))).toEqual({ esito: '', motivazione: '' });
  });

  it('was overtaken by another: it keeps all that was typed and leads to the practice as it is', async () => {
    const versione = versionOn(await operator.visit(elabora));
    await decided(ACCEPT);
    const page = await operator.post(elabora, { ...REJECT, flusso: 'firma', versione });
    expect(page.status).toBe(409);
    expect(page.text('.avviso')).toContain('Un altro operatore ha aggiornato la pratica');
    expect(page.html.querySelector('.avviso a')?.getAttribute('href')).toBe(officeHref(id));
    expect(typedOn(page)).toEqual(REJECT);
    expect((await operator.visit(elabora)).text('.dati')).toContain('Accettata');
    const again = await operator.post(elabora, { ...REJECT, flusso: 'firma', versione: versionOn(page) });
    expect(again.location).toBe(elabora);
    await portal.drain();
  });

  it('is of a practice in somebody else’s charge', async () => {
    const versione = versionOn(await operator.visit(elabora));
    const look = await administrator.get(elabora);
    expect([look.status, look.text('h1')]).toEqual([409, 'La pratica è in carico a un altro operatore']);
    const page = await administrator.post(elabora, { ...REJECT, flusso: 'firma', versione });
    expect(page.status).toBe(409);
    expect(page.text('.avviso')).toContain('La pratica è in carico a un altro operatore');
    expect(typedOn(page)).toEqual(REJECT);
  });

  it('is of a practice that nobody has taken in charge', async () => {
    const other = await registeredPractice(portal, citizen);
    expect((await operator.get(`${officeHref(other)}/elabora`)).status).toBe(409);
  });

  it.each(['', 'x', '-1', '9'.repeat(20)])('has “%s” for a version: it keeps all that was typed', async (versione) => {
    const page = await send({ ...REJECT, versione });
    expect(page.status).toBe(409);
    expect(page.text('.avviso')).toContain('Un altro operatore ha aggiornato la pratica');
    expect(typedOn(page)).toEqual(REJECT);
  });
});

describe('a signed answer that is refused', () => {
  beforeEach(() => decided());

  const sentence = async (content: Uint8Array, fileName?: string) => {
    const page = await handIn(operator, id, content, fileName);
    return [page.status, ...errorsOf(page)];
  };

  it('is missing, or empty, or something else whatever its name says', async () => {
    const form = await operator.visit(elabora);
    const none = await operator.postFiles(risposta, { versione: versionOn(form) }, []);
    expect([none.status, ...errorsOf(none)]).toEqual([422, 'Errore: Scegli il file della risposta firmata.']);
    const nameless = await operator.post(risposta, { versione: versionOn(form) });
    expect(nameless.status).toBe(422);
    expect(await sentence(new Uint8Array())).toEqual([422, 'Errore: Il file è vuoto: scegline un altro.']);
    expect(await sentence(PDF)).toEqual([422, 'Errore: Il file non è una risposta firmata: carica il file .p7m.']);
    expect((await operator.visit(elabora)).html.querySelector('input[type=file]')).not.toBeNull();
  });

  it('is too large', async () => {
    const content = Buffer.concat([await signedFile(PDF), Buffer.alloc(MAX_OFFICE_FILE_BYTES)]);
    expect(await sentence(content)).toEqual([413, 'Errore: Il file è troppo grande: può essere al massimo di 20 MB.']);
  });

  it('is signed by nobody, or holds the signature without its document', async () => {
    const [nobody, alone] = [await sentence(UNSIGNED), await sentence(await signedFile(PDF, true))];
    expect([nobody[0], alone[0]]).toEqual([422, 422]);
    expect(nobody[1]).toContain('Il file non è firmato da nessuno');
    expect(alone[1]).toContain('Il file contiene solo la firma, senza il documento');
  });

  it('says which rule its signature breaks, and what to do', async () => {
    const answer = await answerOf(operator, id);
    const plain = await makeP7m({ content: answer, plain: true });
    const changed = Buffer.from(await signedFile(answer));
    changed.writeUInt8(changed.readUInt8(1000) ^ 1, 1000);
    const early = await makeP7m({ content: answer, signedAt: new Date('2019-01-01T00:00:00Z') });
    expect(await sentence(plain)).toEqual([
      422,
      'Errore: La firma non dice con quale certificato è stata fatta, o ne indica un altro: firma di nuovo il documento nel formato CAdES (o PAdES, se è un PDF).',
    ]);
    expect(await sentence(changed)).toEqual([
      422,
      'Errore: Il documento è stato cambiato dopo la firma: firma di nuovo il documento e carica il file senza modificarlo.',
    ]);
    expect((await sentence(early))[1]).toContain('Il certificato di chi ha firmato non è ancora valido');
    expect((await operator.visit(officeHref(id))).html.querySelector('#firme')).toBeNull();
  });

  it('holds another document, or the answer as it was before the decision was changed', async () => {
    const expected = [422, expect.stringContaining('Il file firmato non contiene la risposta di questa pratica')];
    expect(await sentence(await signedFile(PDF))).toEqual(expected);
    const before = await signedFile(await answerOf(operator, id));
    await decided(REJECT);
    expect(await sentence(before)).toEqual(expected);
  });

  it('only begins like a signed file', async () => {
    const signed = await signedFile(PDF);
    const [status, message] = await sentence(signed.subarray(0, signed.length - 20));
    expect(status).toBe(422);
    expect(message).toContain('non contiene una firma digitale leggibile');
  });

  it('comes from an expired page, is late, or is handed in by somebody else', async () => {
    const signed = await signedFile(await answerOf(operator, id));
    const named = { field: 'risposta', fileName: 'risposta.p7m' };
    const file = [{ ...named, content: signed }];
    const versione = versionOn(await operator.visit(elabora));
    const expired = await operator.postFiles(risposta, { _csrf: 'scaduto', versione }, file);
    expect([expired.status, expired.text('.avviso')]).toEqual([403, expect.stringContaining('La pagina era scaduta')]);
    await administrator.visit(officeHref(id));
    const others = await administrator.postFiles(risposta, { versione }, file);
    expect([others.status, others.text('.avviso')]).toEqual([409, expect.stringContaining('in carico a un altro')]);
    const stale = await operator.postFiles(risposta, { versione: '1' }, file);
    expect([stale.status, stale.text('.avviso')]).toEqual([409, expect.stringContaining('Un altro operatore')]);
    await operator.postFiles(risposta, { versione }, file);
    const other = [{ ...named, content: await signedFile(await answerOf(operator, id)) }];
    const again = await operator.postFiles(risposta, { versione: String(Number(versione) + 1) }, other);
    expect([again.status, again.text('.avviso')]).toEqual([409, expect.stringContaining('nello stato giusto')]);
    await portal.drain();
  });

  it('leads back to the page that asks for it when its address is opened', async () => {
    expect((await operator.get(risposta)).location).toBe(elabora);
  });
});
