/**
 * `npm run screenshots`: photographs the pages of the manuals again, in the states of the browser tests, as they are now.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Audience } from '../apps/web/test/browser/looking.ts';
import { AUDIENCES } from '../apps/web/test/browser/states.ts';
import { MANUALS } from './screenshots/manuals.ts';
import { takePaymentPictures } from './screenshots/payment-pictures.ts';
import { type OpenStage, openStage } from './testing/open-stage.ts';
import { openWindow } from './testing/open-window.ts';

const imagesOf = (folder: string): string => join(import.meta.dirname, '../docs', folder, 'immagini');

const PHONE = { width: 412, height: 823 };
/** What is further down is cut off. */
const MAX_HEIGHT = 1600;

const viewportOf = (name: string, width: number) => (name.endsWith('-telefono') ? PHONE : { width, height: 900 });

/** The whole page from its top, as WebP: pictures of text stay sharp and are a third of a PNG. */
const photograph = async (page: Page, file: string): Promise<void> => {
  await page.evaluate('document.fonts.ready');
  const session = await page.context().newCDPSession(page);
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const height = Math.min(cssContentSize.height, MAX_HEIGHT);
  const clip = { x: 0, y: 0, width: cssContentSize.width, height, scale: 1 };
  const format = { format: 'webp', quality: 60, captureBeyondViewport: true } as const;
  const { data } = await session.send('Page.captureScreenshot', { ...format, clip });
  await writeFile(file, data, 'base64');
};

const takeAll = async ({ who, somebody, pages }: Audience, { portal, stage, origin, browser }: OpenStage) => {
  const wanted = MANUALS.flatMap(({ folder, width, pictures }) =>
    Object.entries(pictures[who] ?? {}).map(([name, state]) => ({
      state,
      viewport: viewportOf(name, width),
      file: join(imagesOf(folder), `${name}.webp`),
    })),
  );
  if (wanted.length === 0) return;
  const { cookies } = await somebody(portal, stage);
  for (const { state, viewport, file } of wanted) {
    const looking = pages.find((candidate) => candidate.state === state);
    if (looking === undefined) throw new Error(`${who} sees no «${state}» in the browser tests`);
    const url = origin + looking.href(stage);
    const context = await openWindow(browser, { viewport }, { url, cookies });
    const page = await context.newPage();
    // Twice: on the first visit a font that comes late is left out (`font-display: optional`).
    for (const waitUntil of ['networkidle', 'load'] as const) await page.goto(url, { waitUntil });
    await looking.act?.(page);
    await photograph(page, file);
    await context.close();
  }
};

const opened = await openStage();
try {
  for (const { folder } of MANUALS) {
    await rm(imagesOf(folder), { recursive: true, force: true });
    await mkdir(imagesOf(folder), { recursive: true });
  }
  for (const audience of AUDIENCES) await takeAll(audience, opened);
  const [citizens] = MANUALS;
  if (citizens === undefined) throw new Error('There is no manual');
  await takePaymentPictures(opened, viewportOf('', citizens.width), (page, name) =>
    photograph(page, join(imagesOf(citizens.folder), `${name}.webp`)),
  );
} finally {
  await opened.close();
}
