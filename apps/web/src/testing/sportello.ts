import { ANSWERS, here } from './certificato.ts';
import { requestIntegration } from './integration.ts';
import { takeCharge } from './office.ts';
import type { Page, TestBrowser } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

/** Where operators of Rovereto open practices on behalf of citizens. */
export const COUNTER = '/rovereto/operatori/per-conto';

/** Luca Ferrari, who is among the test citizens and has not signed in at Rovereto. */
export const LUCA = {
  codice_fiscale: 'FRRLCU01R17A944G',
  cognome: 'Ferrari',
  nome: 'Luca',
  sesso: 'M',
  data_nascita: '2001-10-17',
  luogo_nascita: 'Bologna',
};
/** Contacts and residence, as the operator types them. */
export const CONTACTS = {
  email: 'luca@cittadini.example',
  telefono: '',
  'residenza.via': 'Via Dante',
  'residenza.civico': '3',
  'residenza.cap': '38068',
  'residenza.comune': 'Rovereto',
  'residenza.provincia': 'TN',
};
/** What is typed of him once he has signed in and completed the profile: nothing more is asked. */
export const LUCA_KNOWN = { codice_fiscale: LUCA.codice_fiscale };

/**
 * An operator opens a "Certificato di nascita" for somebody, or goes on with it, and fills it in up to the page of a step.
 * @param person what the operator types of them
 * @returns the address of the practice
 */
export const openAtCounter = async (
  operator: TestBrowser,
  person: Readonly<Record<string, string>>,
  upTo: string,
): Promise<string> => {
  await operator.visit(COUNTER);
  await operator.send(COUNTER, { servizio: 'certificato-di-nascita', ...person });
  while (!here(operator).endsWith(`/${upTo}`)) {
    const step = here(operator).split('/').at(-1) ?? '';
    const answers = step === 'istruzioni' ? { istruzioni: 'si' } : ANSWERS[step];
    if (answers === undefined) throw new Error(`The step at ${operator.path} is not one that is known`);
    await operator.send(here(operator), { ...answers, azione: 'avanti' });
  }
  return here(operator).split('/compila/', 1)[0] ?? '';
};

/** Sends a practice that is filled in, with the declaration of the operator. @returns the page where that leads */
export const sendAtCounter = (operator: TestBrowser, practice: string): Promise<Page> =>
  operator.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si', dichiarazione: 'si' });

/** A practice that an operator has opened and sent for somebody, and has asked to complete. @returns its id */
export const toIntegrateAtCounter = async (
  portal: TestPortal,
  operator: TestBrowser,
  person: Readonly<Record<string, string>>,
): Promise<string> => {
  const practice = await openAtCounter(operator, person, 'conferma');
  await sendAtCounter(operator, practice);
  await portal.drain();
  const id = practice.split('/').at(-1) ?? '';
  await takeCharge(operator, id);
  await requestIntegration(operator, id);
  return id;
};
