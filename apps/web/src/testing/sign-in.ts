import type { TestBrowser } from './test-browser.ts';

/** @param browser somebody new @param key of the test identity provider */
export const signIn = async (browser: TestBrowser, ente: string, key: string, verso = ''): Promise<void> => {
  await browser.visit(`/${ente}/accedi${verso === '' ? '' : `?verso=${encodeURIComponent(verso)}`}`);
  const choice = await browser.send(`/${ente}/accedi`, { verso });
  const richiesta = choice.html.querySelector('input[name=richiesta]')?.getAttribute('value') ?? '';
  await browser.send(`/${ente}/accedi/prova`, { richiesta, persona: key });
};
