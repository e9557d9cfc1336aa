import { expect } from '@jest/globals';
import { oneTimeCodeAt } from '@stanza/gateways';
import type { Page, Route } from 'playwright-core';
import { openPaidService, PAID_SERVICE } from '../../../src/testing/paid-service.ts';
import { enterSpid } from '../../../src/testing/played-provider.ts';
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

/** The next thing that the script of a page asks for at an address gets another answer than the portal's. */
const answerNext = async (page: Page, url: string, answer: Parameters<Route['fulfill']>[0]): Promise<void> => {
  let isDone = false;
  await page.route(url, async (route) => {
    const request = route.request();
    if (isDone || request.method() !== 'GET' || request.isNavigationRequest()) return route.fallback();
    isDone = true;
    return route.fulfill(answer);
  });
};

const PROVIDERS = ['https://uno.gestori.example', 'https://due.gestori.example', 'https://tre.gestori.example'];
const HELP = ['Maggiori informazioni', 'Non hai SPID?', 'Serve aiuto?'];

export const ONCE: readonly Once[] = [
  {
    pages: ['accedi'],
    journey: 'goes through the providers of SPID by the keyboard alone',
    somebody: (stage) => stage.beneficiary,
    async make({ page, check }, origin, portal) {
      await enterSpid(portal, 'tre-ville', PROVIDERS);
      await page.goto(`${origin}/tre-ville/accedi`);
      const focused = () => page.evaluate('document.activeElement.textContent');
      const isOpen = () => page.evaluate(`document.querySelector('main details').open`);
      const press = async (key: string) => {
        await page.keyboard.press(key);
        return [await focused(), await isOpen()];
      };
      await page.locator('summary').focus();
      expect(await press('Enter')).toEqual(['Entra con SPID', true]);
      await check('Accedi');
      const walked: unknown[] = [];
      for (const _link of [...PROVIDERS, ...HELP]) walked.push((await press('Tab'))[0]);
      expect(walked.slice(PROVIDERS.length)).toEqual(HELP);
      expect(walked.slice(0, PROVIDERS.length).toSorted()).toEqual(
        PROVIDERS.map((url) => new URL(url).host).toSorted(),
      );
      expect(await press('Escape')).toEqual(['Entra con SPID', false]);
      expect(await press('Space')).toEqual(['Entra con SPID', true]);
      await page.emulateMedia({ forcedColors: 'active' });
      // Where grounds are not drawn the button is one by its border.
      const drawn = (what: string) => page.evaluate(`getComputedStyle(document.querySelector('summary')).${what}`);
      expect(await drawn('borderTopColor')).toBe(await drawn('color'));
      await page.emulateMedia({ forcedColors: null });
    },
  },
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
  {
    pages: ['compilazione', 'pagamenti', 'servizio'],
    journey: 'pays, with the page open that waits for it',
    somebody: (stage) => stage.beneficiary,
    async make({ page, become, check, press }, origin, portal) {
      const paid = await openPaidService(portal);
      const citizen = await portal.citizen('giuseppe-fo');
      await become(citizen, origin);
      await page.goto(origin + PAID_SERVICE);
      await check('Permesso', true);
      const { practice } = await paid.fill(citizen);
      const step = `${origin}${practice}/compila/pagamento`;
      const forward = page.getByRole('button', { name: 'Avanti', exact: true });
      // What does not answer is asked again.
      const events = `${origin}${practice}/pagamento/eventi`;
      await answerNext(page, events, { status: 429 });
      await answerNext(page, step, { status: 429 });
      await page.goto(step);
      await check('Nuova pratica: Permesso', true);
      await page.fill('#nota', 'Scritta mentre si aspetta');
      await portal.drain();
      await page.getByText('Il pagamento è pronto').first().waitFor();
      expect(await page.inputValue('#nota')).toBe('Scritta mentre si aspetta');
      expect(await page.textContent('#novita')).toContain('Il pagamento è pronto.');
      await check('Nuova pratica: Permesso', true);
      // A page that has become another one is not brought in over what is being written.
      await answerNext(page, events, { status: 429 });
      await answerNext(page, step, { contentType: 'text/html', body: '<h1>Altro</h1>' });
      await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      await page.getByText('Questa pagina non si aggiorna più da sola.').last().waitFor();
      expect(await page.inputValue('#nota')).toBe('Scritta mentre si aspetta');
      await check('Nuova pratica: Permesso', true);
      await press('Paga online');
      expect(page.url()).toContain(paid.simulator.url);
      await page.goto(`${origin}${practice}/pagamento/annullato`);
      await page.getByText('Stiamo verificando il pagamento').first().waitFor();
      await check('Nuova pratica: Permesso', true);
      await page.getByRole('button', { name: 'Ho già pagato' }).focus();
      expect(await paid.pay(practice)).toBe(true);
      await paid.work();
      await page.getByText('Il pagamento è confermato').first().waitFor();
      // What had the focus is gone: it is where one reads what has happened.
      expect(await page.evaluate('document.activeElement.id')).toBe('pagamento');
      expect(await forward.isEnabled()).toBe(true);
      await check('Nuova pratica: Permesso', true);
      await page.goto(`${origin}/rovereto/pagamenti`);
      await check('I miei pagamenti', true);
      await paid.close();
    },
  },
];
