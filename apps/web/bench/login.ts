/** The part of `npm run bench:login` that needs a portal: sign-ins at its ACS, with everything that they write. */
import { performance } from 'node:perf_hooks';
import { announceCluster } from '../../../scripts/testing/config.ts';
import { openTestCluster } from '../../../scripts/testing/test-cluster.ts';
import { answerOfProvider, goToProvider, type ProviderAnswer } from '../src/testing/sign-in.ts';
import type { TestBrowser } from '../src/testing/test-browser.ts';
import { makeTestPortal } from '../src/testing/test-portal.ts';

const SIGN_INS = 400;
const WARM_UP = 100;
/** At once: more only wait for the one process. */
const AT_ONCE = 8;

const cluster = await openTestCluster();
announceCluster(cluster.doorUrl);
const portal = await makeTestPortal();

/** A citizen who comes back from the provider, in the browser that they left with. */
interface Returning {
  readonly browser: TestBrowser;
  readonly answer: ProviderAnswer;
}

const comeBack = async (): Promise<Returning> => {
  const browser = portal.browser();
  const door = await goToProvider(browser, 'rovereto');
  return { browser, answer: await answerOfProvider(browser, door, { persona: 'anna-bianchi' }) };
};

const post = async ({ browser, answer: { acs, form } }: Returning): Promise<number> => {
  const start = performance.now();
  const { status, location } = await browser.post(acs, form);
  if (location !== '/rovereto/stanza') throw new Error(`A sign-in was answered with ${status} ${location}`);
  return performance.now() - start;
};

const run = async (count: number): Promise<{ readonly perSecond: number; readonly times: readonly number[] }> => {
  const waiting: Returning[] = [];
  for (let made = 0; made < count; made += 1) waiting.push(await comeBack());
  const times: number[] = [];
  const start = performance.now();
  const one = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) times.push(await post(next));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return { perSecond: (count / (performance.now() - start)) * 1000, times: times.toSorted((a, b) => a - b) };
};

try {
  await run(WARM_UP);
  const { perSecond, times } = await run(SIGN_INS);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(
    `ACS, ${AT_ONCE} at once: ${perSecond.toFixed(0)} sign-ins/s; p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
  );
} finally {
  await portal.close();
  await cluster.close();
}
