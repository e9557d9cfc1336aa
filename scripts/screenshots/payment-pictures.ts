import type { Page } from 'playwright-core';
import { openPaidService } from '../../apps/web/src/testing/paid-service.ts';
import type { OpenStage } from '../testing/open-stage.ts';
import { openWindow } from '../testing/open-window.ts';

/** Pays for a practice, and takes a picture of it before, after, and in the list. */
export const takePaymentPictures = async (
  { portal, origin, browser }: OpenStage,
  viewport: { readonly width: number; readonly height: number },
  photograph: (page: Page, name: string) => Promise<void>,
): Promise<void> => {
  const paid = await openPaidService(portal);
  try {
    const citizen = await portal.citizen('giuseppe-fo');
    const { practice } = await paid.fill(citizen);
    const take = async (name: string, path: string): Promise<void> => {
      const url = origin + path;
      const context = await openWindow(browser, { viewport }, { url, cookies: citizen.cookies });
      const page = await context.newPage();
      // Twice, as for the other pictures. The page of the step goes on listening: it is never idle.
      for (let times = 0; times < 2; times += 1) await page.goto(url, { waitUntil: 'load' });
      await photograph(page, name);
      await context.close();
    };
    await portal.drain();
    await take('pagamento', `${practice}/compila/pagamento`);
    await paid.pay(practice);
    await paid.work();
    await paid.work();
    await take('pagamento-confermato', `${practice}/compila/pagamento`);
    await take('i-miei-pagamenti', '/rovereto/pagamenti');
  } finally {
    await paid.close();
  }
};
