/** The part of `npm run bench:login` that needs a portal: sign-ins at its ACS, with everything that they write. */
import { performance } from 'node:perf_hooks';
import { announceCluster } from '../../../scripts/testing/config.ts';
import { openTestCluster } from '../../../scripts/testing/test-cluster.ts';
import { answerOfProvider, goToProvider, type ProviderAnswer } from '../src/testing/sign-in.ts';
import { makeTestPortal } from '../src/testing/test-portal.ts';

const SIGN_INS = 400;
const WARM_UP = 100;
/** At once: more only wait for the one process. */
const AT_ONCE = 8;

const cluster = await openTestCluster();
announceCluster(cluster.doorUrl);
const portal = await makeTestPortal();

/** A citizen who comes back from the provider. */
const answer = async (): Promise<ProviderAnswer> => {
  const browser = portal.browser();
  return answerOfProvider(browser, await goToProvider(browser, 'rovereto'), { persona: 'anna-bianchi' });
};

const post = async ({ acs, form }: ProviderAnswer): Promise<number> => {
  const start = performance.now();
  const { status } = await portal.browser().post(acs, form);
  if (status !== 303) throw new Error(`A sign-in was answered with ${status}`);
  return performance.now() - start;
};

const run = async (count: number): Promise<{ readonly perSecond: number; readonly times: readonly number[] }> => {
  const waiting: ProviderAnswer[] = [];
  for (let made = 0; made < count; made += 1) waiting.push(await answer());
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
