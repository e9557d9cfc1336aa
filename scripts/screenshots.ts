/**
 * `npm run screenshots`: photographs the pages of the citizens' manual again, in the states of the browser tests, as they are now.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Audience } from '../apps/web/test/browser/looking.ts';
import { AUDIENCES } from '../apps/web/test/browser/states.ts';
import { type OpenStage, openStage } from './testing/open-stage.ts';
import { openWindow } from './testing/open-window.ts';

const IMAGES = join(import.meta.dirname, '../docs/manuale/immagini');

const DESKTOP = { viewport: { width: 1100, height: 900 } };
const PHONE = { viewport: { width: 412, height: 823 } };
/** What is further down is cut off. */
const MAX_HEIGHT = 1600;

/** The pictures of each reader of the browser tests: the name of the file, and the state that it shows. */
const PICTURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a visitor': {
    comuni: 'the Comuni',
    servizi: 'the services',
    servizio: 'the sheet of a service',
    accedi: 'the sign-in',
  },
  'a newcomer': {
    condizioni: 'the terms',
    profilo: 'the profile',
    istruzioni: 'the instructions',
    'i-miei-dati': 'their data',
  },
  'somebody with practices in every state': {
    compilazione: 'a form',
    'compilazione-errori': 'a form with mistakes',
    'compilazione-telefono': 'a form',
    'la-mia-stanza': 'a room with practices',
    'la-mia-stanza-telefono': 'a room with practices',
    'i-miei-allegati': 'attachments',
    pratica: 'an accepted practice',
    'pratica-telefono': 'an accepted practice',
    'le-mie-pratiche': 'the tab accettata',
    bozza: 'a draft that is there already',
    'bozza-elimina': 'a draft to delete',
    'pratica-da-integrare': 'a practice to integrate',
    integrazione: 'an integration to answer',
    ricevuta: 'a receipt',
    valutazione: 'the rating',
  },
  'a professional': { verifica: 'cambio-di-residenza, stesso-comune-locazione: conferma' },
};
const isOfPhone = (name: string): boolean => name.endsWith('-telefono');

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
  const wanted = Object.entries(PICTURES[who] ?? {});
  if (wanted.length === 0) return;
  const { cookies } = await somebody(portal, stage);
  for (const [name, state] of wanted) {
    const looking = pages.find((candidate) => candidate.state === state);
    if (looking === undefined) throw new Error(`${who} sees no «${state}» in the browser tests`);
    const url = origin + looking.href(stage);
    const context = await openWindow(browser, isOfPhone(name) ? PHONE : DESKTOP, { url, cookies });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
    await looking.act?.(page);
    await photograph(page, join(IMAGES, `${name}.webp`));
    await context.close();
  }
};

const opened = await openStage();
try {
  await rm(IMAGES, { recursive: true, force: true });
  await mkdir(IMAGES, { recursive: true });
  for (const audience of AUDIENCES) await takeAll(audience, opened);
} finally {
  await opened.close();
}
