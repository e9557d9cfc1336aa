import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillIn, PDF, sendCertificate, sendOnBehalf } from '../../testing/certificato.ts';
import {
  blockDelivery,
  officeHref,
  operatorWithoutServices,
  registeredPractice,
  takeCharge,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const NOTE = 'Ricordarsi del gatto';
const idOf = (path: string): string => path.split('/').at(-1) ?? '';
const linksOf = (page: Page, selector: string): readonly string[] =>
  page.html.querySelectorAll(selector).map((link) => link.getAttribute('href') ?? '');
const factsOf = (page: Page): Readonly<Record<string, string>> => {
  const [terms, values] = [page.texts('.dati dt'), page.texts('.dati dd')];
  return Object.fromEntries(terms.map((term, index) => [term, values[index] ?? '']));
};

/** @returns the id of a certificate asked for somebody else, with two files and a private note */
const sendWithFiles = async (citizen: TestBrowser): Promise<string> => idOf(await sendOnBehalf(citizen, NOTE));

describe('the detail of a practice in the office', () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;

  beforeAll(async () => {
    const sentAt = new Date('2026-03-02T09:00:00Z');
    // One day for all that happens, so that the deadline is known; sessions are still new then.
    portal = await makeTestPortal({ clock: { now: () => sentAt } });
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
  });
  afterAll(() => portal.close());

  it('says that registration is under way until there is a number', async () => {
    const id = idOf(await sendCertificate(citizen));
    const waiting = await operator.visit(officeHref(id));
    expect(factsOf(waiting)).toMatchObject({ 'Protocollo della richiesta': 'In attesa di protocollazione' });
    expect(waiting.text('[data-refresh]')).toContain('La registrazione al protocollo è in corso');
    expect(waiting.html.querySelector(`a[href="${officeHref(id)}/presa-in-carico"]`)).toBeNull();
    await portal.drain();
    const registered = await operator.visit(officeHref(id));
    expect(factsOf(registered)['Protocollo della richiesta']).toMatch(/^\d{7}\/\d{4}$/u);
    expect(registered.html.querySelector('[data-refresh]')).toBeNull();
  });

  it('says of a citizen without an e-mail address that nothing was delivered, and the forms warn of it, as of one that refuses mail', async () => {
    const giuseppe = await portal.citizen('giuseppe-fo');
    const id = await registeredPractice(portal, giuseppe);
    const toCitizen = (page: Page) => page.texts('#consegne tbody tr').filter((row) => row.includes('al cittadino'));
    await takeCharge(operator, id);
    await portal.drain();
    const rows = toCitizen(await operator.visit(officeHref(id)));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toContain('Non spedita: nessun indirizzo che riceva');
    const warning = 'Il cittadino non ha un indirizzo e-mail: avvisalo in altro modo.';
    for (const form of ['integrazione', 'elabora']) {
      expect((await operator.visit(`${officeHref(id)}/${form}`)).text('.avviso-warning')).toContain(warning);
    }
    const reachable = await registeredPractice(portal, citizen);
    await takeCharge(operator, reachable);
    for (const form of ['integrazione', 'elabora']) {
      expect((await operator.visit(`${officeHref(reachable)}/${form}`)).text('main')).not.toContain('altro modo');
    }
    const rovereto = (await portal.portal.tenants.bySlug('rovereto'))?.id;
    const setRefused = (refused: boolean) =>
      portal.asOwner(`set app.tenant = '${rovereto}'; update citizen set email_refused = ${refused}`);
    await setRefused(true);
    for (const form of ['integrazione', 'elabora']) {
      const page = await operator.visit(`${officeHref(reachable)}/${form}`);
      expect(page.text('.avviso-warning')).toContain('Le e-mail a questo cittadino tornano indietro');
    }
    await setRefused(false);
  });

  it('shows who asks for what, by when, and how far it is', async () => {
    const id = await registeredPractice(portal, citizen);
    const page = await operator.visit(officeHref(id));
    expect(page.text('h1')).toBe('Certificato di nascita');
    expect(factsOf(page)).toMatchObject({
      'Inviata il': '2 marzo 2026, ore 10:00',
      Termine: 'entro il 12/03/2026',
      'In carico a': 'Nessuno',
      Cognome: 'Bianchi',
      Nome: 'Anna',
      'Uso del certificato': 'Contratto con una banca',
    });
    expect(page.texts('.iter-stato')).toEqual(['Bozza', 'Inviata', 'Protocollata']);
  });

  it('offers to take it in charge, then to work on it, to nobody but who has it', async () => {
    const id = await registeredPractice(portal, citizen);
    const administrator = await portal.operator('amministratore');
    const buttons = (page: Page) => linksOf(page, 'main .btn-primary');
    expect(buttons(await operator.visit(officeHref(id)))).toEqual([`${officeHref(id)}/presa-in-carico`]);
    await takeCharge(operator, id);
    const mine = await operator.visit(officeHref(id));
    expect(buttons(mine)).toEqual([`${officeHref(id)}/elabora`]);
    expect(factsOf(mine)['In carico a']).toBe('Te');
    const others = await administrator.visit(officeHref(id));
    expect(buttons(others)).toEqual([]);
    expect(factsOf(others)['In carico a']).toBe('Paola Conti');
  });

  it('gives the filled-in form, the receipt and the attachments as downloads, exactly as they are kept', async () => {
    const id = await sendWithFiles(citizen);
    await portal.drain();
    const page = await operator.visit(officeHref(id));
    const links = linksOf(page, '.elenco-file a');
    expect(links).toHaveLength(4);
    expect(links.slice(0, 2)).toEqual(
      ['modulo', 'ricevuta'].map((document) => `${officeHref(id)}/documenti/${document}`),
    );
    const [form, receipt, first] = [
      await operator.get(links[0] ?? ''),
      await operator.get(links[1] ?? ''),
      await operator.get(links[2] ?? ''),
    ];
    expect(receipt.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(form.headers['content-type']).toBe('application/pdf');
    expect(form.headers['content-disposition']).toMatch(/^attachment; filename="[^"]+\.pdf"/u);
    expect(form.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.headers['content-disposition']).toContain('attachment; filename="delega e_.pdf"');
    expect(first.headers['content-disposition']).toContain("filename*=UTF-8''delega%20%C3%A8.pdf");
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(first.bytes)).toBe(digest(PDF));
  });

  it('never shows the citizen’s private note', async () => {
    const id = await sendWithFiles(citizen);
    await portal.drain();
    expect((await citizen.visit(`/rovereto/pratiche/${id}`)).body).toContain(NOTE);
    expect((await operator.visit(officeHref(id))).body).not.toContain(NOTE);
    await takeCharge(operator, id);
    expect((await operator.visit(`${officeHref(id)}/elabora`)).body).not.toContain(NOTE);
  });

  it('shows what was delivered, what waits and what failed, with the error', async () => {
    const id = idOf(await sendCertificate(citizen));
    const row = (page: Page, what: string) => {
      const found = page.html.querySelectorAll('.tabella tbody tr').find((line) => line.textContent.includes(what));
      return found?.querySelectorAll('td').map((cell) => cell.textContent.trim());
    };
    expect(row(await operator.visit(officeHref(id)), 'Protocollazione della richiesta')).toEqual([
      'StatoIn attesa',
      'Tentativi non riusciti0',
      'Ultimo erroreNessuno',
      expect.stringContaining('2 marzo 2026'),
      expect.stringMatching(/^Prossimo tentativo(?:Appena possibile|\d)/u),
    ]);
    await blockDelivery(portal, id, 'register_request', 'Il protocollo non risponde.');
    const failed = await operator.visit(officeHref(id));
    expect(row(failed, 'Protocollazione della richiesta')?.slice(0, 3)).toEqual([
      'StatoBloccata',
      'Tentativi non riusciti1',
      'Ultimo erroreIl protocollo non risponde.',
    ]);
    expect(failed.text('.avviso-warning')).toContain('Una o più consegne non sono riuscite');
    const retry = failed.html.querySelector('#consegne form')?.getAttribute('action') ?? '';
    expect(failed.text('#consegne form button')).toBe('Riprova: Protocollazione della richiesta');
    const retried = await operator.send(retry, {});
    expect(row(retried, 'Protocollazione della richiesta')?.slice(0, 2)).toEqual([
      'StatoIn attesa',
      'Tentativi non riusciti0',
    ]);
    expect(retried.html.querySelector('#consegne form')).toBeNull();
    await portal.drain();
    const done = await operator.visit(officeHref(id));
    expect(row(done, 'E-mail al cittadino: pratica inviata')?.at(0)).toBe('StatoConsegnata');
  });

  it('does not exist, nor do its downloads, for who may not see it', async () => {
    const id = await sendWithFiles(citizen);
    await portal.drain();
    const file = linksOf(await operator.visit(officeHref(id)), '.elenco-file a').at(1) ?? '';
    const paths = [officeHref(id), `${officeHref(id)}/documenti/modulo`, file];
    const newcomer = await operatorWithoutServices(portal);
    const retry = `${officeHref(id)}/consegne/${id}/riprova`;
    expect((await newcomer.post(retry, {})).status).toBe(404);
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    for (const path of paths) {
      expect((await operator.get(path)).status).toBe(200);
      expect((await newcomer.get(path)).status).toBe(404);
      expect((await elsewhere.get(path.replace('rovereto', 'tre-ville'))).status).toBe(404);
      expect((await citizen.get(path)).location).toContain('/rovereto/operatori/accesso?verso=');
    }
  });

  it('does not exist for a draft, for a document that is not there, for a file of another practice', async () => {
    const [first, second] = [await sendWithFiles(citizen), await registeredPractice(portal, citizen)];
    const draft = idOf(await fillIn(citizen));
    const file = linksOf(await operator.visit(officeHref(first)), '.elenco-file a').at(1) ?? '';
    const paths = [
      officeHref(draft),
      `${officeHref(second)}/documenti/risposta`,
      `${officeHref(second)}/documenti/segreto`,
      `${officeHref(second)}/allegati/${idOf(file)}`,
      `${officeHref(second)}/allegati/uno`,
      officeHref('uno'),
    ];
    for (const path of paths) expect([path, (await operator.get(path)).status]).toEqual([path, 404]);
  });
});
