import { oneTimeCodeAt } from '@stanza/gateways';
import type { DemoCredential } from '../../../../scripts/seed/demo-credential.ts';
import type { Portal } from '../portal.ts';
import type { TestBrowser } from './test-browser.ts';

const STEP_MS = 30_000;

/** The steps of time whose codes were used, by secret: a code is good once, and tests sign in faster than codes change. */
const used = new WeakMap<Portal, Map<string, number>>();

/** A code that was not used yet: that of this step of time, or of the next, which is good already. */
const freshCode = (portal: Portal, secret: string): { readonly code: string; readonly step: number } => {
  const now = portal.clock.now().getTime();
  const last = used.get(portal)?.get(secret) ?? 0;
  const step = Math.max(Math.floor(now / STEP_MS) - 1, last + 1);
  return { code: oneTimeCodeAt(secret, new Date(step * STEP_MS)), step };
};

/**
 * Signs an operator in the way that they do it, with the code of their app where they have one.
 * @throws Error when more codes are asked for than there are in a minute and a half
 */
export const signInOperator = async (
  portal: Portal,
  browser: TestBrowser,
  ente: string,
  { username, password, secondFactor }: Pick<DemoCredential, 'username' | 'password' | 'secondFactor'>,
): Promise<void> => {
  const door = `/${ente}/operatori/accesso`;
  await browser.visit(door);
  await browser.send(door, { email: username, password });
  if (secondFactor === null) return;
  const { code, step } = freshCode(portal, secondFactor);
  const page = await browser.post(`${door}/codice`, { codice: code });
  if (page.location === null) throw new Error(`${username} has no code that was not used: ${page.text('main')}`);
  used.set(portal, (used.get(portal) ?? new Map<string, number>()).set(secondFactor, step));
  await browser.visit(page.location);
};
