import { createHash } from 'node:crypto';
import { here, PDF } from '../../apps/web/src/testing/certificato.ts';
import { confirmAnswer } from '../../apps/web/src/testing/integration.ts';
import { signIn } from '../../apps/web/src/testing/sign-in.ts';
import type { FileToSend, TestBrowser } from '../../apps/web/src/testing/test-browser.ts';
import { completeFirstAccess } from '../../apps/web/src/testing/test-portal.ts';
import { makeHttpBrowser, untilAnswered } from './over-http.ts';

/** A practice that the portal has said is sent. */
export interface Sent {
  readonly ente: string;
  readonly id: string;
  /** SHA-256 of what was uploaded, in lower-case hex. */
  readonly uploads: readonly string[];
}

export interface ChaosCitizen {
  /** Fills in a practice and sends it. @param mark that makes its files different from all others; null for one without files */
  send(mark: string | null): Promise<Sent>;
  /** Answers a request of integration. */
  complete(practice: Sent): Promise<void>;
  /** Every file among "I miei allegati", by its SHA-256. */
  files(): Promise<ReadonlySet<string>>;
}

const MARIO_ROSSI = {
  delega_tipo: 'delegato',
  nome_soggetto: 'Mario Rossi',
  cf_soggetto: 'RSSMRA80A01H501U',
  data_nascita_soggetto: '1980-01-01',
};
const MOST_PAGES = 1_000;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const marked = (field: string, mark: string): FileToSend => ({
  field,
  fileName: `${field}.pdf`,
  content: Buffer.concat([PDF, Buffer.from(`% ${field} ${mark}\n`)]),
});

/** @throws Error when the browser is somewhere else */
const expectAt = (browser: TestBrowser, path: string): void => {
  if (here(browser) !== path) throw new Error(`A citizen is at ${here(browser)}, and not at ${path}`);
};

interface Step {
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly FileToSend[];
}

const stepsOf = (files: readonly FileToSend[]): readonly Step[] => {
  const forSomebody = files.length > 0;
  return [
    // Once more for a draft of which only the beginning was kept.
    { id: 'istruzioni', fields: { istruzioni: 'si' }, files: [] },
    { id: 'richiedente', fields: { richiedente: 'si' }, files: [] },
    { id: 'delega', fields: { has_delega: forSomebody ? 'si' : 'no' }, files: [] },
    ...(forSomebody ? [{ id: 'specifica-delega', fields: MARIO_ROSSI, files }] : []),
    { id: 'tipologia-ed-uso', fields: { tipologia: 'semplice', uso: 'Contratto con una banca' }, files: [] },
  ];
};

const fillIn = async (browser: TestBrowser, ente: string, files: readonly FileToSend[]): Promise<string> => {
  const start = `/${ente}/servizi/certificato-di-nascita/compila`;
  const first = await untilAnswered(async () => {
    await browser.visit(start);
    const page = await browser.send(start, { istruzioni: 'si', azione: 'avanti' });
    if (!here(browser).endsWith('/bozza')) return here(browser);
    // The answer of the portal was lost, the draft was not: it is offered to go on with it.
    return page.html.querySelector('main a.btn-primary')?.getAttribute('href') ?? '';
  });
  const [practice = '', step] = first.split('/compila');
  if (step === undefined) throw new Error(`A practice begins at ${first}`);
  const steps = stepsOf(files);
  for (const [index, { id, fields, files: uploads }] of steps.entries()) {
    const typed = { ...fields, azione: 'avanti' };
    const at = `${practice}/compila/${id}`;
    await untilAnswered(() => (uploads.length === 0 ? browser.send(at, typed) : browser.sendFiles(at, typed, uploads)));
    expectAt(browser, `${practice}/compila/${steps[index + 1]?.id ?? 'conferma'}`);
  }
  return practice;
};

/** Somebody who signs in, and does again whatever was not answered. @param persona key of an invented citizen */
export const openCitizen = async (origin: string, ente: string, persona: string): Promise<ChaosCitizen> => {
  const browser = makeHttpBrowser(origin);
  await untilAnswered(() => signIn(browser, ente, persona));
  await untilAnswered(() => completeFirstAccess(browser, ente));
  return {
    async send(mark) {
      const files = mark === null ? [] : ['file_delega', 'file_documento'].map((field) => marked(field, mark));
      const practice = await fillIn(browser, ente, files);
      await untilAnswered(async () => {
        await browser.visit(`${practice}/compila/conferma`);
        if (here(browser) === practice) return; // the answer was lost, not the sending
        await browser.send(`${practice}/compila/conferma`, { azione: 'avanti', conferma: 'si' });
      });
      expectAt(browser, practice);
      return { ente, id: practice.split('/').at(-1) ?? '', uploads: files.map(({ content }) => sha256(content)) };
    },
    complete: ({ id }) =>
      untilAnswered(async () => {
        const practice = `/${ente}/pratiche/${id}`;
        const form = await browser.visit(`${practice}/integrazione`);
        if (here(browser) === practice || form.status === 404) return;
        const asked = await browser.sendFiles(`${practice}/integrazione`, { uso: 'Mutuo', azione: 'avanti' }, []);
        await confirmAnswer(browser, practice, asked);
      }),
    async files() {
      const found = new Set<string>();
      let next: string | undefined = `/${ente}/allegati`;
      for (let pages = 0; next !== undefined && pages < MOST_PAGES; pages += 1) {
        const page = await browser.visit(next);
        const links = page.html.querySelectorAll('main a').map((link) => link.getAttribute('href') ?? '');
        for (const href of links.filter((one) => /\/allegati\/[0-9a-f-]{36}$/u.test(one))) {
          found.add(sha256((await browser.get(href)).bytes));
        }
        next = links.find((href) => href.includes('/allegati?dopo='))?.replaceAll('&amp;', '&');
      }
      return found;
    },
  };
};
