import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeP7m } from '@stanza/gateways/testing';
import { sendCertificate } from '../../testing/certificato.ts';
import {
  answerOf,
  blockDelivery,
  decide,
  handIn,
  officeHref,
  operatorWithoutServices,
  registeredPractice,
  takeCharge,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const SIGNED_AT = new Date('2026-03-02T09:00:00Z');
const REASON = 'Mancano i dati della madre.\nServono per il certificato.';
const REJECT = { esito: 'rifiutata', motivazione: REASON };
const ACCEPT = { esito: 'accettata', motivazione: '' };

const signedFile = (content: Uint8Array): Promise<Uint8Array> =>
  makeP7m({ content, key: 'ec', commonName: 'Paola Conti', codiceFiscale: 'RSSMRA80A01H501U', signedAt: SIGNED_AT });

/** What the form of the decision holds. */
const typedOn = (page: Page) => ({
  esito: page.html.querySelector('input[name=esito][checked]')?.getAttribute('value') ?? '',
  motivazione: page.html.querySelector('textarea[name=motivazione]')?.textContent.trim() ?? '',
});

let portal: TestPortal;
let citizen: TestBrowser;
let operator: TestBrowser;
let id: string;
let elabora: string;
let risposta: string;

beforeAll(async () => {
  portal = await makeTestPortal();
  citizen = await portal.citizen('anna-bianchi');
  operator = await portal.operator();
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

describe('the whole way of a practice through the office', () => {
  it('goes from the decision to the signed answer in the citizen’s hands', async () => {
    const waiting = await decide(operator, id, ACCEPT);
    expect(operator.path).toBe(elabora);
    expect(waiting.text('[data-refresh]')).toContain('Stiamo preparando il documento di risposta.');
    expect((await citizen.visit(`/rovereto/pratiche/${id}`)).text('.stato')).toBe('In elaborazione');

    await portal.drain();
    const ready = await operator.visit(elabora);
    const answer = await operator.get(ready.html.querySelector('a[download]')?.getAttribute('href') ?? '');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="risposta-/u);
    expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-');

    const signed = await signedFile(answer.bytes);
    expect((await handIn(operator, id, signed)).location).toBe(elabora);
    const outgoing = await operator.visit(elabora);
    expect(outgoing.text('[data-refresh]')).toContain('in attesa del protocollo in uscita');
    expect(outgoing.html.querySelector('main form')).toBeNull();

    await portal.drain();
    expect((await operator.visit(elabora)).text('.avviso')).toContain('La pratica è chiusa');
    const closed = await operator.visit(officeHref(id));
    expect(closed.text('.stato')).toBe('Accettata');
    expect(closed.texts('.iter-stato')).toEqual([
      'Bozza',
      'Inviata',
      'Protocollata',
      'Presa in carico',
      'Risposta predisposta',
      'Risposta firmata',
      'Accettata',
    ]);
    expect(closed.texts('#firme dd')).toEqual([
      'Paola Conti (RSSMRA80A01H501U)',
      '2 marzo 2026, ore 10:00, secondo chi ha firmato',
      'Valida: il documento è quello firmato',
      'Non controllato: la piattaforma non ha un elenco delle autorità',
    ]);
    const kept = await operator.get(`${officeHref(id)}/documenti/risposta_firmata`);
    expect(Buffer.compare(kept.bytes, Buffer.from(signed))).toBe(0);
    expect((await operator.visit('/rovereto/operatori?lista=concluse')).body).toContain(officeHref(id));

    const seen = await citizen.visit(`/rovereto/pratiche/${id}`);
    expect(seen.text('.stato')).toBe('Accettata');
    expect(seen.texts('.iter-stato')).not.toContain('Risposta firmata');
    expect(seen.texts('main li')).toContain(
      'Paola Conti, data dichiarata: 2 marzo 2026, ore 10:00, il certificato non è stato controllato',
    );
    expect(seen.body).not.toContain('RSSMRA80A01H501U');
    const received = await citizen.get(`/rovereto/pratiche/${id}/documenti/risposta_firmata`);
    expect(Buffer.compare(received.bytes, Buffer.from(signed))).toBe(0);
    expect(received.headers['content-disposition']).toMatch(/^attachment; .*\.p7m"/u);
  });

  it('closes a rejected practice with its reason', async () => {
    await decided(REJECT);
    await handIn(operator, id, await signedFile(await answerOf(operator, id)));
    await portal.drain();
    const seen = await citizen.visit(`/rovereto/pratiche/${id}`);
    expect(seen.text('.stato')).toBe('Rifiutata');
    expect(seen.body).toContain('Mancano i dati della madre.');
  });

  it('lets the decision be changed until the signed answer is there, and makes the answer anew', async () => {
    await decided(REJECT);
    expect(typedOn(await operator.visit(elabora))).toEqual(REJECT);
    await decide(operator, id, ACCEPT);
    expect((await operator.get(`${officeHref(id)}/documenti/risposta`)).status).toBe(404);
    const preparing = await operator.visit(elabora);
    expect(preparing.html.querySelector('main form')).toBeNull();
    expect(preparing.html.querySelector(`a[href="${elabora}?cambia=si"]`)).not.toBeNull();
    expect(typedOn(await operator.visit(`${elabora}?cambia=si`))).toEqual(ACCEPT);
    await portal.drain();
    await handIn(operator, id, await signedFile(await answerOf(operator, id)));
    const late = await operator.post(elabora, { ...REJECT, flusso: 'firma', versione: '1' });
    expect(late.status).toBe(409);
    await portal.drain();
    expect((await citizen.visit(`/rovereto/pratiche/${id}`)).text('.stato')).toBe('Accettata');
  });

  it('says when the answer could not be made, and lets the operator try again', async () => {
    await decide(operator, id, ACCEPT);
    await blockDelivery(portal, id, 'render_answer', 'La preparazione della risposta non è riuscita.');
    const failed = await operator.visit(elabora);
    expect(failed.text('.avviso-warning')).toContain('La preparazione della risposta non è riuscita');
    expect(failed.html.querySelector('[data-refresh]')).toBeNull();
    expect(failed.html.querySelector(`a[href="${elabora}?cambia=si"]`)).not.toBeNull();
    await portal.drain();
  });
});

describe('the work on a practice', () => {
  it('does not exist for who may not see it', async () => {
    const newcomer = await operatorWithoutServices(portal);
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    const nowhere = officeHref('0199a2b4-0000-7000-8000-000000000000');
    for (const path of [elabora, risposta]) {
      for (const [browser, url] of [
        [newcomer, path],
        [elsewhere, path.replace('rovereto', 'tre-ville')],
        [operator, path.replace(officeHref(id), nowhere)],
      ] as const) {
        expect((await browser.get(url)).status).toBe(404);
        expect((await browser.post(url, { ...ACCEPT, versione: '1' })).status).toBe(404);
      }
      expect((await citizen.get(path)).location).toContain('/rovereto/operatori/accesso?verso=');
      expect((await citizen.post(path, { ...ACCEPT, versione: '1' })).location).toContain(
        '/rovereto/operatori/accesso',
      );
    }
  });

  it('is not there before the protocol number', async () => {
    const early = (await sendCertificate(citizen)).split('/').at(-1) ?? '';
    expect((await operator.get(`${officeHref(early)}/elabora`)).status).toBe(409);
    await portal.drain();
  });
});
