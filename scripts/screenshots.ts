/**
 * `npm run screenshots`: starts the portal with its demonstration's data in a folder of its own, walks it like a citizen in a
 * real Chromium and photographs the pages that the documentation shows.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readStartConfig } from './config.ts';
import { freePort } from './postgres/free-port.ts';
import { runPortal } from './start/run-portal.ts';
import { findChromium, launchChromium } from './testing/chromium.ts';
import { makePublicTempFolder } from './testing/public-temp-folder.ts';

const IMAGES = join(import.meta.dirname, '../docs/images');

/** From the service's sheet to the last form, as Anna Bianchi. */
const fillIn = async (page: Page, origin: string): Promise<void> => {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(`${origin}/rovereto/servizi/certificato-di-nascita/compila`);
  await press('Entra con la tua identità digitale');
  await page.getByLabel('Anna Bianchi').check();
  await press('Entra');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await press('Salva');
  const home = { via: 'Via Roma', civico: '1', cap: '38068', comune: 'Rovereto', provincia: 'TN' };
  for (const [id, value] of Object.entries(home)) await page.fill(`#residenza-${id}`, value);
  await press('Salva informazioni profilo');
  await page.getByLabel('Ho letto le istruzioni').check();
  await press('Avanti');
  await page.getByLabel('I miei dati sono corretti').check();
  await press('Avanti');
  await page.getByLabel('No', { exact: false }).first().check();
  await press('Avanti');
  await page.getByLabel('Certificato semplice').check();
  await page.fill('#uso', 'Contratto con una banca');
};

const photograph = async (origin: string): Promise<void> => {
  const program = await findChromium();
  if (program === null) throw new Error('There is no Chromium to take the pictures with');
  const browser = await launchChromium(program);
  try {
    const context = await browser.newContext({ viewport: { width: 1200, height: 1000 }, locale: 'it-IT' });
    const page = await context.newPage();
    await fillIn(page, origin);
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(IMAGES, 'compilazione.png') });
  } finally {
    await browser.close();
  }
};

const folder = await makePublicTempFolder();
const port = await freePort();
const end = new AbortController();
try {
  const config = readStartConfig({ DATA_DIR: folder, PORT: String(port) });
  await new Promise<void>((fulfil, reject) => {
    const say = (line: string) => {
      if (!line.startsWith('La Stanza del Cittadino è pronta')) return;
      photograph(`http://127.0.0.1:${port}`)
        .finally(() => end.abort())
        .catch(reject);
    };
    runPortal(config, say, end.signal).then(fulfil, reject);
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
