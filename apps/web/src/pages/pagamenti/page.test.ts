import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPaidServiceDefinition } from '@stanza/core/testing';
import { type MemoryPayer, openMemoryPayer, PAGOPA } from '../../testing/memory-payer.ts';
import type { Page } from '../../testing/test-browser.ts';

const items = [
  {
    label: 'Diritti di segreteria',
    amount: { rule: 'choice', field: 'tipo', cents: { semplice: 1600, doppia: 2000, esente: 0 } },
  },
  {
    label: 'Spese di notifica',
    when: { field: 'tipo', equals: 'doppia' },
    amount: { rule: 'fixed', cents: 1180 },
  },
];

let there: MemoryPayer;
beforeAll(async () => {
  there = await openMemoryPayer(undefined, { items });
});
afterAll(() => there.close());

const rowsOf = (page: Page) =>
  page.html.querySelectorAll('tbody tr').map((row) => row.querySelectorAll('th, td').map((cell) => cell.textContent));

describe('the sheet of a service that costs something', () => {
  const sheet = () => there.citizenBrowser.visit(`${there.base}/servizi/permesso`);

  it('says so before one begins, and how much where that is known', async () => {
    const page = await sheet();
    expect(page.text('#pagamento .avviso-titolo')).toBe('Attenzione: Per questo servizio è previsto un pagamento');
    expect(page.texts('#pagamento dt')).toEqual(['Diritti di segreteria', 'Spese di notifica']);
    expect(page.texts('#pagamento dd')).toEqual(['L’importo dipende dalle risposte', '11,80 €, solo in alcuni casi']);
  });

  it('says what is paid by a revenue stamp, which one buys before', async () => {
    const [fee] = items;
    const stamp = { label: 'Imposta di bollo', stamp: true, amount: { rule: 'fixed', cents: 1600 } };
    const stamped = await openMemoryPayer(PAGOPA, { items: [fee, stamp] });
    const page = await stamped.citizenBrowser.visit(`${stamped.base}/servizi/permesso`);
    await stamped.close();
    expect(page.texts('#pagamento dt')).toEqual(['Diritti di segreteria', 'Imposta di bollo (marca da bollo)']);
    expect(page.text('#pagamento .avviso')).toContain('La marca da bollo si compra prima, in tabaccheria');
    expect((await sheet()).text('#pagamento')).not.toContain('marca da bollo');
  });

  it('says nothing where the ente asks for no payment of it', async () => {
    const { ports, ente, service } = there;
    await ports.setup.savePaymentChoice(ente.id, service.id, {
      kind: 'bollo',
      stamps: 'declared',
      segregationCode: null,
      validDays: 30,
      settings: {},
      sealed: '',
    });
    expect((await sheet()).html.querySelector('#pagamento')).toBeNull();
    await ports.setup.savePaymentChoice(ente.id, service.id, null);
  });
});

describe('the payments of a citizen', () => {
  it('are listed with what they are for, how they stand and their documents', async () => {
    const { citizenBrowser: browser, base } = there;
    expect((await browser.visit(`${base}/pagamenti`)).text('.niente-titolo')).toBe('Non hai ancora pagamenti');
    const room = await browser.visit(`${base}/stanza`);
    expect(room.html.querySelector(`main a[href="${base}/pagamenti"]`)?.textContent).toBe('I miei pagamenti');
    const { practice } = await there.fill();
    await there.work();
    const toPay = rowsOf(await browser.visit(`${base}/pagamenti`));
    expect(toPay[0]?.at(4)).toContain('Da pagare');
    expect(toPay[0]?.at(5)).toContain('Scarica l’avviso');
    await there.pay(practice);
    const page = await browser.visit(`${base}/pagamenti`);
    expect(rowsOf(page)).toHaveLength(1);
    expect(page.text('tbody th')).toBe('Permesso');
    expect(page.html.querySelector('tbody td a')?.getAttribute('href')).toBe(practice);
    expect(page.text('tbody .stato')).toBe('Pagato');
    expect(page.text('tbody')).toContain('16,00 €');
  });

  it('come a page at a time', async () => {
    const { citizenBrowser: browser, base } = there;
    for (let count = 0; count < 20; count += 1) await there.fill();
    const first = await browser.visit(`${base}/pagamenti`);
    expect(rowsOf(first)).toHaveLength(20);
    const next = first.html.querySelector('.pagine a')?.getAttribute('href') ?? '';
    expect(rowsOf(await browser.visit(next))).toHaveLength(1);
    expect(rowsOf(await browser.visit(`${base}/pagamenti?dopo=storto`))).toHaveLength(20);
  });

  it('offers no notice that is being withdrawn, and does not ask for it to be paid', async () => {
    const { citizenBrowser: browser, base } = there;
    const { practice } = await there.fill();
    await there.work();
    // The gateway does not hear yet that it is not to be paid any more.
    await browser.send(`${practice}/compila/tipo`, { tipo: 'doppia', azione: 'avanti' });
    const listed = rowsOf(await browser.visit(`${base}/pagamenti`))[0];
    expect(listed?.at(4)).toContain('In annullamento');
    expect(listed?.at(5)).not.toContain('Scarica');
    await there.work();
    const [made, withdrawn] = rowsOf(await browser.visit(`${base}/pagamenti`));
    expect([made?.at(4), withdrawn?.at(4)]).toEqual([
      expect.stringContaining('Da pagare'),
      expect.stringContaining('Annullato'),
    ]);
  });

  it('are in the practice that was sent, and in the copy of their data', async () => {
    const { citizenBrowser: browser, base } = there;
    const { practice } = await there.fill('doppia');
    await there.work();
    await there.pay(practice);
    await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
    const page = await browser.visit(practice);
    expect(page.text('.pagamento .stato')).toBe('Pagato');
    expect(page.text('.pagamento')).toContain('31,80 €');
    expect(page.text('.pagamento')).toContain('Diritti di segreteria, Spese di notifica');
    const copy = await browser.post(`${base}/miei-dati/copia`, {});
    const text = copy.bytes.toString('latin1');
    expect(text).toContain('avviso-di-pagamento-');
  });
});

describe('a draft', () => {
  it('that was paid says why it cannot be deleted', async () => {
    const { citizenBrowser: browser } = there;
    const { practice } = await there.fill();
    await there.work();
    expect((await browser.visit(`${practice}/elimina`)).status).toBe(200);
    await browser.post(`${practice}/compila/pagamento`, { azione: 'paga' });
    for (const page of [await browser.get(`${practice}/elimina`), await browser.post(`${practice}/elimina`, {})]) {
      expect([page.status, page.text('h1')]).toEqual([409, 'La bozza non si può eliminare']);
      expect(page.text('main')).toContain('è stato ricevuto un pagamento, oppure il pagamento è in corso');
    }
  });
});

describe('a draft that was paid', () => {
  it('may be given up by who is told that the money is to be given back, and not by a page from before', async () => {
    const { citizenBrowser: browser } = there;
    const { practice } = await there.fill();
    await there.work();
    const before = await browser.visit(`${practice}/elimina`);
    expect(before.html.querySelector('[name=rinuncia]')).toBeNull();
    await there.pay(practice);
    expect((await browser.post(`${practice}/elimina`, {})).status).toBe(409);
    const page = await browser.visit(`${practice}/elimina`);
    expect(page.text('main')).toContain('hai pagato 16,00 €. Se la elimini, l’importo è da rimborsare');
    await browser.send(`${practice}/elimina`, { rinuncia: 'si' });
    expect(await there.payments(practice)).toMatchObject([{ state: 'da_rimborsare', excess: 1600 }]);
    expect((await browser.get(`${practice}/elimina`)).status).toBe(404);
  });
});

describe('the preview of a definition', () => {
  it('says what will be paid, in words', async () => {
    const administrator = await there.asAdministrator();
    const definition = { ...aPaidServiceDefinition({ items }), slug: 'altro-permesso' };
    const page = await administrator.visit('/bugliano/operatori/servizi/nuovo');
    expect(page.status).toBe(200);
    const shown = await administrator.send('/bugliano/operatori/servizi/nuovo', {
      definizione: JSON.stringify(definition),
      azione: 'controlla',
    });
    const step = shown.texts('.anteprima').find((text) => text.includes('Pagamento'));
    expect(step).toContain('Diritti di segreteria: secondo «Tipo di permesso»: «semplice» 16,00 €, «doppia» 20,00 €');
    expect(step).toContain('Spese di notifica: 11,80 €, solo se «Tipo di permesso» è «doppia».');
  });
});
