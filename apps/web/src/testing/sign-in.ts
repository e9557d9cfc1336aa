import type { Page, TestBrowser } from './test-browser.ts';

const hiddenValue = (page: Page, name: string): string =>
  page.html.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? '';

/** The path of an address of the portal: what `inject` is asked for. */
export const pathOfUrl = (url: string): string => {
  const { pathname, search } = new URL(url, 'http://localhost');
  return pathname + search;
};

/**
 * The page of the test provider that a sign-in leads to.
 * @param verso where the citizen wants to go
 * @param livello that is asked for; what the portal asks of everybody when it is empty
 */
export const goToProvider = async (browser: TestBrowser, ente: string, verso = '', livello = ''): Promise<Page> => {
  const wish = new URLSearchParams(Object.entries({ verso, livello }).filter(([, value]) => value !== ''));
  const door = await browser.visit(`/${ente}/accedi${wish.size === 0 ? '' : `?${wish}`}`);
  const href = door.html.querySelector('main a[href*="/spid/login?"]')?.getAttribute('href');
  // Who is in already is not offered a way in, and may go there all the same.
  const again = `/${ente}/spid/login?idp=http://localhost/gestore-di-prova/${ente}/spid`;
  const onward = await browser.get(href?.replaceAll('&amp;', '&') ?? again);
  return browser.get(pathOfUrl(onward.location ?? ''));
};

/** What a provider's page sends back to the Comune. */
export interface ProviderAnswer {
  readonly acs: string;
  readonly form: { readonly SAMLResponse: string; readonly RelayState: string };
}

/** @param answers the choice that is made at the provider, field by field */
export const answerOfProvider = async (
  browser: TestBrowser,
  door: Page,
  answers: Readonly<Record<string, string>>,
): Promise<ProviderAnswer> => {
  const query = new URLSearchParams(answers);
  for (const name of ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature']) query.set(name, hiddenValue(door, name));
  const page = await browser.get(`${browser.path.split('?', 1)[0]}?${query}`);
  const acs = page.html.querySelector('main form')?.getAttribute('action') ?? '';
  return {
    acs: pathOfUrl(acs),
    form: { SAMLResponse: hiddenValue(page, 'SAMLResponse'), RelayState: hiddenValue(page, 'RelayState') },
  };
};

/** Signs in with SPID, through the test identity provider. @param browser somebody new @param key of an invented citizen */
export const signIn = async (browser: TestBrowser, ente: string, key: string, verso = ''): Promise<void> => {
  const door = await goToProvider(browser, ente, verso);
  const { acs, form } = await answerOfProvider(browser, door, { persona: key });
  await browser.send(acs, form);
};
