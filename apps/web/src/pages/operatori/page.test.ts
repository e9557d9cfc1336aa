import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dayInItaly, daysAfter } from '@stanza/core';
import { sendCertificate } from '../../testing/certificato.ts';
import {
  answerWith,
  officeHref,
  operatorWithoutServices,
  registeredPractice,
  takeCharge,
} from '../../testing/office.ts';
import type { Page, TestBrowser } from '../../testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../testing/test-portal.ts';

const PANEL = '/rovereto/operatori';

/** The tabs with their counts, the chosen one in brackets. */
const tabsOf = (page: Page): readonly string[] =>
  page.html.querySelectorAll('.schede-stato a').map((tab) => {
    const text = tab.textContent.replaceAll(/\s+/gu, ' ').trim();
    return tab.getAttribute('aria-current') === 'page' ? `[${text}]` : text;
  });
const cellsOf = (page: Page): readonly string[] => page.texts('tbody tr:first-child > *');

describe('the control panel', () => {
  let portal: TestPortal;
  let citizen: TestBrowser;
  let operator: TestBrowser;
  let administrator: TestBrowser;

  beforeAll(async () => {
    portal = await makeTestPortal();
    citizen = await portal.citizen('anna-bianchi');
    operator = await portal.operator();
    administrator = await portal.operator('amministratore');
  });
  afterAll(() => portal.close());

  it('says that there is nothing to do when nobody sent anything', async () => {
    const page = await operator.visit(PANEL);
    expect(tabsOf(page)).toEqual(['[Da gestire 0]', 'Da assegnare 0', 'Concluse 0', 'Tutte le pratiche 0']);
    expect(page.text('.niente-titolo')).toBe('Non hai pratiche da gestire');
    expect(page.html.querySelector('table')).toBeNull();
  });

  describe('with a practice that was sent', () => {
    let id: string;

    beforeEach(async () => {
      id = await registeredPractice(portal, citizen);
    });

    it('opens on what there is to assign, and shows who asks for what', async () => {
      const page = await operator.visit(PANEL);
      expect(tabsOf(page).at(1)).toMatch(/^\[Da assegnare \d+\]$/u);
      const [box, service, code, applicant, protocol, date, state, charge, action] = cellsOf(page);
      expect(box).toMatch(/^Scegli Certificato di nascita, [2-9A-Z]{4}-[2-9A-Z]{4}, Bianchi Anna$/u);
      expect(service).toBe('Certificato di nascita');
      expect(code).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/u);
      expect(applicant).toMatch(/Bianchi Anna\s*[A-Z0-9]{16}$/u);
      expect(protocol).toMatch(/\d{7}\/\d{4}$/u);
      expect(date).toMatch(/\d\d\/\d\d\/\d{4}$/u);
      expect(state).toMatch(/Inviata$/u);
      expect(charge).toMatch(/Nessuno$/u);
      expect(action).toMatch(/Prendi in carico Certificato di nascita/u);
      const links = page.html.querySelectorAll('tbody tr:first-child a').map((link) => link.getAttribute('href'));
      expect(links).toEqual([officeHref(id), `${officeHref(id)}/presa-in-carico`]);
    });

    it('offers to choose it only where something can be done to several at once', async () => {
      const boxes = async (list: string) =>
        (await operator.visit(`${PANEL}?lista=${list}`)).html.querySelectorAll('input[name=pratica]').length;
      const buttons = (page: Page) => page.texts('button[name=azione]');
      expect(buttons(await operator.visit(`${PANEL}?lista=da_assegnare`))).toEqual(['Prendi in carico']);
      expect(await boxes('da_assegnare')).toBeGreaterThan(0);
      await takeCharge(operator, id);
      expect(await boxes('da_gestire')).toBe(0);
      await answerWith(portal, { answerFlow: 'documento', bulkDecisions: true });
      expect(await boxes('da_gestire')).toBeGreaterThan(0);
      expect(buttons(await operator.visit(`${PANEL}?lista=da_gestire`))).toEqual(['Accetta', 'Rifiuta']);
      expect(await boxes('tutte')).toBe(0);
      await answerWith(portal, { answerFlow: 'firma', bulkDecisions: false });
    });

    it('moves it to the list of who took it in charge, and shows their name to the others', async () => {
      await takeCharge(operator, id);
      const mine = await operator.visit(PANEL);
      expect(tabsOf(mine).at(0)).toMatch(/^\[Da gestire \d+\]$/u);
      expect(mine.html.querySelector(`a[href="${officeHref(id)}/presa-in-carico"]`)).toBeNull();
      const all = await administrator.visit(`${PANEL}?lista=tutte`);
      expect(cellsOf(all).at(-2)).toMatch(/Paola Conti$/u);
      expect(cellsOf(all).at(-1)).toMatch(/Apri Certificato di nascita/u);
      expect(tabsOf(await administrator.visit(`${PANEL}?lista=da_gestire`)).at(0)).toBe('[Da gestire 0]');
    });
  });

  it('does not offer to take in charge what has no protocol number yet', async () => {
    await sendCertificate(citizen);
    const page = await administrator.visit(`${PANEL}?lista=da_assegnare`);
    const [box, , , , protocol] = cellsOf(page);
    expect([box, protocol]).toEqual(['', expect.stringMatching(/In attesa di protocollazione$/u)]);
    expect(cellsOf(page).at(-1)).toMatch(/Apri Certificato/u);
    await portal.drain();
  });

  it('does not show drafts', async () => {
    const draft = await portal.citizen('mario-rossi');
    await draft.visit('/rovereto/servizi/certificato-di-nascita/compila');
    await draft.send('/rovereto/servizi/certificato-di-nascita/compila', { istruzioni: 'si', azione: 'avanti' });
    expect((await operator.visit(`${PANEL}?lista=tutte`)).body).not.toContain('Rossi Mario');
  });

  it('shows nothing of the services that the operator is not enabled for', async () => {
    const newcomer = await operatorWithoutServices(portal);
    const page = await newcomer.visit(`${PANEL}?lista=tutte`);
    expect(tabsOf(page)).toEqual(['Da gestire 0', 'Da assegnare 0', 'Concluse 0', '[Tutte le pratiche 0]']);
  });

  it('shows nothing of another Comune', async () => {
    const elsewhere = await portal.operator('operatore', 'tre-ville');
    const page = await elsewhere.visit('/tre-ville/operatori?lista=tutte');
    expect(page.text('.niente-titolo')).toBe('Non ci sono pratiche');
  });

  describe('with more than a page', () => {
    const next = (page: Page) => page.html.querySelector('a[rel=next]')?.getAttribute('href')?.replaceAll('&amp;', '&');
    const dates = (page: Page) => page.texts('tbody td:nth-child(2)');
    beforeAll(async () => {
      for (let sent = 0; sent < 20; sent += 1) await sendCertificate(citizen);
      await registeredPractice(portal, await portal.citizen('giuseppe-fo'));
    });

    it('goes through it a page at a time, each practice once, and back to the beginning', async () => {
      const seen: string[] = [];
      let page = await operator.visit(`${PANEL}?lista=tutte`);
      const total = Number(page.text('.schede-stato a[aria-current=page] .conteggio'));
      expect(page.text('.pagine')).toContain(`${total} pratiche`);
      expect(page.html.querySelector('.pagine')?.textContent).not.toContain('Prima pagina');
      const first = dates(page);
      for (;;) {
        seen.push(...dates(page));
        const href = next(page);
        if (href === undefined) break;
        expect(page.html.querySelectorAll('tbody tr')).toHaveLength(20);
        page = await operator.visit(href);
      }
      expect(seen).toHaveLength(total);
      expect(new Set(seen).size).toBe(total);
      const back = page.html.querySelectorAll('.pagine a').find((link) => link.textContent === 'Prima pagina');
      expect(dates(await operator.visit(back?.getAttribute('href') ?? ''))).toEqual(first);
    });

    it('leads to the first page from a further one where nothing is left', async () => {
      const { searchParams } = new URL(next(await operator.visit(`${PANEL}?lista=tutte`)) ?? '', 'https://portale');
      const page = await operator.visit(`${PANEL}?lista=concluse&dopo=${searchParams.get('dopo')}`);
      expect(page.text('.niente-titolo')).toBe('Qui non c’è più nulla');
      const link = page.html
        .querySelectorAll('main a')
        .find(({ textContent }) => textContent === 'Vai alla prima pagina');
      expect(link?.getAttribute('href')).toBe(`${PANEL}?lista=concluse`);
    });

    it('puts it in the order of a column, whose heading says which and turns it round', async () => {
      const headingOf = (page: Page) =>
        page.html.querySelectorAll('thead th').find((heading) => heading.textContent.startsWith('Richiedente'));
      const hrefIn = (page: Page) =>
        headingOf(page)?.querySelector('a')?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '';
      const applicants = (page: Page) =>
        page.texts('tbody td:nth-child(3)').map((text) => /Bianchi|Fo\b|Fo G/u.exec(text)?.[0]);
      const newest = await operator.visit(`${PANEL}?lista=tutte`);
      expect(newest.html.querySelector('th[aria-sort=descending]')?.textContent).toContain('Data');
      const ascending = await operator.visit(hrefIn(newest));
      expect(headingOf(ascending)?.getAttribute('aria-sort')).toBe('ascending');
      expect(ascending.html.querySelectorAll('th[aria-sort]')).toHaveLength(1);
      const descending = await operator.visit(hrefIn(ascending));
      expect(headingOf(descending)?.getAttribute('aria-sort')).toBe('descending');
      expect(applicants(ascending)[0]).toBe('Bianchi');
      expect(applicants(descending)[0]).toMatch(/^Fo/u);
      expect(next(ascending)).not.toMatch(/bianchi|anna|giuseppe/iu);
      const further = await operator.visit(next(ascending) ?? '');
      expect(headingOf(further)?.getAttribute('aria-sort')).toBe('ascending');
    });

    it('filters it by service, state and days, says by what, and takes the filters away', async () => {
      const today = dayInItaly(new Date());
      const some = await operator.visit(
        `${PANEL}?lista=tutte&servizio=certificato-di-nascita&stato=inviata&dal=${today}&al=${today}`,
      );
      expect(some.texts('.filtri-attivi li').slice(0, 2)).toEqual([
        'Servizio: Certificato di nascita',
        'Stato: Inviata',
      ]);
      expect(some.texts('.filtri-attivi li').at(2)).toMatch(/^Inviate dal.*\d{4} al.*\d{4}$/u);
      expect(some.texts('.filtri option[selected]')).toEqual(
        expect.arrayContaining(['Certificato di nascita', 'Inviata']),
      );
      // Of some days only the order of the days is offered.
      expect(some.texts('thead th a').map((text) => text.split(' ')[0])).toEqual(['Data']);
      const none = await operator.visit(`${PANEL}?lista=tutte&dal=${daysAfter(today, 1)}`);
      expect(none.text('.niente-titolo')).toBe('Nessuna pratica trovata');
      const whole = await operator.visit(none.html.querySelector('.niente a')?.getAttribute('href') ?? '');
      expect(whole.html.querySelector('.filtri-attivi')).toBeNull();
      expect(tabsOf(none)).toEqual(tabsOf(whole));
    });

    it('filters a list by the states and the services that it can have', async () => {
      const closed = await operator.visit(`${PANEL}?lista=concluse&stato=inviata&servizio=non-suo`);
      expect(closed.texts('#stato option')).toEqual(['Tutti gli stati', 'Accettata', 'Rifiutata']);
      expect(closed.html.querySelector('.filtri-attivi')).toBeNull();
      const toAssign = await operator.visit(`${PANEL}?lista=da_assegnare`);
      expect(toAssign.html.querySelector('#stato')).toBeNull();
    });
  });

  describe('searching', () => {
    const search = async (typed: string, lista = 'tutte') => {
      await operator.visit(`${PANEL}?lista=${lista}`);
      return operator.send(PANEL, { lista, cerca: typed });
    };

    it('finds by code, protocol number, codice fiscale and name', async () => {
      const id = await registeredPractice(portal, citizen);
      const detail = await operator.visit(`${PANEL}?lista=tutte`);
      const [, code = '', , protocol = ''] = cellsOf(detail);
      const number = /\d{7}\/\d{4}/u.exec(protocol)?.[0] ?? '';
      const written = /[2-9A-Z]{4}-[2-9A-Z]{4}/u.exec(code)?.[0] ?? '';
      for (const typed of [written, written.toLowerCase().replace('-', ''), number, 'BNCNNA85D52H612Q', 'BIANCHI an']) {
        const page = await search(typed);
        const links = page.html.querySelectorAll('tbody a').map((link) => link.getAttribute('href'));
        expect(links).toContain(officeHref(id));
        expect(page.html.querySelector('#cerca')?.getAttribute('value')).toBe(typed);
        expect(page.text('.filtri-attivi')).toContain(`Ricerca: ${typed}`);
      }
    });

    it('keeps what was typed out of the address, from page to page and in each order', async () => {
      const page = await search('bianchi');
      const hrefs = page.html.querySelectorAll('main a').map((link) => link.getAttribute('href') ?? '');
      expect(page.html.querySelectorAll('tbody tr')).toHaveLength(20);
      for (const href of [operator.path, ...hrefs]) {
        expect(href).not.toMatch(/bianchi/iu);
        expect(href).not.toContain(Buffer.from('bianchi').toString('base64url').slice(0, 8));
      }
      const next = page.html.querySelector('a[rel=next]')?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '';
      const further = await operator.visit(next);
      expect(further.text('.filtri-attivi')).toContain('Ricerca: bianchi');
      expect(further.texts('tbody td:nth-child(3)').every((text) => text.includes('Bianchi Anna'))).toBe(true);
    });

    it('keeps what was typed on a page that had expired', async () => {
      const page = await operator.post(PANEL, { lista: 'concluse', cerca: 'bianchi', _csrf: 'scaduto' });
      expect([page.status, page.html.querySelector('#cerca')?.getAttribute('value')]).toEqual([403, 'bianchi']);
      expect(page.text('.avviso-error')).toContain('non abbiamo cercato');
      expect(page.html.querySelector('input[name=lista]')?.getAttribute('value')).toBe('concluse');
      expect(page.html.querySelector('.filtri-attivi')).toBeNull();
    });

    it('cuts what is too long for an address at a character', async () => {
      const page = await search(`a${'€'.repeat(50)}`);
      expect(page.html.querySelector('#cerca')?.getAttribute('value')).toBe(`a${'€'.repeat(39)}`);
    });

    it('tells nobody else what was typed, and says so', async () => {
      await search('bianchi');
      const theirs = await administrator.visit(operator.path);
      expect(theirs.body).not.toContain('Ricerca: bianchi');
      expect(theirs.text('.avviso')).toContain('La ricerca non è più valida: scrivila di nuovo.');
    });

    it('offers all practices when the list that is shown has none that match', async () => {
      const none = await search('bianchi', 'concluse');
      expect(none.text('.niente-titolo')).toBe('Nessuna pratica trovata');
      const link = none.html.querySelector('.niente a');
      expect(link?.textContent).toBe('Cerca in tutte le pratiche');
      const found = await operator.visit(link?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '');
      expect(found.html.querySelectorAll('tbody tr').length).toBeGreaterThan(0);
      expect(tabsOf(found).at(-1)).toMatch(/^\[Tutte/u);
    });

    it('shows the whole list again when nothing is typed', async () => {
      const page = await search('   ');
      expect(page.html.querySelector('.filtri-attivi')).toBeNull();
      expect(page.html.querySelectorAll('tbody tr')).toHaveLength(20);
    });

    it('finds nothing of the services that the operator is not enabled for', async () => {
      const newcomer = await portal.operator('operatore', 'tre-ville');
      await newcomer.visit('/tre-ville/operatori');
      const page = await newcomer.send('/tre-ville/operatori', { lista: 'tutte', cerca: 'bianchi' });
      expect(page.text('.niente-titolo')).toBe('Nessuna pratica trovata');
    });
  });

  it('takes what an address cannot say for nothing', async () => {
    const odd = [
      'lista=segrete',
      "dopo=1'%20or%201=1",
      'lista=tutte&lista=concluse',
      'dal=2026-02-31',
      'ordine=x',
      'stato=bozza',
    ];
    for (const query of [...odd, odd.join('&'), 'ricerca=AAAA', `ricerca=${'A'.repeat(200)}`]) {
      expect((await operator.visit(`${PANEL}?${query}`)).status).toBe(200);
    }
  });
});
