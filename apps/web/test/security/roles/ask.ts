import type { Page } from '../../../src/testing/test-browser.ts';
import { addressOf } from './address-of.ts';
import { EXPECTED, KINDS, type Kind, type Outcome, type Role } from './expected.ts';
import type { Person } from './people.ts';
import { ROUTES } from './routes.ts';
import type { Things } from './things.ts';

/** A token for the forms of a path, from the door on its side: the two sides have secrets of their own, until a sign-in. */
export const makeTokens = ({ browser, ente }: Person) => {
  const known = new Map<string, string>();
  return async (url: string): Promise<string> => {
    const office = url.startsWith(`/${ente}/operatori`);
    const secret = () => browser.cookies.get(office ? 'stanza_csrf_operatori' : 'stanza_csrf') ?? '';
    const token = known.get(secret());
    if (token !== undefined) return token;
    const door = await browser.visit(
      office ? `/${ente}/operatori/accesso` : `/${ente}/servizi/certificato-di-nascita/valutazione?voto=4`,
    );
    const fresh = door.html.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
    known.set(secret(), fresh);
    return fresh;
  };
};

const DOORS: Readonly<Record<string, Outcome>> = {
  accedi: 'sign-in',
  'operatori/accesso': 'sign-in',
  'operatori/accesso/codice': 'code',
  'operatori/secondo-fattore': 'set-up',
};
/** 204 says that there is nothing to wait for, 400 is the page of a provider's message that is not one, 302 the way to a provider. */
const IS_PAGE: readonly number[] = [200, 204, 302, 303, 400, 409, 410, 422];
/** Says so of an answer of a provider that is not valid; elsewhere it is the page of a form that was not ours. */
const REFUSES_ANSWERS = /\/(?:spid|cie)\/acs$/u;

/** @returns one of the outcomes, or the status of an answer that nobody should get */
const outcomeOf = (page: Page, ente: string, url: string): string => {
  if (page.status === 403 && REFUSES_ANSWERS.test(url)) return 'page';
  const [path = ''] = page.location?.split('?') ?? [];
  return DOORS[path.replace(`/${ente}/`, '')] ?? (IS_PAGE.includes(page.status) ? 'page' : String(page.status));
};

/** Whether a kind is for them: also what leads everybody to a door. */
export const isFor = (kind: Kind, role: Role): boolean =>
  kind === 'toOfficeDoor' || EXPECTED[kind].row[role] === 'page';

/** The kinds that are for them, or those that are not. */
export const kindsOf = (role: Role, isLetIn: boolean): readonly Kind[] =>
  KINDS.filter((kind) => isFor(kind, role) === isLetIn);

/** What there is to be asked for comes before what changes it. */
const inOrder = (kind: Kind): readonly string[] =>
  ROUTES[kind].toSorted((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));

/** Asks for all that is of these kinds, and sends the forms with a good token. @returns each route with its outcome */
export const askAll = async (
  person: Person,
  kinds: readonly Kind[],
  things: Things,
  fields: Readonly<Record<string, string>>,
): Promise<readonly (readonly [string, string])[]> => {
  const { browser, ente } = person;
  const tokenFor = makeTokens(person);
  const found: [string, string][] = [];
  for (const route of kinds.flatMap(inOrder)) {
    const [method, pattern = ''] = route.split(' ');
    const url = addressOf(pattern, ente, things);
    const page = await (async () => {
      if (method === 'GET') return browser.get(url);
      return method === 'PUT' ? browser.put(url, fields) : browser.post(url, { ...fields, _csrf: await tokenFor(url) });
    })();
    found.push([route, outcomeOf(page, ente, url)]);
  }
  return found;
};

/** What {@link askAll} finds when the table is right. */
export const expectedOf = (role: Role, kinds: readonly Kind[]): readonly (readonly [string, Outcome])[] =>
  kinds.flatMap((kind) => inOrder(kind).map((route) => [route, EXPECTED[kind].row[role]] as const));
