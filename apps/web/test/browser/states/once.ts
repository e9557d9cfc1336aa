import { oneTimeCodeAt } from '@stanza/gateways';
import type { TestBrowser } from '../../../src/testing/test-browser.ts';
import type { TestPortal } from '../../../src/testing/test-portal.ts';
import type { Stage } from '../stage.ts';
import type { Tab } from '../tab.ts';

/** Pages of one journey that changes what the other states show, and can be made once: it comes after all of them. */
export interface Once {
  /** The templates that it checks. */
  readonly pages: readonly string[];
  readonly journey: string;
  readonly somebody: (stage: Stage) => TestBrowser;
  readonly make: (tab: Tab, origin: string, portal: TestPortal) => Promise<void>;
}

const OFFICE = '/rovereto/operatori';

const passwordIn = ({ staff }: TestPortal): string => {
  const found = staff.find(({ username }) => username === 'paola.conti@comune.rovereto.example');
  if (found === undefined) throw new Error('Paola Conti is not there');
  return found.password;
};

export const ONCE: readonly Once[] = [
  {
    pages: ['operatori-insieme/risultato'],
    journey: 'takes together whatever nobody has in charge',
    somebody: ({ operator }) => operator,
    async make({ page, check, press }, origin) {
      await page.goto(`${origin}${OFFICE}?lista=da_assegnare`);
      await page.getByRole('checkbox', { name: 'Scegli tutte quelle di questa pagina' }).check();
      await press('Prendi in carico');
      await press('Sì, sono sicuro');
      await check('Che cosa abbiamo fatto');
    },
  },
  {
    pages: ['operatori-secondo-fattore/codici', 'operatori-profilo/codici'],
    journey: 'sets up the second factor, and makes its recovery codes anew',
    somebody: ({ operator }) => operator,
    async make({ page, check, press, follow }, origin, portal) {
      const password = passwordIn(portal);
      await page.goto(`${origin}${OFFICE}/secondo-fattore`);
      const secret = (await page.textContent('.qr code')) ?? '';
      await page.fill('#codice', oneTimeCodeAt(secret.replaceAll(/\s/gu, ''), portal.portal.clock.now()));
      if ((await page.locator('#password').count()) > 0) await page.fill('#password', password);
      await press('Attiva il secondo fattore');
      await check('Conserva i codici di recupero');
      await follow('Li ho conservati, continua');
      await page.goto(`${origin}${OFFICE}/profilo`);
      const renewal = page.locator('form', { hasText: 'Crea nuovi codici di recupero' });
      await renewal.locator('input[type=password]').fill(password);
      await press('Crea nuovi codici di recupero');
      await check('Conserva i codici di recupero');
    },
  },
];
