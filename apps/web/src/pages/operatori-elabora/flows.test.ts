import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AnswerFlow } from '@stanza/core';
import { makeP7m } from '@stanza/gateways/testing';
import { PDF } from '../../testing/certificato.ts';
import {
  answerOf,
  answerWith,
  blockDelivery,
  handIn,
  officeHref,
  registeredPractice,
  takeCharge,
  versionOn,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const FINAL = { flusso: 'documento', esito: 'accettata', motivazione: '', definitiva: 'si' };
const CERTIFICATE = { flusso: 'documento_e_firma', esito: 'accettata', motivazione: '' };
const SIGNED_AT = new Date('2026-03-02T09:00:00Z');
const NO_DOCUMENT = { flusso: 'documento', esito: 'rifiutata', motivazione: 'Manca la delega.', definitiva: 'si' };

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let id: string;
let elabora: string;
beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
});
afterAll(() => portal.close());

const practiceAnsweredWith = async (answerFlow: AnswerFlow) => {
  await answerWith(portal, { answerFlow });
  id = await registeredPractice(portal, citizen);
  elabora = `${officeHref(id)}/elabora`;
  await takeCharge(operator, id);
};

/** Sends the form of the decision, with a document unless it is null. */
const send = async (
  fields: Readonly<Record<string, string>>,
  content: Uint8Array | null = PDF,
  fileName = 'certificato.pdf',
): Promise<Page> => {
  const versione = versionOn(await operator.visit(elabora));
  const files = content === null ? [] : [{ field: 'documento', fileName, content }];
  return operator.postFiles(elabora, { versione, ...fields }, files);
};
const errorsOf = (page: Page) => [page.status, ...page.texts('.campo-errore')];
const fieldsOn = (page: Page) =>
  page.html.querySelectorAll('main form [id]').map((field) => field.getAttribute('id') ?? '');

describe('a service answered with a document without signature', () => {
  beforeEach(() => practiceAnsweredWith('documento'));

  it('takes outcome and document, and closes the practice: the citizen downloads both', async () => {
    const form = await operator.visit(elabora);
    expect(fieldsOn(form)).toEqual(expect.arrayContaining(['esito', 'documento', 'definitiva']));
    expect(form.text('#definitiva-aiuto')).toContain('Non si può tornare indietro');
    expect((await send(FINAL, PDF, 'certificato.exe')).location).toBe(elabora);
    const outgoing = await operator.visit(elabora);
    expect(outgoing.html.querySelector('main form')).toBeNull();
    expect(outgoing.body).not.toContain('cambia=si');
    expect((await citizen.get(`/rovereto/pratiche/${id}/documenti/documento`)).status).toBe(404);

    await portal.drain();
    expect((await operator.visit(elabora)).text('.avviso')).toContain('La pratica è chiusa');
    const seen = await citizen.visit(`/rovereto/pratiche/${id}`);
    expect(seen.text('.stato')).toBe('Accettata');
    expect(seen.html.querySelectorAll('main a[download]').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['Scarica la risposta', 'Scarica il documento rilasciato']),
    );
    expect(seen.body).not.toContain('risposta_firmata');
    const document = await citizen.get(`/rovereto/pratiche/${id}/documenti/documento`);
    expect(Buffer.compare(document.bytes, Buffer.from(PDF))).toBe(0);
    expect(document.headers['content-disposition']).toContain('filename="certificato.exe.pdf"');
    expect((await operator.visit(officeHref(id))).body).toContain('Documento rilasciato con la risposta');
  });

  it('is not decided before one says to know that it is final', async () => {
    const page = await send({ ...FINAL, definitiva: '' });
    expect(errorsOf(page)).toEqual([422, 'Errore: Per confermare, spunta la casella: la decisione è definitiva.']);
    expect(page.html.querySelector('.avviso-error a')?.getAttribute('href')).toBe('#definitiva');
    expect(page.text('#documento-limiti')).toContain('Se avevi scelto un file, sceglilo di nuovo.');
  });

  it('wants the document to accept, and none to reject', async () => {
    expect(errorsOf(await send(FINAL, null))[1]).toContain('Scegli il documento da rilasciare');
    expect(errorsOf(await send(NO_DOCUMENT))[1]).toContain('non se ne rilascia nessuno');
    expect((await send(NO_DOCUMENT, null)).location).toBe(elabora);
    await portal.drain();
    expect((await citizen.visit(`/rovereto/pratiche/${id}`)).text('.stato')).toBe('Rifiutata');
  });

  it('takes a PDF or a signed file, whatever its name says', async () => {
    expect(errorsOf(await send(FINAL, Buffer.from('<html>'), 'certificato.pdf'))).toEqual([
      422,
      'Errore: Il file non è un documento PDF o P7M: scegline un altro.',
    ]);
    expect(errorsOf(await send(FINAL, new Uint8Array()))[1]).toContain('Il documento è vuoto');
    const alone = await makeP7m({ content: PDF, detached: true });
    expect(errorsOf(await send(FINAL, alone, 'certificato.pdf.p7m'))[1]).toContain('Il file contiene solo la firma');
    const plain = await makeP7m({ content: PDF, plain: true });
    expect(errorsOf(await send(FINAL, plain, 'certificato.pdf.p7m'))[1]).toContain('non dice con quale certificato');
    const signed = await makeP7m({ content: PDF, signedAt: SIGNED_AT });
    expect((await send(FINAL, signed, 'certificato.pdf.p7m')).location).toBe(elabora);
    expect((await operator.visit(elabora)).texts('#firme dd')).toEqual([
      'Paola Conti',
      '2 marzo 2026, ore 10:00, secondo chi ha firmato',
      'Valida: il documento è quello firmato',
      'Non controllato: la piattaforma non ha un elenco delle autorità',
    ]);
    await portal.drain();
    const document = await citizen.get(`/rovereto/pratiche/${id}/documenti/documento`);
    expect(document.headers['content-type']).toBe('application/pkcs7-mime');
    const content = await citizen.get(`/rovereto/pratiche/${id}/documenti/contenuto`);
    expect(Buffer.compare(content.bytes, Buffer.from(PDF))).toBe(0);
    expect(content.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining('attachment; filename="certificato.pdf"'),
      'x-content-type-options': 'nosniff',
    });
    const seen = await citizen.visit(`/rovereto/pratiche/${id}`);
    expect(seen.texts('main a[download]')).toContain('Scarica il documento senza la firma');
    expect(seen.texts('main li')).toContain(
      'Paola Conti, data dichiarata: 2 marzo 2026, ore 10:00, il certificato non è stato controllato',
    );
  });

  it('says when the answer could not be made, and leads to where it is tried again', async () => {
    await send(FINAL);
    await blockDelivery(portal, id, 'render_answer', 'La preparazione della risposta non è riuscita.');
    const failed = await operator.visit(elabora);
    expect(failed.text('.avviso-warning')).toContain('da lì puoi riprovare');
    expect(failed.body).not.toContain('cambia=si');
    const detail = await operator.visit(officeHref(id));
    const retry = detail.html.querySelector('#consegne form')?.getAttribute('action') ?? '';
    await operator.send(retry, {});
    await portal.drain();
    expect((await citizen.visit(`/rovereto/pratiche/${id}`)).text('.stato')).toBe('Accettata');
  });

  it('is decided once when the form is sent twice, and not from a page of another way to answer', async () => {
    const versione = versionOn(await operator.visit(elabora));
    const post = (fields: Readonly<Record<string, string>>) =>
      operator.postFiles(elabora, { versione, ...fields }, [{ field: 'documento', fileName: 'c.pdf', content: PDF }]);
    const other = await post({ ...FINAL, flusso: 'firma' });
    expect([other.status, other.text('.avviso')]).toEqual([409, expect.stringContaining('è cambiato il modo')]);
    expect((await post(FINAL)).location).toBe(elabora);
    expect((await post(FINAL)).location).toBe(elabora);
    await portal.drain();
    const detail = await operator.visit(officeHref(id));
    expect(detail.texts('.iter-stato').filter((word) => word === 'Risposta predisposta')).toHaveLength(1);
  });
});

describe('a service answered with a document and a signature', () => {
  beforeEach(() => practiceAnsweredWith('documento_e_firma'));

  it('takes the document with the decision, then the signed answer', async () => {
    expect(fieldsOn(await operator.visit(elabora))).not.toContain('definitiva');
    await send(CERTIFICATE);
    await portal.drain();
    const toSign = await operator.visit(elabora);
    expect(toSign.text('.dati')).toContain('certificato.pdf');
    expect(toSign.text('#documento-aiuto')).toContain('C’è già il file «certificato.pdf»');
    await handIn(operator, id, await makeP7m({ content: await answerOf(operator, id) }));
    await portal.drain();
    const seen = await citizen.visit(`/rovereto/pratiche/${id}`);
    for (const kind of ['risposta', 'risposta_firmata', 'documento'])
      expect(seen.body).toContain(`/documenti/${kind}"`);
  });
});
