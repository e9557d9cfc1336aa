import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendCertificate } from '../../testing/certificato.ts';
import { officeHref, operatorWithoutServices, registeredPractice, takeCharge } from '../../testing/office.ts';
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
      const [service, code, applicant, protocol, date, state, charge, action] = cellsOf(page);
      expect(service).toBe('Certificato di nascita');
      expect(code).toMatch(/[2-9A-Z]{4}-[2-9A-Z]{4}/u);
      expect(applicant).toMatch(/Anna Bianchi \([A-Z0-9]{16}\)$/u);
      expect(protocol).toMatch(/\d{7}\/\d{4}$/u);
      expect(date).toMatch(/\d\d\/\d\d\/\d{4}$/u);
      expect(state).toMatch(/Inviata$/u);
      expect(charge).toMatch(/Nessuno$/u);
      expect(action).toMatch(/Prendi in carico Certificato di nascita/u);
      const links = page.html.querySelectorAll('tbody tr:first-child a').map((link) => link.getAttribute('href'));
      expect(links).toEqual([officeHref(id), `${officeHref(id)}/presa-in-carico`]);
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
    expect(cellsOf(page).at(3)).toMatch(/In attesa di protocollazione$/u);
    expect(cellsOf(page).at(-1)).toMatch(/Apri Certificato/u);
    await portal.drain();
  });

  it('does not show drafts', async () => {
    const draft = await portal.citizen('mario-rossi');
    await draft.visit('/rovereto/servizi/certificato-di-nascita/compila');
    await draft.send('/rovereto/servizi/certificato-di-nascita/compila', { istruzioni: 'si', azione: 'avanti' });
    expect((await operator.visit(`${PANEL}?lista=tutte`)).body).not.toContain('Mario Rossi');
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

  it('goes through a long list a page at a time, each practice once', async () => {
    for (let sent = 0; sent < 20; sent += 1) await sendCertificate(citizen);
    const seen: string[] = [];
    let page = await operator.visit(`${PANEL}?lista=tutte`);
    const total = Number(page.text('.schede-stato a[aria-current=page] .conteggio'));
    expect(page.text('.pagine')).toContain(`${total} pratiche`);
    for (;;) {
      seen.push(...page.texts('tbody td:nth-child(2)'));
      const next = page.html.querySelector('a[rel=next]')?.getAttribute('href')?.replaceAll('&amp;', '&');
      if (next === undefined) break;
      expect(page.html.querySelectorAll('tbody tr')).toHaveLength(20);
      page = await operator.visit(next);
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it('takes an unknown list or place in it for none', async () => {
    expect((await operator.visit(`${PANEL}?lista=segrete&dopo=1'%20or%201=1`)).status).toBe(200);
    expect((await operator.visit(`${PANEL}?lista=tutte&lista=concluse`)).status).toBe(200);
  });
});
