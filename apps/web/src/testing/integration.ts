import { officeHref, versionOn } from './office.ts';
import type { Page, TestBrowser } from './test-browser.ts';

/** What the operator of the tests asks for: the use of the certificate anew, and a document. */
export const REQUEST = {
  messaggio: 'Manca il contratto.',
  campi: 'uso',
  documenti: 'Contratto di lavoro',
  scadenza: '',
} as const;

/** Asks the citizen to complete a practice that is in this operator's charge. @returns the page where that leads */
export const requestIntegration = async (
  operator: TestBrowser,
  id: string,
  typed: Readonly<Record<string, string>> = {},
): Promise<Page> => {
  const form = await operator.visit(`${officeHref(id)}/integrazione`);
  const proposed = form.html.querySelector('#scadenza')?.getAttribute('value') ?? '';
  const fields = { ...REQUEST, scadenza: proposed, ...typed, versione: versionOn(form) };
  return operator.send(`${officeHref(id)}/integrazione`, fields);
};

/** Sends an answer that was confirmed, from the page of the confirmation. @returns the page where that leads */
export const confirmAnswer = (citizen: TestBrowser, href: string, confirmation: Page): Promise<Page> => {
  const shown = confirmation.html.querySelector('input[name=dati_visti]')?.getAttribute('value') ?? '';
  return citizen.send(`${href}/integrazione/invia`, { conferma: 'si', dati_visti: shown });
};
