import { oneTimeCodeAt } from '@stanza/gateways';
import type { DemoCredential } from '../../../../scripts/seed/demo-credential.ts';
import type { Portal } from '../portal.ts';
import type { TestBrowser } from './test-browser.ts';

const STEP_MS = 30_000;

/** What somebody has left to sign in with: the last step of time whose code was used, and recovery codes. */
interface Means {
  step: number;
  recovery: string[];
}

const meansOf = new WeakMap<Portal, Map<string, Means>>();

const meansFor = (portal: Portal, secret: string): Means => {
  const known = meansOf.get(portal) ?? new Map<string, Means>();
  meansOf.set(portal, known);
  const means = known.get(secret) ?? { step: 0, recovery: [] };
  known.set(secret, means);
  return means;
};

/**
 * A code of the app that was not used yet: that of this step of time or of the next, which is good too. That of the step before would be
 * refused when another step begins while it is sent.
 */
const appCode = (portal: Portal, secret: string, means: Means): string => {
  means.step = Math.max(Math.floor(portal.clock.now().getTime() / STEP_MS), means.step + 1);
  return oneTimeCodeAt(secret, new Date(means.step * STEP_MS));
};

/**
 * Signs an operator in the way that they do it. A code of an app is good once, and tests sign in faster than codes change: whoever
 * does so a second time gets recovery codes for the next ones.
 */
export const signInOperator = async (
  portal: Portal,
  browser: TestBrowser,
  ente: string,
  { username, password, secondFactor }: Pick<DemoCredential, 'username' | 'password' | 'secondFactor'>,
): Promise<void> => {
  const office = `/${ente}/operatori`;
  await browser.visit(`${office}/accesso`);
  await browser.send(`${office}/accesso`, { email: username, password });
  if (secondFactor === null) return;
  const means = meansFor(portal, secondFactor);
  const isFirst = means.step === 0;
  const page = await browser.post(`${office}/accesso/codice`, {
    codice: means.recovery.pop() ?? appCode(portal, secondFactor, means),
  });
  if (page.location === null) throw new Error(`The code of ${username} was refused: ${page.text('main')}`);
  await browser.visit(page.location);
  if (isFirst || means.recovery.length > 0) return;
  await browser.visit(`${office}/profilo`);
  const renewed = await browser.post(`${office}/profilo/codici`, { vecchia: password });
  means.recovery = [...renewed.texts('.codici code')];
  await browser.visit(office);
};
