import type { SeededRandom } from '@stanza/gateways/testing';
import { makeP7m } from '@stanza/gateways/testing';
import { PDF } from '../../apps/web/src/testing/certificato.ts';
import { versionOn } from '../../apps/web/src/testing/office.ts';
import type { Page } from '../../apps/web/src/testing/test-browser.ts';
import { demoCredentials } from '../seed/seed-demo.ts';
import { makeHttpBrowser, untilAnswered } from './over-http.ts';
import type { TroubledRegistry } from './troubled-registry.ts';

/** What came of looking at a practice. */
export type Work = 'did something' | 'waits' | 'waits for the citizen' | 'ended';

export interface ChaosOperator {
  /** Does what is to be done next with a practice. */
  workOn(id: string): Promise<Work>;
  /** "Riprova" on everything that is blocked. */
  retryBlocked(): Promise<void>;
}

/** What the run is told of. */
interface Told {
  /** A doubt was settled. */
  readonly onSettled: () => void;
  /** The portal took for not asked for what the registry has in its book. @param key of the registration */
  readonly onForgotten: (key: string) => void;
}

const OUTCOMES: readonly [string, string, string] = ['accettata', 'accettata', 'rifiutata'];
/** How the subject begins of what is registered under a key that ends like this. */
const SUBJECTS: readonly (readonly [ending: RegExp, subject: RegExp])[] = [
  [/^[^:]+:richiesta$/u, /^Certificato/u],
  [/^[^:]+:risposta$/u, /^Risposta/u],
  [/:integrazione:[^:]+:richiesta$/u, /^Richiesta di integrazione/u],
  [/:integrazione:[^:]+:risposta$/u, /^Integrazione/u],
];

const linkTo = (page: Page, end: string): string | undefined =>
  page.html
    .querySelectorAll('main a')
    .map((link) => link.getAttribute('href') ?? '')
    .find((href) => href.endsWith(end));

/** The operator of an ente, who signs in and does again whatever was not answered. */
export const openOperator = async (
  origin: string,
  { slug, name }: { readonly slug: string; readonly name: string },
  random: SeededRandom,
  registry: TroubledRegistry,
  { onSettled, onForgotten }: Told,
): Promise<ChaosOperator> => {
  const browser = makeHttpBrowser(origin);
  const office = `/${slug}/operatori`;
  const credential = demoCredentials().find(({ ente, role }) => ente === name && role === 'operatore');
  if (credential === undefined) throw new Error(`${name} has no operator`);
  await untilAnswered(async () => {
    await browser.visit(`${office}/accesso`);
    await browser.send(`${office}/accesso`, { email: credential.username, password: credential.password });
  });
  /** One in five is asked for more, when it is looked at for the first time. */
  const looked = new Set<string>();

  const takeCharge = async (href: string): Promise<void> => {
    const form = await browser.visit(`${href}/presa-in-carico`);
    await browser.send(`${href}/presa-in-carico`, { conferma: 'si', versione: versionOn(form) });
  };
  const ask = async (href: string): Promise<void> => {
    const form = await browser.visit(`${href}/integrazione`);
    const scadenza = form.html.querySelector('#scadenza')?.getAttribute('value') ?? '';
    const fields = { messaggio: 'Manca l’uso.', campi: 'uso', documenti: '', scadenza, versione: versionOn(form) };
    await browser.send(`${href}/integrazione`, fields);
  };
  const decide = async (href: string, form: Page): Promise<void> => {
    const esito = random.oneOf(OUTCOMES);
    const has = (field: string): boolean => form.html.querySelector(`#${field}`) !== null;
    const enclosed = { field: 'documento', fileName: 'certificato.pdf', content: PDF };
    await browser.sendFiles(
      `${href}/elabora`,
      {
        esito,
        motivazione: esito === 'rifiutata' ? 'Manca un documento' : '',
        flusso: form.html.querySelector('input[name=flusso]')?.getAttribute('value') ?? '',
        versione: versionOn(form),
        ...(has('definitiva') ? { definitiva: 'si' } : {}),
      },
      has('documento') && esito === 'accettata' ? [enclosed] : [],
    );
  };
  const sign = async (href: string, form: Page): Promise<void> => {
    const answer = await browser.get(`${href}/documenti/risposta`);
    const content = await makeP7m({ content: answer.bytes });
    const file = { field: 'risposta', fileName: 'risposta.pdf.p7m', content };
    await browser.sendFiles(`${href}/risposta`, { versione: versionOn(form) }, [file]);
  };
  /** Looks into the registry's book and says what is there. What was refused is asked for again: nothing of it may be in the book. */
  const settle = async (href: string, code: string): Promise<void> => {
    const page = await browser.visit(`${href}/registrazione`);
    for (const form of page.html.querySelectorAll('form:has(input[name=chiave])')) {
      const chiave = form.querySelector('input[name=chiave]')?.getAttribute('value') ?? '';
      const subject = SUBJECTS.find(([ending]) => ending.test(chiave))?.[1];
      const line = registry.lines.find(({ oggetto }) => oggetto.includes(code) && subject?.test(oggetto));
      const isDoubt = form.querySelector('button[value=a-mano]') === null;
      if (!isDoubt && line !== undefined) onForgotten(chiave);
      const giorno = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());
      const found = line === undefined ? { trovato: 'no' } : { trovato: 'si', numero: String(line.number), giorno };
      await browser.send(`${href}/registrazione`, { chiave, ...found });
      if (isDoubt) onSettled();
    }
  };
  const answer = async (href: string, id: string): Promise<Work> => {
    const form = await browser.visit(`${href}/elabora`);
    if (form.html.querySelector('input[name=risposta]') !== null) {
      await sign(href, form);
      return 'did something';
    }
    if (form.html.querySelector('input[name=esito]') === null) return 'waits';
    const asks = !looked.has(id) && random.below(5) === 0;
    looked.add(id);
    if (asks) await ask(href);
    else await decide(href, form);
    return 'did something';
  };

  return {
    workOn: (id) =>
      untilAnswered(async () => {
        const href = `${office}/pratiche/${id}`;
        const page = await browser.visit(href);
        const state = /Stato: (?<state>\S+(?: \S+)?)/u.exec(page.text('main'))?.groups?.state ?? '';
        if (linkTo(page, '/registrazione') !== undefined) {
          await settle(href, page.text('main').match(/[A-Z0-9]{4}-[A-Z0-9]{4}/u)?.[0] ?? '');
          return 'did something';
        }
        if (linkTo(page, '/presa-in-carico') !== undefined) {
          await takeCharge(href);
          return 'did something';
        }
        if (linkTo(page, '/elabora') !== undefined) return answer(href, id);
        if (/^da integrare/iu.test(state)) return 'waits for the citizen';
        return /^(?:accettata|rifiutata)/iu.test(state) ? 'ended' : 'waits';
      }),
    retryBlocked: () =>
      untilAnswered(async () => {
        const page = await browser.visit(`${office}/consegne`);
        const keys = page.html.querySelectorAll('input[name=consegna]').map((one) => one.getAttribute('value') ?? '');
        if (keys.length > 0) await browser.post(`${office}/consegne/riprova`, { consegna: keys });
      }),
  };
};
