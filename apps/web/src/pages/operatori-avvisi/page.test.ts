import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayInItaly, daysAfter, longDay, withArticle } from '@stanza/core';
import { rowOf } from '../../testing/bulletins.ts';
import { versionOn } from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const NEWS = '/rovereto/operatori/avvisi';
const DEADLINES = '/rovereto/operatori/scadenze';
const inDays = (days: number): string => daysAfter(dayInItaly(new Date()), days);
const EMPTY = { titolo: '', testo: '', giorno: '', indirizzo: '', visibile_dal: '', visibile_fino_al: '' };
const NOTICE = { ...EMPTY, titolo: 'Neve in arrivo', testo: 'Uno.\n\n<b>Due</b>', giorno: inDays(0) };

describe('notices and deadlines kept by the administrators', () => {
  let portal: TestPortal;
  let administrator: TestBrowser;
  let citizen: TestBrowser;
  beforeAll(async () => {
    portal = await makeTestPortal();
    administrator = await portal.operator('amministratore');
    citizen = await portal.citizen('anna-bianchi');
  });
  afterAll(() => portal.close());

  const hrefOf = (page: Page, title: string) => rowOf(page, title)?.querySelector('a')?.getAttribute('href') ?? '';
  const write = async (list: string, fields: Readonly<Record<string, string>>) => {
    await administrator.visit(`${list}/nuovo`);
    return administrator.send(`${list}/nuovo`, { ...EMPTY, ...fields });
  };
  const room = async () => (await citizen.visit('/rovereto/stanza')).text('main');

  it('a notice is written, read by citizens as plain text, changed and deleted', async () => {
    const saved = await write(NEWS, NOTICE);
    expect(saved.text('main')).toContain('Le modifiche sono state salvate.');
    expect(rowOf(saved, 'Neve in arrivo')?.textContent).toContain('Visibile');
    const read = await citizen.visit('/rovereto/stanza');
    expect(read.text('main')).toContain('<b>Due</b>');
    const form = await administrator.visit(hrefOf(saved, 'Neve in arrivo'));
    expect(form.html.querySelector('#titolo')?.getAttribute('value')).toBe('Neve in arrivo');
    const change = { ...NOTICE, titolo: 'Neve arrivata', versione: versionOn(form) };
    const changed = await administrator.send(hrefOf(saved, 'Neve in arrivo'), change);
    // Sent twice, it is saved once and succeeds twice.
    expect((await administrator.post(hrefOf(saved, 'Neve in arrivo'), change)).status).toBe(303);
    expect(await room()).toContain('Neve arrivata');
    const href = hrefOf(changed, 'Neve arrivata');
    const asked = await administrator.visit(`${href}/elimina`);
    expect(asked.text('h1')).toContain('“Neve arrivata”');
    const deleted = await administrator.send(`${href}/elimina`, { conferma: 'si' });
    expect(rowOf(deleted, 'Neve arrivata')).toBeUndefined();
    expect(await room()).not.toContain('Neve arrivata');
    expect((await administrator.get(href)).status).toBe(404);
  });

  it('a new one that is sent twice is published once; another one from the same page is asked about', async () => {
    const form = await administrator.visit(`${NEWS}/nuovo`);
    const opening = (page: Page) => page.html.querySelector('[name=apertura]')?.getAttribute('value') ?? '';
    const fields = { ...NOTICE, titolo: 'Una volta sola', apertura: opening(form) };
    const sent = await Promise.all([1, 2].map(() => administrator.post(`${NEWS}/nuovo`, fields)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const titles = async () =>
      (await administrator.visit(NEWS)).texts('tbody th').filter((title) => title.startsWith('Una volta'));
    expect(await titles()).toHaveLength(1);
    const asked = await administrator.post(`${NEWS}/nuovo`, { ...fields, titolo: 'Una volta ancora' });
    expect(asked.status).toBe(409);
    expect(asked.text('.avviso-error')).toContain('Da questa pagina è già stato pubblicato un avviso.');
    const second = { ...fields, titolo: 'Una volta ancora', apertura: opening(asked) };
    expect((await administrator.post(`${NEWS}/nuovo`, second)).status).toBe(303);
    expect(await titles()).toHaveLength(2);
  });

  it('a form with mistakes keeps everything that was typed and says what is wrong', async () => {
    await administrator.visit(`${DEADLINES}/nuovo`);
    const page = await administrator.post(`${DEADLINES}/nuovo`, {
      titolo: 'x'.repeat(151),
      testo: '',
      giorno: '2026-02-30',
      indirizzo: 'http://c.example',
      visibile_dal: '',
      visibile_fino_al: '',
    });
    expect(page.status).toBe(422);
    expect(page.html.querySelector('#titolo')?.getAttribute('value')).toHaveLength(151);
    expect(page.texts('.avviso-error li')).toEqual([
      'Titolo: il testo è troppo lungo: accorcialo.',
      'Testo: compila questo campo.',
      'Giorno della scadenza: scrivi una data che esiste, per esempio 31/12/1980.',
      'Indirizzo di una pagina che dice di più: scrivi un indirizzo completo, per esempio https://www.esempio.it.',
    ]);
    const backwards = { ...NOTICE, visibile_dal: inDays(2), visibile_fino_al: inDays(1) };
    const again = await administrator.post(`${DEADLINES}/nuovo`, backwards);
    expect(again.texts('.avviso-error li')).toEqual([
      'Visibile fino al: l’ultimo giorno non può venire prima del primo.',
    ]);
    const expired = await administrator.post(`${DEADLINES}/nuovo`, { ...backwards, _csrf: 'x' });
    expect([expired.status, expired.html.querySelector('#titolo')?.getAttribute('value')]).toEqual([
      403,
      'Neve in arrivo',
    ]);
  });

  it('citizens see each on its days alone', async () => {
    await write(NEWS, { ...NOTICE, titolo: 'Di domani', giorno: inDays(1) });
    await write(NEWS, { ...NOTICE, titolo: 'Finito', visibile_fino_al: inDays(-1) });
    await write(DEADLINES, { ...NOTICE, titolo: 'Più avanti', giorno: inDays(20), visibile_dal: inDays(5) });
    const seen = await room();
    for (const title of ['Di domani', 'Finito', 'Più avanti']) expect(seen).not.toContain(title);
    const [news, deadlines] = [await administrator.visit(NEWS), await administrator.visit(DEADLINES)];
    expect(rowOf(news, 'Di domani')?.textContent).toContain(`Visibile ${withArticle('dal', longDay(inDays(1)))}`);
    expect(rowOf(news, 'Finito')?.textContent).toContain('Non più visibile');
    expect(rowOf(deadlines, 'Più avanti')?.textContent).toContain(`Visibile ${withArticle('dal', longDay(inDays(5)))}`);
    const id = hrefOf(news, 'Finito').split('/').at(-1);
    expect((await citizen.get(`/rovereto/avvisi/${id}`)).status).toBe(404);
  });

  it('a long list goes on page by page', async () => {
    for (let at = 0; at < 21; at += 1) await write(DEADLINES, { ...NOTICE, titolo: `N ${at}`, giorno: inDays(at) });
    const first = await administrator.visit(DEADLINES);
    expect(first.texts('tbody tr')).toHaveLength(20);
    const second = await administrator.visit(first.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '');
    expect(second.texts('tbody tr').length).toBeGreaterThan(0);
    expect(second.texts('tbody th').filter((title) => first.texts('tbody th').includes(title))).toEqual([]);
  });

  it('one that a colleague has changed meanwhile is not overwritten unseen, and nothing typed is lost', async () => {
    const href = hrefOf(await write(DEADLINES, { ...NOTICE, titolo: 'Rata', giorno: inDays(60) }), 'Rata');
    const colleague = await portal.operator('amministratore');
    const [mine, theirs] = [await administrator.visit(href), await colleague.visit(href)];
    const rata = { ...NOTICE, titolo: 'Rata', giorno: inDays(60) };
    await colleague.send(href, { ...rata, giorno: inDays(61), versione: versionOn(theirs) });
    const typed = { ...rata, testo: 'Quello che ho scritto' };
    const refused = await administrator.post(href, { ...typed, versione: versionOn(mine) });
    expect(refused.status).toBe(409);
    expect(refused.text('.avviso-error')).toContain('Un altro amministratore ha cambiato questa scadenza');
    expect(refused.text('#testo')).toBe('Quello che ho scritto');
    expect(refused.text('.dati')).toContain(`Giorno della scadenza${longDay(inDays(61))}`);
    const list = await administrator.send(href, { ...typed, versione: versionOn(refused) });
    expect(rowOf(list, 'Rata')?.textContent).toContain(longDay(inDays(60)));
    for (const versione of ['', '-1', 'due'])
      expect((await administrator.post(href, { ...rata, versione })).status).toBe(409);
  });

  it('of a deadline the pages speak in the feminine, of a notice in the masculine', async () => {
    for (const [list, title, pronoun, done] of [
      [NEWS, 'Un avviso', 'lo', 'L’avviso è stato eliminato.'],
      [DEADLINES, 'Una scadenza', 'la', 'La scadenza è stata eliminata.'],
    ] as const) {
      const href = hrefOf(await write(list, { ...NOTICE, titolo: title, giorno: inDays(90) }), title);
      expect((await administrator.visit(href)).text('main')).toContain(`i cittadini non ${pronoun} vedono più`);
      const asked = await administrator.visit(`${href}/elimina`);
      expect(asked.text('main')).toContain(`I cittadini non ${pronoun} vedranno più`);
      expect((await administrator.send(`${href}/elimina`, {})).text('main')).toContain(done);
    }
  });

  it('those of another ente are not there', async () => {
    const elsewhere = await portal.operator('amministratore', 'tre-ville');
    const href = hrefOf(await administrator.visit(NEWS), 'Finito').replace('/rovereto/', '/tre-ville/');
    await elsewhere.visit('/tre-ville/operatori/avvisi');
    expect((await elsewhere.get(href)).status).toBe(404);
    expect((await elsewhere.post(href, NOTICE)).status).toBe(404);
    expect((await elsewhere.post(`${href}/elimina`, {})).status).toBe(404);
    expect((await administrator.visit(NEWS)).text('main')).toContain('Finito');
  });
});
