import type { TestBrowser } from './test-browser.ts';

/** A file that is a PDF for whoever looks at its content. */
export const PDF = new TextEncoder().encode(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
);

/** The address of the service at an ente. */
export const serviceAt = (ente: string): string => `/${ente}/servizi/certificato-di-nascita`;

/** The address of the step that the browser is at, without its query. */
export const here = (browser: TestBrowser): string => browser.path.split('?', 1)[0] ?? '';

/** What a citizen answers, step by step, when they ask for themselves. */
export const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  richiedente: { richiedente: 'si' },
  delega: { has_delega: 'no' },
  'tipologia-ed-uso': { tipologia: 'semplice', uso: 'Contratto con una banca' },
};

/**
 * Starts a "Certificato di nascita" for oneself and fills it in up to the page of a step.
 * @param upTo id of the step to stop at
 * @returns the address of the practice
 */
export const fillIn = async (browser: TestBrowser, upTo = 'conferma', ente = 'rovereto'): Promise<string> => {
  const start = `${serviceAt(ente)}/compila`;
  await browser.visit(start);
  await browser.send(start, { istruzioni: 'si', azione: 'avanti' });
  while (!here(browser).endsWith(`/${upTo}`)) {
    const step = here(browser).split('/').at(-1) ?? '';
    const answers = ANSWERS[step];
    if (answers === undefined) throw new Error(`The step at ${browser.path} is not one that is known`);
    await browser.send(here(browser), { ...answers, azione: 'avanti' });
  }
  return here(browser).split('/compila/', 1)[0] ?? '';
};

/** Fills in a "Certificato di nascita" for oneself and sends it. @returns the address of the practice */
export const sendCertificate = async (browser: TestBrowser, ente = 'rovereto'): Promise<string> => {
  const practice = await fillIn(browser, 'conferma', ente);
  await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
  return practice;
};

/** Of whom {@link fillInOnBehalf} asks the certificate: the test citizen `mario-rossi`. */
const MARIO_ROSSI = {
  delega_tipo: 'delegato',
  nome_soggetto: 'Mario Rossi',
  cf_soggetto: 'RSSMRA80A01H501U',
  data_nascita_soggetto: '1980-01-01',
};

/** Fills in a request for Mario Rossi, with two files and a private note, up to what it is for. @returns the address of the practice */
export const fillInOnBehalf = async (browser: TestBrowser, note: string): Promise<string> => {
  const practice = await fillIn(browser, 'delega');
  await browser.send(`${practice}/compila/delega`, { has_delega: 'si', nota_privata: note, azione: 'avanti' });
  await browser.sendFiles(`${practice}/compila/specifica-delega`, { ...MARIO_ROSSI, azione: 'avanti' }, [
    { field: 'file_delega', fileName: 'delega è.pdf', content: PDF },
    { field: 'file_documento', fileName: 'carta d’identità.pdf', content: PDF },
  ]);
  return practice;
};

/** Asks for the certificate of Mario Rossi, who is among the test citizens, with two files and a private note. @returns the address of the practice */
export const sendOnBehalf = async (browser: TestBrowser, note: string): Promise<string> => {
  const practice = await fillInOnBehalf(browser, note);
  await browser.send(`${practice}/compila/tipologia-ed-uso`, { ...ANSWERS['tipologia-ed-uso'], azione: 'avanti' });
  await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
  return practice;
};
