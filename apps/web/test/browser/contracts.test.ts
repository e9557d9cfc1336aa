import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { fillIn, sendCertificate } from '../../src/testing/certificato.ts';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import { makeTestPortal, type TestPortal } from '../../src/testing/test-portal.ts';
import { BOTH_SIZES, openTab, type Tab } from './tab.ts';

describeBrowser('what the pages promise', (browser) => {
  let portal: TestPortal;
  let origin: string;
  let citizen: TestBrowser;
  let sent: string;
  let draft: string;
  let tab: Tab;
  beforeAll(async () => {
    portal = await makeTestPortal();
    origin = await portal.app.server.listen({ host: '127.0.0.1', port: 0 });
    citizen = await portal.citizen('anna-bianchi');
    sent = await sendCertificate(citizen);
    draft = await fillIn(citizen, 'tipologia-ed-uso');
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    tab = await openTab(browser(), BOTH_SIZES);
    await tab.become(citizen, origin);
  });
  afterEach(() => tab.close());

  it('a table becomes cards on a phone, each value with its heading, and stays a table for who listens', async () => {
    const { page } = tab;
    await page.goto(`${origin}/rovereto/pratiche?stato=inviata`);
    const row = page.locator('.tabella tbody tr');
    const display = () => page.evaluate(`getComputedStyle(document.querySelector('.tabella tbody tr')).display`);
    const headings = () => row.locator('.tabella-voce:visible').allTextContents();
    expect([await display(), await headings()]).toEqual(['table-row', []]);
    await page.setViewportSize({ width: 412, height: 823 });
    expect(await display()).toBe('block');
    expect(await headings()).toEqual(['Categoria', 'Protocollo', 'Data', 'Stato', 'Note', 'Azioni']);
    for (const [role, count] of [
      ['table', 1],
      ['columnheader', 7],
      ['row', 2],
      ['rowheader', 1],
      ['cell', 6],
    ] as const) {
      expect([role, await page.getByRole(role).count()]).toEqual([role, count]);
    }
  });

  it('the steps say where one is, in words and by their marks, and lead back to what is done', async () => {
    const { page } = tab;
    await page.goto(`${origin}${draft}/compila`);
    expect(await page.locator('.passi-ora').textContent()).toBe('Passo 4 di 5 – Tipologia ed uso');
    expect(await page.locator('.passi [aria-current=step]').textContent()).toContain('Tipologia ed uso');
    expect(await page.locator('.passi a').count()).toBe(3);
    await tab.follow(/^Delega/u);
    expect(page.url()).toBe(`${origin}${draft}/compila/delega`);
  });

  it('the bar, the path and the tabs mark the page that one is on', async () => {
    const { page } = tab;
    await page.goto(`${origin}/rovereto/pratiche?stato=bozza`);
    const current = await page.locator('[aria-current=page]').allTextContents();
    expect(current).toEqual(['Le mie pratiche', 'Le mie pratiche', 'In bozza 1']);
  });

  it('the summary of the errors has the focus and leads to the field, which says what is wrong', async () => {
    const { page } = tab;
    await page.goto(`${origin}${draft}/compila/tipologia-ed-uso`);
    await tab.press('Avanti');
    expect(await page.title()).toMatch(/^Errore: /u);
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('role')).toBe('alert');
    await focused.getByRole('link', { name: 'Uso del certificato: compila questo campo.' }).click();
    expect(await focused.getAttribute('id')).toBe('uso');
    expect(await focused.getAttribute('aria-invalid')).toBe('true');
    const described = (await focused.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${described.split(' ').at(-1)}`).textContent()).toContain('Compila questo campo.');
  });

  it('with the keyboard one gets past the header to the content', async () => {
    const { page } = tab;
    await page.goto(`${origin}/rovereto/servizi`);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Vai al contenuto principale');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('contenuto');
  });

  it('a page that waits for the protocol number shows it by itself once it is there', async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.clock.install();
    await context.addCookies([...citizen.cookies].map(([name, value]) => ({ name, value, url: origin })));
    await page.goto(origin + sent);
    await portal.drain();
    const again = page.waitForEvent('load');
    await page.clock.fastForward(5_000);
    await again;
    expect(await page.textContent('main')).toMatch(/Numero di protocollo: 0000001\/\d{4}/u);
    await context.close();
  });
});
