import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { fillIn, PDF, sendCertificate } from '../testing/certificato.ts';
import { requestIntegration } from '../testing/integration.ts';
import { takeCharge } from '../testing/office.ts';
import { CONTACTS, LUCA, openAtCounter } from '../testing/sportello.ts';
import type { Page, TestBrowser } from '../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../testing/test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await makeTestPortal({ fileAllowance: { files: 3, bytes: 1_000_000, perHour: 9 } });
});
afterAll(() => portal.close());

const SENTENCE =
  /Lo spazio rimasto per i file non basta: per caricarne altri occorre eliminarne qualcuno da “I miei allegati”/u;
const TYPED = {
  delega_tipo: 'delegato',
  nome_soggetto: 'Mario Rossi',
  cf_soggetto: 'RSSMRA80A01H501U',
  data_nascita_soggetto: '1980-01-01',
  azione: 'avanti',
};
const pdf = (field: string, fileName = `${field}.pdf`) => ({ field, fileName, content: PDF });
const both = [pdf('file_delega'), pdf('file_documento')];
const nameOn = (page: Page) => page.html.querySelector('#nome_soggetto')?.getAttribute('value');

/** @returns the address of the step that asks for files, where the browser is */
const askedForFiles = async (browser: TestBrowser, practice: string): Promise<string> => {
  await browser.send(`${practice}/compila/delega`, { has_delega: 'si', azione: 'avanti' });
  return `${practice}/compila/specifica-delega`;
};

describe('a citizen whose files have no more room', () => {
  it('reads it at the field, keeps what they typed, and has room again when they delete one', async () => {
    const browser = await portal.citizen('anna-bianchi');
    const step = await askedForFiles(browser, await fillIn(browser, 'delega'));
    expect((await browser.postFiles(step, TYPED, both)).status).toBe(303);
    const full = await browser.postFiles(step, { ...TYPED, nome_soggetto: 'Resta qui' }, both);
    expect(full.status).toBe(422);
    expect(full.text('#file_documento-errore')).toMatch(SENTENCE);
    expect([full.html.querySelector('#file_delega-errore'), nameOn(full)]).toEqual([null, 'Resta qui']);
    const refused = await browser.postFiles(step, { ...TYPED, nome_soggetto: 'Resta ancora' }, [pdf('file_delega')]);
    expect([refused.status, nameOn(refused)]).toEqual([422, 'Resta ancora']);

    const list = await browser.visit('/rovereto/allegati');
    const remove = list.html.querySelector('a[href$="/elimina"]')?.getAttribute('href') ?? '';
    await browser.visit(remove);
    await browser.send(remove, { conferma: 'si' });
    await browser.visit(step);
    await browser.postFiles(step, TYPED, [pdf('file_delega')]);
    expect((await browser.visit('/rovereto/allegati')).html.querySelectorAll('a[href$="/elimina"]')).toHaveLength(3);
  });

  it('reads it in the answer to a request of integration', async () => {
    const browser = await portal.citizen('mario-rossi');
    const step = await askedForFiles(browser, await fillIn(browser, 'delega'));
    await browser.postFiles(step, TYPED, [...both, pdf('file_delega')]);
    await browser.visit(step);
    await browser.send(`${step.split('/compila/', 1)[0]}/elimina`, { conferma: 'si' });
    const practice = await sendCertificate(browser);
    await portal.drain();
    const operator = await portal.operator();
    const id = practice.split('/').at(-1) ?? '';
    await takeCharge(operator, id);
    await requestIntegration(operator, id);
    await browser.visit(`${practice}/integrazione`);
    const page = await browser.postFiles(`${practice}/integrazione`, { uso: 'Mutuo', azione: 'avanti' }, [
      pdf('integra-documento-1'),
    ]);
    expect(page.status).toBe(422);
    expect(page.text('#integra-documento-1-errore')).toMatch(SENTENCE);
    expect((await browser.visit(`${practice}/integrazione`)).body).toContain('Mutuo');
  });

  it('is known to the operator at the counter too', async () => {
    const operator = await portal.operator();
    const step = await askedForFiles(operator, await openAtCounter(operator, { ...LUCA, ...CONTACTS }, 'delega'));
    await operator.postFiles(step, TYPED, both);
    const page = await operator.postFiles(step, { ...TYPED, nome_soggetto: 'Resta qui' }, both);
    expect([page.status, nameOn(page)]).toEqual([422, 'Resta qui']);
    expect(page.text('#file_documento-errore')).toMatch(SENTENCE);
  });
});

describe('a citizen who uploads without a pause', () => {
  it('is told to wait, at the field', async () => {
    const browser = await portal.citizen('chiara-maria-ricci');
    const step = await askedForFiles(browser, await fillIn(browser, 'delega'));
    const text = { ...pdf('file_delega'), content: new TextEncoder().encode('testo') };
    for (let sent = 1; sent <= 9; sent += 1) await browser.postFiles(step, TYPED, [text]);
    const page = await browser.postFiles(step, TYPED, [pdf('file_delega')]);
    expect(page.status).toBe(429);
    expect(page.text('#file_delega-errore')).toContain('troppi file in poco tempo: riprova tra un’ora');
    expect(nameOn(page)).toBe('Mario Rossi');
  });
});

describe('a Comune whose registry takes less than the portal', () => {
  const limits = { maxFileBytes: 2_000, maxTotalBytes: 1024 * 1024 + 2_500 };
  const choice = { kind: 'docarea', settings: {}, sealed: '', limits } as const;
  const large = { ...pdf('file_delega'), content: Buffer.concat([PDF, Buffer.alloc(2_000)]) };
  const half = (field: string) => ({ ...pdf(field), content: Buffer.concat([PDF, Buffer.alloc(1_300 - PDF.length)]) });

  it('says it at the field, before and after, and keeps what was typed', async () => {
    const ente = await portal.portal.tenants.bySlug('rovereto');
    const pool = makePool(portal.database.adminUrl, { max: 1 });
    if (ente === null) throw new Error('Rovereto is not there');
    await makeEnteSetup(pool)
      .saveRegistryChoice(ente.id, null, choice)
      .finally(() => pool.end());
    const browser = await portal.citizen('zoe-cosi');
    const step = await askedForFiles(browser, await fillIn(browser, 'delega'));
    const asked = await browser.visit(step);
    expect(asked.text('main')).toContain('Al massimo 2 kB. Tutti i file della pratica insieme: al massimo 2,5 kB.');
    const refused = await browser.postFiles(step, TYPED, [large, pdf('file_documento')]);
    expect([refused.status, nameOn(refused)]).toEqual([413, 'Mario Rossi']);
    expect(refused.text('#file_delega-errore')).toContain('Il file è troppo grande: può essere al massimo di 2 kB.');
    expect(refused.html.querySelector('#file_documento-errore')).toBeNull();
    const together = await browser.postFiles(step, TYPED, [half('file_delega'), half('file_documento')]);
    expect(together.status).toBe(413);
    expect(together.text('#file_documento-errore')).toContain(
      'I file di questa pratica, tutti insieme, possono essere al massimo di 2,5 kB',
    );
    expect((await browser.postFiles(step, TYPED, [pdf('file_documento')])).status).toBe(303);
  });
});
