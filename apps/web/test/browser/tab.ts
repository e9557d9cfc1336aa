import { expect } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { installAxe, violations } from './axe.ts';
import { NO_MORE_REFRESHES } from './no-more-refreshes.ts';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 412, height: 823 };
/** What WCAG 1.4.10 asks to fit without scrolling sideways: also a desktop enlarged four times. */
const SMALLEST = { width: 320, height: 640 };

export interface Device {
  /** The sizes that every page is looked at in; the last one is the window's while it is used. */
  readonly sizes: readonly [typeof DESKTOP, ...(typeof DESKTOP)[]];
  readonly javaScriptEnabled: boolean;
  /** Whether axe judges what it shows; without scripts it cannot. */
  readonly isJudged: boolean;
}

/** A wide window and a narrow one, for the pages that are looked at more than used. */
export const BOTH_SIZES: Device = { sizes: [DESKTOP, PHONE], javaScriptEnabled: true, isJudged: true };

/** What every journey is made on. The same pages are judged on the phone, and those of the portal in both sizes by `states.test.ts`. */
export const DEVICES: readonly (Device & { readonly device: string })[] = [
  { device: 'a desktop', sizes: [DESKTOP], javaScriptEnabled: true, isJudged: false },
  { device: 'a phone', sizes: [PHONE], javaScriptEnabled: true, isJudged: true },
  // Without scripts nothing can depend on the size but the style: one journey sees both.
  {
    device: 'a phone and a desktop without JavaScript',
    sizes: [DESKTOP, PHONE],
    javaScriptEnabled: false,
    isJudged: false,
  },
];

/** One window of a browser that nobody has used before. */
export interface Tab {
  readonly page: Page;
  /**
   * The page is the one that is meant, fits the screen and, on a device that is judged, is accessible.
   * @param title in its heading
   * @param again it was checked in another state before: this one is judged in the last size alone, and `npm run audit` in all
   */
  check(title: string | RegExp, again?: boolean): Promise<void>;
  /** Presses a button that leads to a page, and waits for it. */
  press(button: string): Promise<void>;
  /** Follows a link to its page. */
  follow(link: string | RegExp): Promise<void>;
  /** Goes on as somebody else. @param somebody the cookies of a `TestBrowser` */
  become(somebody: { readonly cookies: ReadonlyMap<string, string> }, origin: string): Promise<void>;
  /** The token of the page's forms is no longer good. */
  forgetToken(): Promise<void>;
  /** What the browser complained of. @param expected statuses that the journey rightly met */
  complaints(expected: readonly number[]): readonly string[];
  close(): Promise<void>;
}

const collectComplaints = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('requestfailed', (request) => {
    // A download, or the next page asked for while the last one's icon was still on its way: the browser's own choice.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  return complaints;
};

/** Clicks, and waits until the page that this leads to is whole, style and fonts included. */
const arrive = async (page: Page, target: Locator): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), target.click()]);
};

const isTooWide = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth > innerWidth');

export const openTab = async (browser: Browser, { sizes, javaScriptEnabled, isJudged }: Device): Promise<Tab> => {
  const context = await browser.newContext({ viewport: sizes[0], javaScriptEnabled, locale: 'it-IT' });
  context.setDefaultTimeout(20_000);
  if (javaScriptEnabled) {
    await installAxe(context);
    await context.addInitScript({ content: NO_MORE_REFRESHES });
  }
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  return {
    page,
    async check(title, again = false) {
      expect([page.url(), await page.evaluate(`document.querySelector('h1')?.textContent`)]).toEqual([
        page.url(),
        expect.stringMatching(title),
      ]);
      const judgedSizes = again ? sizes.slice(-1) : sizes;
      for (const size of sizes.length > 1 ? [SMALLEST, ...judgedSizes] : sizes) {
        if (sizes.length > 1) await page.setViewportSize(size);
        const judged = isJudged && size !== SMALLEST;
        const seen = {
          url: page.url(),
          size,
          wide: await isTooWide(page),
          violations: judged ? await violations(page) : [],
        };
        expect(seen).toEqual({ url: page.url(), size, wide: false, violations: [] });
      }
    },
    press: (button) => arrive(page, page.getByRole('button', { name: button, exact: true })),
    follow: (link) => arrive(page, page.getByRole('link', { name: link, exact: true }).first()),
    async become(somebody, origin) {
      await context.clearCookies();
      await context.addCookies([...somebody.cookies].map(([name, value]) => ({ name, value, url: origin })));
    },
    async forgetToken() {
      await context.clearCookies({ name: /^stanza_csrf/u });
    },
    complaints: (expected) =>
      complaints.filter((complaint) => !expected.some((status) => complaint.includes(`status of ${status}`))),
    close: () => context.close(),
  };
};
