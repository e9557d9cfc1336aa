import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cents, type GatewayErrorKind, iupdOf } from '@stanza/core';
import { type MemoryPayer, openMemoryPayer, PAGOPA, STAMPS } from '../../testing/memory-payer.ts';
import { CONTACTS, LUCA } from '../../testing/sportello.ts';
import type { Page } from '../../testing/test-browser.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

/** What is said to who comes back from the page of the gateway. */
const SAID = {
  ok: 'Se il pagamento è stato concluso, la conferma appare qui',
  annullato: 'Si può riprendere quando si vuole.',
  errore: 'La pagina di pagamento ha segnalato un errore.',
} as const;

let there: MemoryPayer;
/** One portal for all tests of a kind, each with a draft of its own. */
const atPortal = (...given: Parameters<typeof openMemoryPayer>) => {
  beforeAll(async () => {
    there = await openMemoryPayer(...given);
  });
  afterAll(() => there.close());
};
/** At the step of payment, after the worker has done its part. */
const reach = async (tipo?: string) => {
  const { practice } = await there.fill(tipo);
  await there.work();
  const step = `${practice}/compila/pagamento`;
  const look = () => there.citizenBrowser.visit(step);
  const send = (azione: string, fields: Readonly<Record<string, string>> = {}) =>
    there.citizenBrowser.post(step, { azione, ...fields });
  return { practice, step, look, send };
};
/** The gateway has said of the last payment that it cannot do what it is asked. */
const fail = async (practice: string, lastError: GatewayErrorKind) => {
  const payment = (await there.payments(practice)).at(-1);
  if (payment === undefined) throw new Error('Nothing is asked for');
  const failed = { ...payment, failures: 1, lastError, version: payment.version + 1 };
  await there.ports.unitOfWork.run(there.ente.id, (stores) => stores.payments.update(failed));
};
const titleOf = (page: Page) => page.texts('.pagamento .avviso-titolo').map((text) => text.replace(/^[^:]+: /u, ''));
const buttonsOf = (page: Page) => page.texts('#pagamento button');
const forward = (page: Page) => page.html.querySelector('#passo .pulsanti button[value=avanti]');

describe('the step of payment', () => {
  atPortal();

  it('is being prepared when it is reached: nobody has to ask for it', async () => {
    const { page } = await there.fill();
    expect(page.text('.passi-ora')).toBe('Passo 4 di 5 – Pagamento');
    expect(page.text('#pagamento dl')).toBe('Diritti di segreteria16,00 €');
    expect(titleOf(page)).toEqual(['Stiamo preparando il pagamento']);
    expect(buttonsOf(page)).toEqual([]);
    expect(page.text('#pagamento .attesa a')).toBe('Aggiorna');
    expect(page.html.querySelector('.attesa')?.getAttribute('data-refresh')).toBeUndefined();
  });

  it('says what to pay, by which notice, until when and to whom, and that one cannot go on yet', async () => {
    const { practice, look } = await reach();
    const page = await look();
    const [payment] = await there.payments(practice);
    const number = payment?.noticeNumber ?? '';
    expect(titleOf(page)).toEqual(['Il pagamento è pronto']);
    expect(page.text('.cifre')).toBe(number);
    expect(page.texts('.cifre span').map(({ length }) => length)).toEqual([4, 4, 4, 4, 2]);
    expect(page.texts('#pagamento dt')).toEqual([
      'Diritti di segreteria',
      'Importo',
      'Numero avviso',
      'Ente creditore',
      'Si può pagare fino al',
    ]);
    expect(buttonsOf(page)).toEqual(['Paga online', 'Ho già pagato']);
    const link = page.html.querySelector('#pagamento a[download]')?.getAttribute('href') ?? '';
    const file = await there.citizenBrowser.get(link);
    expect(file.headers['content-disposition']).toContain(`avviso-di-pagamento-${number}.pdf`);
    expect(file.headers['content-security-policy']).toContain('sandbox');
    const button = forward(page);
    expect(button?.hasAttribute('disabled')).toBe(true);
    expect(page.text(`#${button?.getAttribute('aria-describedby')}`)).toMatch(/^Il pagamento non risulta ancora/u);
  });

  it('is not done by saying so: the server refuses what the page does not offer', async () => {
    const { practice, send } = await reach();
    const page = await send('avanti');
    expect(page.status).toBe(422);
    expect(page.text('[aria-labelledby=riepilogo-errori] a')).toMatch(/il pagamento non risulta ancora/iu);
    expect((await there.citizenBrowser.get(`${practice}/compila/conferma`)).location).toContain('/compila/pagamento');
  });

  it('leads to the page of the gateway, and forms of this page to no other place outside', async () => {
    const { practice, look, send } = await reach();
    const page = await look();
    expect(page.headers['content-security-policy']).toContain("form-action 'self' https://checkout.example;");
    const [payment] = await there.payments(practice);
    const gone = await send('paga', { nota_privata: 'Pago io' });
    expect([gone.status, gone.location]).toEqual([303, `https://checkout.example/${payment?.noticeNumber}`]);
    const back = await look();
    expect(titleOf(back)).toEqual(['Stiamo verificando il pagamento']);
    expect(buttonsOf(back)).toEqual(['Paga online', 'Ho già pagato']);
    expect(back.text('textarea')).toBe('Pago io');
    const other = await there.citizenBrowser.visit(`${practice}/compila/tipo`);
    expect(other.headers['content-security-policy']).toContain("form-action 'self';");
  });

  it('believes nobody who comes back, and asks the gateway at once', async () => {
    const { practice, look, send } = await reach();
    await send('paga');
    for (const esito of ['ok', 'annullato', 'errore'] as const) {
      const back = await there.citizenBrowser.get(`${practice}/pagamento/${esito}`);
      expect([back.status, back.location]).toEqual([303, `${practice}/compila/pagamento?pagamento=${esito}`]);
      await there.after(5 * SECOND_MS);
      const page = await there.citizenBrowser.visit(back.location ?? '');
      expect(page.text('#pagamento .avviso')).toContain(SAID[esito]);
      expect(forward(page)?.hasAttribute('disabled')).toBe(true);
    }
    expect((await there.citizenBrowser.get(`${practice}/pagamento/pagato`)).status).toBe(404);
    const [payment] = await there.payments(practice);
    if (payment?.noticeNumber == null) throw new Error('No notice');
    there.gateway.pay(payment.noticeNumber);
    const back = await there.citizenBrowser.get(`${practice}/pagamento/annullato`);
    await there.after(5 * SECOND_MS);
    // Also by the address that says that nothing came of it.
    for (const page of [await look(), await there.citizenBrowser.visit(back.location ?? '')]) {
      expect(titleOf(page)).toEqual(['Il pagamento è confermato']);
      expect(page.text('main')).not.toContain(SAID.annullato);
    }
  });

  it('shows the receipt and lets one go on when the gateway has confirmed it; the summary says what was paid', async () => {
    const { practice, look, send } = await reach();
    await there.pay(practice);
    const page = await look();
    const [payment] = await there.payments(practice);
    expect(titleOf(page)).toEqual(['Il pagamento è confermato']);
    expect(page.text('.pagamento .stato')).toBe('Pagato');
    expect(page.texts('.pagamento .pagamento dt')).toEqual([
      'Importo',
      'Numero avviso',
      'Pagato il',
      'Pagato con',
      'Identificativo della ricevuta',
    ]);
    expect(forward(page)?.hasAttribute('disabled')).toBe(false);
    // The receipt comes a little later: the page waits for it.
    expect(page.text('#pagamento')).toContain('La ricevuta non è ancora pronta.');
    expect(page.html.querySelector('#pagamento')?.getAttribute('data-ascolta')).toBe(`${practice}/pagamento/eventi`);
    await there.after(5 * SECOND_MS);
    const whole = await look();
    expect(whole.text('#pagamento')).not.toContain('non è ancora pronta');
    expect(whole.html.querySelectorAll('[data-ascolta]')).toHaveLength(0);
    const receipt = whole.html.querySelector('#pagamento a[href$="/ricevuta"]')?.getAttribute('href') ?? '';
    const file = await there.citizenBrowser.get(receipt);
    expect(file.headers['content-disposition']).toContain(`ricevuta-di-pagamento-${payment?.noticeNumber}.pdf`);
    expect((await send('avanti')).location).toBe(`${practice}/compila/conferma`);
    const summary = await there.citizenBrowser.visit(`${practice}/compila/conferma`);
    const section = summary.texts('.dati').at(-1);
    expect(section).toContain('Pagamento');
    expect(section).toContain(`16,00 € Numero avviso${payment?.noticeNumber}`);
  });

  it('asks again when an answer has changed the amount, and sends nobody to pay the old one', async () => {
    const { practice, look, send } = await reach();
    // By script, which saves while one types and prepares nothing.
    await there.citizenBrowser.post(`${practice}/compila/tipo`, { tipo: 'doppia', azione: 'salva' });
    const changed = await look();
    expect([titleOf(changed), buttonsOf(changed)]).toEqual([['L’importo è cambiato'], ['Aggiorna il pagamento']]);
    const early = await send('paga');
    expect(early.location).toMatch(/pagamento=attendi$/u);
    const attend = () => there.citizenBrowser.visit(early.location ?? '');
    expect((await attend()).text('main')).toContain('Adesso non si può pagare');
    expect(titleOf(await look())).toEqual(['L’importo è cambiato: stiamo aggiornando il pagamento']);
    await there.work();
    const ready = await look();
    expect(titleOf(ready)).toEqual(['Il pagamento è pronto']);
    expect(ready.text('#pagamento dl')).toContain('20,00 €');
    expect((await attend()).text('main')).not.toContain('Adesso non si può pagare');
  });

  it('says what has come in already, and what is too much', async () => {
    const { practice, look } = await reach();
    await there.pay(practice);
    const answer = (tipo: string) => there.citizenBrowser.send(`${practice}/compila/tipo`, { tipo, azione: 'avanti' });
    await answer('doppia');
    await there.work();
    expect((await look()).text('#pagamento')).toContain('Sono già stati ricevuti 16,00 €: mancano 4,00 €.');
    await there.pay(practice);
    await answer('semplice');
    expect((await look()).text('#pagamento')).toContain('Sono stati ricevuti 4,00 € in più di quanto è dovuto.');
    const summary = () => there.citizenBrowser.visit(`${practice}/compila/conferma`);
    const titles = (await summary()).texts('.dati h3');
    expect(titles.slice(-2)).toEqual(['Pagamento (1 di 2)', 'Pagamento (2 di 2)']);
    expect((await summary()).text('#passo .avviso')).toContain('Sono stati ricevuti 4,00 € in più');
  });

  it('that is not walked any more after money came in says on the summary that it is too much', async () => {
    const { practice } = await reach();
    await there.pay(practice);
    await there.citizenBrowser.send(`${practice}/compila/tipo`, { tipo: 'esente', azione: 'avanti' });
    const summary = await there.citizenBrowser.visit(`${practice}/compila/conferma`);
    expect(summary.text('#passo .avviso')).toContain('È stato pagato più del dovuto');
    expect(summary.text('#passo .avviso')).toContain('Sono stati ricevuti 16,00 € in più di quanto è dovuto.');
  });

  it('is the only one whose buttons lead to the gateway', async () => {
    const { practice } = await reach();
    const [before] = await there.payments(practice);
    for (const azione of ['paga', 'verifica', 'prepara', 'dichiara']) {
      const answer = await there.citizenBrowser.post(`${practice}/compila/tipo`, { tipo: 'semplice', azione });
      expect([azione, answer.location]).toEqual([azione, `${practice}/compila/tipo`]);
    }
    const [after] = await there.payments(practice);
    expect([after?.state, after?.wentOnlineAt]).toEqual([before?.state, null]);
  });

  it('says so when the gateway does not answer, and loses nothing', async () => {
    there.gateway.listen(false);
    const { practice, step, look } = await reach();
    const waiting = await look();
    expect(titleOf(waiting)).toEqual(['Stiamo preparando il pagamento', 'Il sistema di pagamento non risponde']);
    expect(waiting.text('#pagamento')).toContain('Non è stato pagato niente, e quello che è scritto è salvo.');
    there.gateway.listen(true);
    await there.after(HOUR_MS);
    there.gateway.listen(false);
    const refused = await there.citizenBrowser.post(step, { azione: 'paga', nota_privata: 'Da pagare' });
    expect(refused.status).toBe(503);
    // Somebody may have paid by the notice: the portal does not say that nobody has.
    const alert = refused.text('#pagamento [role=alert]');
    expect(alert).toContain('La pagina di pagamento non si è aperta');
    expect(alert).toContain('Chi ha già pagato non deve pagare di nuovo.');
    expect(refused.text('main')).not.toContain('Non è stato pagato niente');
    expect(refused.text('textarea')).toBe('Da pagare');
    expect((await look()).html.querySelector('[role=alert]')).toBeNull();
    there.gateway.listen(true);
    expect(await there.payments(practice)).toHaveLength(1);
  });

  it.each(['settings', 'refused'] as const)(
    'sends nobody to a gateway that cannot work (%s), and does not say that nothing was paid',
    async (lastError) => {
      const { practice, look } = await reach();
      await fail(practice, lastError);
      const page = await look();
      expect(titleOf(page)).toContain('Il pagamento online adesso non funziona');
      expect(titleOf(page)).not.toContain('Il sistema di pagamento non risponde');
      expect(buttonsOf(page)).toEqual([]);
      expect(page.text('#pagamento')).toContain('Chi ha già pagato non deve pagare di nuovo');
      // By the notice one pays elsewhere.
      expect(page.html.querySelector('#pagamento a[download]')).not.toBeNull();
    },
  );

  it('offers a new notice when the old one has expired, and another try when the gateway refuses', async () => {
    const { look, send } = await reach();
    await there.after(31 * 24 * HOUR_MS);
    const expired = await look();
    expect([titleOf(expired), buttonsOf(expired)]).toEqual([
      ['L’avviso di pagamento è scaduto'],
      ['Prepara il pagamento'],
    ]);
    expect(expired.html.querySelector('#pagamento a[download]')).toBeNull();
    expect((await send('prepara')).status).toBe(303);
    await there.work();
    expect(titleOf(await look())).toEqual(['Il pagamento è pronto']);
  });

  it('offers another try when the gateway does not take it', async () => {
    const { practice } = await there.fill();
    const [payment] = await there.payments(practice);
    if (payment?.noticeNumber == null) throw new Error('No notice');
    const debtor = { codiceFiscale: 'RSSMRA80A01H501U', nome: 'Mario', cognome: 'Rossi', address: null };
    const { noticeNumber, dueDay, subject } = payment;
    const items = [{ label: 'Altro', amount: cents(100), category: null, stamp: null }];
    await there.gateway.gateway.create({ iupd: iupdOf(payment), noticeNumber, dueDay, subject, debtor, items });
    await there.work();
    const step = `${practice}/compila/pagamento`;
    const page = await there.citizenBrowser.visit(step);
    expect(titleOf(page)).toEqual(['Il sistema di pagamento non ha accettato la richiesta']);
    expect([buttonsOf(page), page.html.querySelector('[data-ascolta]')]).toEqual([['Riprova'], null]);
    await there.citizenBrowser.post(step, { azione: 'riprova' });
    expect(titleOf(await there.citizenBrowser.visit(step))).toContain('Stiamo preparando il pagamento');
  });

  it('is looked at sooner when somebody says that they have paid', async () => {
    const { practice, look, send } = await reach();
    const [payment] = await there.payments(practice);
    if (payment?.noticeNumber == null) throw new Error('No notice');
    there.gateway.pay(payment.noticeNumber);
    const asked = await send('verifica');
    expect(asked.location).toMatch(/pagamento=verifica$/u);
    const waiting = await there.citizenBrowser.visit(asked.location ?? '');
    expect(waiting.text('#pagamento .avviso')).toContain('Stiamo chiedendo al sistema di pagamento');
    await there.after(5 * SECOND_MS);
    expect(titleOf(await look())).toEqual(['Il pagamento è confermato']);
  });

  it('does not lead to the gateway’s page without end', async () => {
    const { send } = await reach();
    for (let times = 0; times < 20; times += 1) expect((await send('paga')).status).toBe(303);
    const refused = await send('paga');
    expect([refused.status, refused.text('[role=alert]')]).toEqual([429, expect.stringContaining('troppe volte')]);
  });

  it('gives what was typed back when its page had expired', async () => {
    const { send } = await reach();
    const page = await send('paga', { _csrf: 'vecchio', nota_privata: 'Non perdermi' });
    expect([page.status, page.text('textarea')]).toEqual([403, 'Non perdermi']);
    expect(page.headers['content-security-policy']).toContain('https://checkout.example');
  });

  it('is the same at the counter, for who fills in on behalf of a citizen', async () => {
    const operator = await there.atCounter();
    const counter = `${there.base}/operatori/per-conto`;
    await operator.visit(counter);
    await operator.send(counter, { servizio: 'permesso', ...LUCA, ...CONTACTS });
    const practice = operator.path.split('/compila/', 1)[0] ?? '';
    await operator.send(`${practice}/compila/istruzioni`, { istruzioni: 'si', azione: 'avanti' });
    await operator.send(`${practice}/compila/richiedente`, { richiedente: 'si', azione: 'avanti' });
    await operator.send(`${practice}/compila/tipo`, { tipo: 'semplice', azione: 'avanti' });
    await there.work();
    const step = `${practice}/compila/pagamento`;
    const page = await operator.visit(step);
    expect(titleOf(page)).toEqual(['Il pagamento è pronto']);
    expect(page.html.querySelector('#pagamento')?.getAttribute('data-ascolta')).toBe(`${practice}/pagamento/eventi`);
    const link = page.html.querySelector('#pagamento a[download]')?.getAttribute('href') ?? '';
    expect(link).toContain(`${practice}/pagamenti/`);
    expect((await operator.get(link)).status).toBe(200);
    expect((await operator.post(step, { azione: 'paga' })).location).toContain('https://checkout.example/');
    const back = await operator.get(`${practice}/pagamento/annullato`);
    expect(back.location).toBe(`${step}?pagamento=annullato`);
    // Within the hours that an operator stays signed in.
    const [payment] = await there.payments(practice);
    if (payment?.noticeNumber == null) throw new Error('No notice');
    there.gateway.pay(payment.noticeNumber);
    await there.after(5 * SECOND_MS);
    expect(forward(await operator.visit(step))?.hasAttribute('disabled')).toBe(false);
    expect((await operator.get(`${practice}/elimina`)).text('h1')).toBe('La bozza non si può eliminare');
  });

  it('of somebody else is not there', async () => {
    const { practice, step } = await reach();
    const [payment] = await there.payments(practice);
    const stranger = await there.another();
    const { base } = there;
    for (const path of [
      step,
      `${practice}/pagamento/ok`,
      `${practice}/pagamento/eventi`,
      `${base}/pagamenti/${payment?.id}/avviso`,
    ]) {
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
    await stranger.visit(`${base}/stanza`);
    expect((await stranger.post(step, { azione: 'paga' })).status).toBe(404);
    expect((await stranger.visit(`${base}/pagamenti`)).text('main')).toContain('Non hai ancora pagamenti');
  });
});

describe('a revenue stamp', () => {
  const items = [{ label: 'Imposta di bollo', stamp: true, amount: { rule: 'fixed', cents: 1600 } }];

  describe('alone', () => {
    atPortal(STAMPS, { items });
    it('is taken back by who has mistyped it, and its number is free again', async () => {
      const { look, send } = await reach();
      await send('dichiara', { marca_numero: '11111111111111', marca_data: '2026-03-01' });
      expect((await look()).texts('main button')).toContain('Togli la marca da bollo');
      await send('togli');
      const page = await look();
      expect(page.text('#marca h3')).toBe('Serve una marca da bollo da 16,00 €');
      expect(page.texts('main button')).not.toContain('Togli la marca da bollo');
      expect((await send('dichiara', { marca_numero: '11111111111111', marca_data: '2026-03-01' })).status).toBe(303);
      await send('togli');
    });

    it('is declared by its number and day, once', async () => {
      const { look, send } = await reach();
      const page = await look();
      expect(page.text('#marca h3')).toBe('Serve una marca da bollo da 16,00 €');
      expect(page.text('#motivo-attesa')).toBe('Per proseguire occorre registrare la marca da bollo.');
      const wrong = await send('dichiara', { marca_numero: '12', marca_data: '2999-01-01' });
      expect(wrong.status).toBe(422);
      expect(wrong.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
        'Numero della marca da bollo: scrivi le 14 cifre stampate sulla marca da bollo.',
        'Data di emissione: la data non può essere nel futuro.',
      ]);
      expect(wrong.html.querySelector('#marca_numero')?.getAttribute('value')).toBe('12');
      expect((await send('dichiara', { marca_numero: '01 234567 890123', marca_data: '2026-03-01' })).status).toBe(303);
      const done = await look();
      expect(done.text('.pagamento .pagamento')).toContain('01234567890123, del 01/03/2026');
      expect(done.html.querySelector('#marca_numero')).toBeNull();
      expect(forward(done)?.hasAttribute('disabled')).toBe(false);
    });
  });

  describe('beside what is paid online', () => {
    atPortal(PAGOPA, { items: [...items, { label: 'Diritti', amount: { rule: 'fixed', cents: 500 } }] });
    it('is asked for with it', async () => {
      const { practice, look, send } = await reach();
      const page = await look();
      expect(page.texts('#pagamento dl').at(0)).toBe('Diritti5,00 € Imposta di bollo16,00 € Totale21,00 €');
      await send('dichiara', { marca_numero: '01234567890123', marca_data: '2026-03-01' });
      expect((await look()).text('#motivo-attesa')).toMatch(/^Il pagamento non risulta/u);
      await there.pay(practice);
      expect(forward(await look())?.hasAttribute('disabled')).toBe(false);
    });

    it('goes with whatever button is pressed, and is not said to be saved before', async () => {
      const { look, send, practice } = await reach();
      const page = await look();
      expect(page.html.querySelector('#passo')?.hasAttribute('data-salva')).toBe(false);
      const wrong = await send('paga', { marca_numero: '12', marca_data: '2026-03-01' });
      expect([wrong.status, wrong.html.querySelector('#marca_numero')?.getAttribute('value')]).toEqual([422, '12']);
      const back = await send('indietro', { marca_numero: '98765432109876', marca_data: '2026-03-01' });
      expect(back.location).toBe(`${practice}/compila/tipo`);
      const declared = await look();
      expect(declared.text('.pagamento .pagamento')).toContain('98765432109876');
      expect(declared.html.querySelector('#passo')?.hasAttribute('data-salva')).toBe(true);
    });

    it('is declared by Enter as long as it is missing', async () => {
      const { look, send } = await reach();
      const first = async () => (await look()).html.querySelector('#passo button')?.getAttribute('value');
      expect(await first()).toBe('dichiara');
      await send('dichiara', { marca_numero: '11112222333344', marca_data: '2026-03-01' });
      expect(await first()).toBe('avanti');
    });

    it('is said to be missing, at its field, when the rest is paid', async () => {
      const { practice, look, send } = await reach();
      const both = await send('avanti');
      expect(both.texts('[aria-labelledby=riepilogo-errori] a')).toEqual([
        expect.stringMatching(/^Il pagamento non risulta ancora/u),
        'Numero della marca da bollo: compila questo campo.',
      ]);
      await there.pay(practice);
      const page = await look();
      expect(page.text('#pagamento .avviso')).toContain('Il pagamento è confermato');
      expect(page.text('#pagamento .avviso')).toContain('occorre registrare la marca da bollo');
      expect(page.text('#pagamento')).not.toContain('Ora si può proseguire');
      const refused = await send('avanti');
      expect(refused.status).toBe(422);
      const errors = refused.html.querySelectorAll('[aria-labelledby=riepilogo-errori] a');
      expect(errors.map((one) => one.getAttribute('href'))).toEqual(['#marca_numero']);
    });
  });
});
