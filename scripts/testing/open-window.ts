import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

/** How long one page may take in one window. */
const PAGE_TIMEOUT_MS = 20_000;

/** What is looked at: the page's whole address, and the cookies of who looks. */
export interface Target {
  readonly url: string;
  readonly cookies: ReadonlyMap<string, string>;
}

/** A window that has never been anywhere, where somebody is signed in; whoever calls closes it. */
export const openWindow = async (
  browser: Browser,
  options: BrowserContextOptions,
  { url, cookies }: Target,
): Promise<BrowserContext> => {
  const context = await browser.newContext({ ...options, locale: 'it-IT' });
  context.setDefaultTimeout(PAGE_TIMEOUT_MS);
  const { origin } = new URL(url);
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: origin })));
  return context;
};
