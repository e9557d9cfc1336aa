import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { installAxe, violations } from '../../apps/web/test/browser/axe.ts';
import type { Looking } from '../../apps/web/test/browser/looking.ts';
import { NO_MORE_REFRESHES } from '../../apps/web/test/browser/no-more-refreshes.ts';
import { openWindow, type Target } from '../testing/open-window.ts';
import type { Measure } from './budget.ts';

/** Slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

/** How long one page may take in one window, all that is measured there included. */
const WINDOW_TIMEOUT_MS = 90_000;

/** A window of an audit. */
export interface View {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly isPhone: boolean;
  readonly javaScriptEnabled: boolean;
}

const DESKTOP = { width: 1350, height: 940 };
const PHONE = { width: 412, height: 823 };
export const VIEWS: readonly View[] = [
  { name: 'desktop', size: DESKTOP, isPhone: false, javaScriptEnabled: true },
  { name: 'phone', size: PHONE, isPhone: true, javaScriptEnabled: true },
  { name: 'phone, no JS', size: PHONE, isPhone: true, javaScriptEnabled: false },
];

/** Remembers the paints and shifts from the page's first moment. */
const OBSERVE = `globalThis.vitals = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => { vitals.lcp = list.getEntries().at(-1).startTime; })
  .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) vitals.cls += entry.value; })
  .observe({ type: 'layout-shift', buffered: true });`;

/** Counts what the window loads. */
const countTraffic = async (session: CDPSession) => {
  const scripts = new Set<string>();
  const seen = { bytes: 0, requests: 0, scriptBytes: 0 };
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.url.startsWith('data:')) return; // came with the page
    seen.requests += 1;
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.bytes += encodedDataLength;
    if (scripts.has(requestId)) seen.scriptBytes += encodedDataLength;
  });
  return seen;
};

/** A page that moves to its mistakes as it opens has no largest paint, which ends at the first scroll: the first one counts. */
const PAINTED = `vitals.lcp ||= performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0`;

const vitalsOf = async (page: Page, hasScripts: boolean): Promise<{ lcp: number; cls: number }> => {
  if (!hasScripts) return { lcp: 0, cls: 0 };
  // Not `waitForFunction`, which the content policy of the pages forbids; closing the window ends it.
  while ((await page.evaluate(PAINTED)) === 0) await setTimeout(50);
  const [lcp, cls] = String(await page.evaluate('[vitals.lcp, vitals.cls].join()')).split(',');
  return { lcp: Number(lcp), cls: Number(cls) };
};

const wrongWith = async (page: Page, { title, shown }: Looking): Promise<readonly string[]> => {
  const heading = (await page.textContent('h1')) ?? '';
  const text = (await page.textContent('main')) ?? '';
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  return [
    ...(heading.includes(title) ? [] : [`«${heading}» instead of «${title}»`]),
    ...(text.includes(shown) ? [] : [`«${shown}» is not there`]),
    ...(wide === true ? ['wider than the window'] : []),
  ];
};

/**
 * Looks at a page, once, in a window of a browser that has never been there: the traffic and the paints are those of its address,
 * accessibility is judged where what is done there leads.
 */
export const measureOnce = async (browser: Browser, view: View, looking: Looking, target: Target): Promise<Measure> => {
  const { size, javaScriptEnabled, isPhone } = view;
  const context = await openWindow(browser, { viewport: size, javaScriptEnabled }, target);
  // Whatever waits for a page, a script of it included, is refused when its window is closed.
  const bound = globalThis.setTimeout(() => void context.close().catch(() => undefined), WINDOW_TIMEOUT_MS);
  try {
    await context.addInitScript({ content: OBSERVE });
    await context.addInitScript({ content: NO_MORE_REFRESHES });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const traffic = await countTraffic(session);
    if (isPhone) {
      await session.send('Network.emulateNetworkConditions', SLOW_4G);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    }
    await page.goto(target.url, { waitUntil: 'networkidle' });
    const measured = { ...traffic, ...(await vitalsOf(page, javaScriptEnabled)) };
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    if (javaScriptEnabled) {
      await installAxe(context);
      await page.reload();
    }
    await looking.act?.(page);
    return {
      ...measured,
      violations: javaScriptEnabled ? [await violations(page)].flat().map(String) : [],
      wrong: await wrongWith(page, looking),
    };
  } finally {
    clearTimeout(bound);
    await context.close();
  }
};
