import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { describeBrowser } from '../../../../scripts/testing/describe-browser.ts';
import { installAxe, violations } from '../../test/browser/axe.ts';
import { serveGallery } from './gallery/server.ts';
import { THEMES } from './shell.ts';

describeBrowser('the components', (browser) => {
  let app: FastifyInstance;
  let origin: string;
  let form: string;
  let context: BrowserContext;

  beforeAll(async () => {
    ({ app, origin } = await serveGallery());
    form = `${origin}/modulo`;
  });
  afterAll(() => app.close());
  afterEach(() => context.close());
  const openContext = async (options: BrowserContextOptions = {}): Promise<void> => {
    context = await browser().newContext(options);
    context.setDefaultTimeout(20_000);
    await installAxe(context);
  };

  const WATCH_SHIFTS = `globalThis.shift = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true })`;

  describe.each([
    { device: 'a desktop', viewport: { width: 1280, height: 900 } },
    { device: 'a phone', viewport: { width: 412, height: 823 } },
    { device: 'a small phone', viewport: { width: 320, height: 640 } },
  ])('on $device', ({ viewport }) => {
    beforeEach(() => openContext({ viewport }));

    it.each(['/', '/conferma'])('are accessible, stay still, fit and obey the content policy at %s', async (path) => {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('requestfailed', (request) => complaints.push(request.url()));
      await page.addInitScript(WATCH_SHIFTS);
      const shift = async (): Promise<unknown> => {
        await page.goto(origin + path, { waitUntil: 'networkidle' });
        await page.evaluate('document.fonts.ready');
        return page.evaluate('shift');
      };
      // On a busy machine a font may come with the first frame, and move it by a little more: then the page is looked at once more,
      // with the font there (ADR 25). On the portal's own pages `npm run audit` measures the first visit.
      const first = await shift();
      expect(typeof first === 'number' && first < 0.01 ? first : await shift()).toBeLessThan(0.01);
      // What is accessible at 412 pixels is so at 320, where it must fit: judging the whole gallery takes long.
      if (viewport.width > 320) expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    });

    it('ask for confirmation in an accessible dialog, and send once the person is sure', async () => {
      const page = await context.newPage();
      await page.goto(form);
      await page.getByRole('button', { name: 'Invia', exact: true }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'No', exact: true }).click();
      expect(page.url()).toBe(form);
      await page.getByRole('button', { name: 'Invia', exact: true }).click();
      await page.getByRole('button', { name: 'Sì, sono sicuro' }).click();
      await page.waitForURL('**/invio');
      expect(await page.textContent('body')).toContain('conferma=si');
    });
  });

  it('weigh less than the budget of a page', async () => {
    await openContext();
    const page = await context.newPage();
    await page.goto(origin, { waitUntil: 'networkidle' });
    const sizes: unknown = await page.evaluate(
      `performance.getEntries().filter(({ transferSize }) => transferSize > 0).map(({ transferSize }) => transferSize)`,
    );
    if (!Array.isArray(sizes)) throw new Error('the browser listed no requests');
    expect(sizes.length).toBeLessThanOrEqual(9);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(120_000);
  });

  it('are readable in every colour', async () => {
    await openContext();
    const page = await context.newPage();
    await page.goto(origin);
    const wrong: Record<string, unknown> = {};
    for (const theme of THEMES) {
      await page.evaluate(`document.documentElement.className = 'tema-${theme}'`);
      wrong[theme] = await violations(page);
    }
    expect(wrong).toEqual(Object.fromEntries(THEMES.map((theme) => [theme, []])));
  });

  it('put the focus on the summary of the errors, whose links lead to the fields', async () => {
    await openContext();
    const page = await context.newPage();
    await page.goto(form);
    expect(await page.evaluate('document.activeElement.matches("[autofocus]")')).toBe(true);
    expect(await page.title()).toMatch(/^Errore: /);
    await page.getByRole('link', { name: 'Scegli l’uso del certificato.' }).click();
    expect(await page.evaluate('location.hash')).toBe('#uso-bollo-e');
  });

  it('count the characters that are left', async () => {
    await openContext();
    const page = await context.newPage();
    await page.goto(form);
    await page.fill('#motivo', 'Serve per il passaporto');
    expect(await page.textContent('#motivo-contatore')).toContain('Restano 477 caratteri');
  });

  it('do not reload a page that somebody writes on, and reload it afterwards', async () => {
    await openContext();
    const page = await context.newPage();
    await page.clock.install();
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.goto(form);
    const wait = () => page.clock.fastForward('10:01');
    await page.focus('#nota');
    await wait();
    await page.fill('#nota', 'Chiedere a zia il cognome.');
    await page.evaluate('document.activeElement.blur()');
    await wait();
    await page.fill('#nota', 'Chiedere a zia la data esatta.');
    await page.check('#giorni-mar');
    await page.evaluate('document.activeElement.blur()');
    await wait();
    expect([loads, await page.isChecked('#giorni-mar')]).toEqual([1, true]);
    await page.uncheck('#giorni-mar');
    await page.evaluate('document.activeElement.blur()');
    await Promise.all([page.waitForEvent('load'), wait()]);
    expect(loads).toBe(2);
  });

  it('go on, never back, when Enter is pressed in a field of a browser without scripts', async () => {
    await openContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(form);
    await page.press('#nome', 'Enter');
    await page.waitForURL('**/invio');
    expect(await page.textContent('body')).not.toContain('conferma=si');
  });
});
