/**
 * The part of `npm run fuzz:saml` that knocks at the door: changed Responses, each to a request that is under way, are posted to
 * the ACS of a running portal. Ends with an error at the first that is not answered by a page of refusal, unless it still says
 * just what the good one said.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { mutations } from '@stanza/gateways/fuzz';
import { z } from 'zod';
import { announceCluster } from '../../../scripts/testing/config.ts';
import { openTestCluster } from '../../../scripts/testing/test-cluster.ts';
import { answerOfProvider, goToProvider } from '../src/testing/sign-in.ts';
import { makeTestPortal } from '../src/testing/test-portal.ts';

const given = parseArgs({
  options: { seed: { type: 'string' }, number: { type: 'string' }, seconds: { type: 'string' } },
});
const options = z
  .object({
    seed: z.coerce
      .number()
      .int()
      .default(randomInt(2 ** 31)),
    number: z.coerce.number().int().positive().default(400),
    seconds: z.coerce.number().positive().default(120),
  })
  .parse(given.values);

const WHO = 'Anna Bianchi';

const cluster = await openTestCluster();
announceCluster(cluster.doorUrl);
const portal = await makeTestPortal();
try {
  const statuses = new Map<number, number>();
  const until = Date.now() + options.seconds * 1000;
  let done = 0;
  for (; done < options.number && Date.now() < until; done += 1) {
    const browser = portal.browser();
    const { acs, form } = await answerOfProvider(browser, await goToProvider(browser, 'rovereto'), {
      persona: 'anna-bianchi',
    });
    const xml = Buffer.from(form.SAMLResponse, 'base64').toString('utf8');
    const { what, encoded } = mutations(options.seed + done, [xml]).next().value;
    const page = await browser.post(acs, { ...form, SAMLResponse: encoded });
    statuses.set(page.status, (statuses.get(page.status) ?? 0) + 1);
    const isRefused = page.status >= 400 && page.status < 500;
    const name = page.status === 303 ? (await browser.visit('/rovereto/condizioni')).text('.testata-nome-testo') : null;
    if (!isRefused && name !== WHO) {
      throw new Error(`Seed ${options.seed + done} (${what.join(', ')}): status ${page.status}, signed in ${name}`);
    }
  }
  const counts = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ');
  console.log(
    `${done} changed Responses at the ACS from seed ${options.seed}: ${counts}. No 5xx, nobody else signed in.`,
  );
} finally {
  await portal.close();
  await cluster.close();
}
