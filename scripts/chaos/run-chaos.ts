import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { testCitizens } from '@stanza/gateways/test-provider';
import { makeSeededRandom, type SeededRandom } from '@stanza/gateways/testing';
import { makePool } from '@stanza/postgres';
import { bareEnvironment } from '../testing/config.ts';
import { type ChaosCitizen, openCitizen, type Sent } from './citizen.ts';
import { openFlakyMailbox, type TakenMail } from './flaky-mailbox.ts';
import { letTimePass } from './let-time-pass.ts';
import type { Mortal } from './mortal.ts';
import { ENTI, OUTSIDE, openPortalUnderFire, type PortalUnderFire } from './open-portal.ts';
import { type ChaosOperator, openOperator } from './operator.ts';
import { untilAnswered } from './over-http.ts';
import { JOBS, mailFactOf, readFacts } from './read-facts.ts';
import { openTroubledRegistry, type TroubledRegistry } from './troubled-registry.ts';
import { repeats, violations } from './violations.ts';

export interface ChaosOptions {
  readonly practices: number;
  readonly kills: number;
  readonly seed: number;
  /** After these it gives up. */
  readonly minutes: number;
}

/** Citizens of each ente who fill in at the same time. */
const CITIZENS = 3;
/** A process lives so long before it is killed, at most, in milliseconds: long enough to do something, or not even to start. */
const LONGEST_LIFE_MS = 8_000;
const DISTURB_MS = 400;
const LOOK_MS = 300;
/** So often in a run time passes, in milliseconds. */
const TIME_MS = 2_000;
/** After so many times the worker is killed besides. */
const TIMES_OF_A_WORKER = 20;

/** What a run is about, and how far it is. */
interface Run {
  readonly options: ChaosOptions;
  readonly random: SeededRandom;
  readonly portal: PortalUnderFire;
  readonly registry: TroubledRegistry;
  readonly sent: (Sent & { readonly citizen: ChaosCitizen })[];
  readonly citizens: ChaosCitizen[];
  readonly operators: ChaosOperator[];
  readonly ended: Set<string>;
  begun: number;
  kills: number;
  /** Registrations in doubt that an operator has settled. */
  settled: number;
  /** Keys of what is in the registry's book and was not known to have been asked for. */
  readonly forgotten: Set<string>;
}

const isOver = ({ options, sent, ended }: Run): boolean =>
  sent.length >= options.practices && ended.size >= sent.length;

/** Kills are spread over the work: of so much that was done, so many are due. */
const killsDue = ({ options: { practices, kills }, sent, ended }: Run): number =>
  Math.min(kills, Math.ceil((kills * (sent.length + ended.size + 1)) / (2 * practices)));

/** Kills one process again and again, until there were kills enough. */
const endanger = async (run: Run, mortal: Mortal): Promise<void> => {
  while (run.kills < run.options.kills) {
    await wait(run.random.below(LONGEST_LIFE_MS));
    if (run.kills < killsDue(run) && (await mortal.kill())) run.kills += 1;
  }
};

const sendAll = async (run: Run, slug: string, persona: string): Promise<void> => {
  const citizen = await openCitizen(run.portal.origin, slug, persona);
  run.citizens.push(citizen);
  while (run.begun < run.options.practices) {
    run.begun += 1;
    const mark = run.random.below(3) === 0 ? `${run.options.seed} ${run.begun}` : null;
    run.sent.push({ ...(await citizen.send(mark)), citizen });
  }
};

const workOnAll = async (run: Run, ente: (typeof ENTI)[number]): Promise<void> => {
  const operator = await openOperator(run.portal.origin, ente, run.random, run.registry, {
    onSettled: () => {
      run.settled += 1;
    },
    onForgotten: (key) => run.forgotten.add(key),
  });
  run.operators.push(operator);
  while (!isOver(run)) {
    const open = run.sent.filter(({ ente: slug, id }) => slug === ente.slug && !run.ended.has(id));
    let did = 0;
    for (const practice of open) {
      const work = await operator.workOn(practice.id);
      if (work === 'ended') run.ended.add(practice.id);
      if (work === 'waits for the citizen') await practice.citizen.complete(practice);
      if (work !== 'waits') did += 1;
    }
    await operator.retryBlocked();
    if (did === 0) await wait(LOOK_MS);
  }
};

const disturb = async (run: Run): Promise<void> => {
  while (!isOver(run)) {
    await wait(run.random.below(DISTURB_MS));
    run.registry.disturb();
  }
};

const tellProgress = async (run: Run, say: (line: string) => void): Promise<void> => {
  while (!isOver(run)) {
    await wait(30_000, undefined, { ref: false });
    say(`  ${run.sent.length} practices sent, ${run.ended.size} decided, ${run.kills} kills`);
  }
};

const passTime = async (run: Run): Promise<void> => {
  for (let passed = 1; !isOver(run); passed += 1) {
    await wait(TIME_MS);
    await letTimePass(run.portal.adminUrl);
    // A worker waits in its own memory for a registry that failed often: one that is started again does not.
    if (passed % TIMES_OF_A_WORKER === 0) await run.portal.worker.kill();
  }
};

/** Everybody does what they do, until everything that was sent is decided. @throws Error when the time is over before */
const play = async (run: Run, say: (line: string) => void): Promise<void> => {
  const { web, worker, postgres } = run.portal;
  const personas = testCitizens.filter(({ verified }) => verified.email !== null).map(({ key }) => key);
  const everybody = Promise.all([
    ...ENTI.flatMap((ente) => personas.slice(0, CITIZENS).map((persona) => sendAll(run, ente.slug, persona))),
    ...ENTI.map((ente) => workOnAll(run, ente)),
    ...[web, worker, postgres].map((mortal) => endanger(run, mortal)),
    disturb(run),
    passTime(run),
    tellProgress(run, say),
  ]);
  const tooLate = wait(run.options.minutes * 60_000, undefined, { ref: false }).then(() => {
    throw new Error(
      `After ${run.options.minutes} minutes ${run.ended.size} of ${run.sent.length} practices are decided`,
    );
  });
  await Promise.race([everybody, tooLate]);
};

/** Mails and registrations that are still under way end now that nothing fails any more. */
const drain = async ({ portal, operators }: Run): Promise<void> => {
  const admin = makePool(portal.adminUrl, { max: 1 });
  const open = `select from delivery where state in ('in_attesa', 'bloccata') union all select from (${JOBS}) left_over where jobs > 0`;
  for (let looks = 0; looks < 600 && (await admin.query(open)).rowCount !== 0; looks += 1) {
    for (const operator of looks % 20 === 0 ? operators : []) await operator.retryBlocked();
    await letTimePass(portal.adminUrl);
    await wait(LOOK_MS);
  }
  await admin.end();
};

/** Whether the chain of the audit log is whole, as the command says. */
const isAuditWhole = async ({ portal }: Run): Promise<boolean> => {
  const arguments_ = [join(import.meta.dirname, '../stanza.ts'), 'registro', 'verifica'];
  const environment = { ...bareEnvironment(), DATABASE_URL: portal.adminUrl, NODE_ENV: 'development' };
  const [code] = await once(spawn(process.execPath, arguments_, { env: environment, stdio: 'ignore' }), 'exit');
  return code === 0;
};

const deathsOf = ({ portal: { worker, postgres } }: Run) => ({ worker: worker.deaths, database: postgres.deaths });

const check = async (run: Run, taken: readonly TakenMail[]): Promise<readonly string[]> => {
  const { portal, registry } = run;
  const admin = makePool(portal.adminUrl, { max: 1 });
  const facts = await readFacts(admin, { ente: OUTSIDE, book: registry }, taken).finally(() => admin.end());
  const files = new Map<ChaosCitizen, ReadonlySet<string>>();
  for (const citizen of run.citizens) files.set(citizen, await untilAnswered(citizen.files));
  const sent = run.sent.map((one) => ({ ...one, downloads: files.get(one.citizen) ?? new Set<string>() }));
  return [
    ...violations({ ...facts, sent, deaths: deathsOf(run) }),
    ...[...run.forgotten].map((key) => `${key} was forgotten to have been asked for`),
    ...((await isAuditWhole(run)) ? [] : ['The chain of the audit log is broken']),
  ];
};

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/**
 * Runs it. @param say prints a line
 * @returns whether everything was as it must be
 */
export const runChaos = async (options: ChaosOptions, say: (line: string) => void): Promise<boolean> => {
  say(`chaos: seed ${options.seed}, ${options.practices} practices, ${options.kills} kills`);
  const random = makeSeededRandom(options.seed);
  let calm = (): boolean => false;
  const mailbox = await openFlakyMailbox(random, () => calm());
  const registry = await openTroubledRegistry(random);
  const portal = await openPortalUnderFire({ smtp: mailbox.url, registry: registry.url });
  const run: Run = {
    options,
    random,
    portal,
    registry,
    sent: [],
    citizens: [],
    operators: [],
    ended: new Set(),
    begun: 0,
    kills: 0,
    settled: 0,
    forgotten: new Set(),
  };
  calm = () => isOver(run);
  const began = performance.now();
  let broken: readonly string[] = ['It did not come to an end'];
  try {
    await play(run, say);
    await drain(run);
    broken = await check(run, mailbox.taken);
  } finally {
    await portal.close(broken.length > 0);
    await Promise.all([mailbox.close(), registry.close()]);
    if (broken.length > 0) say(`Data and log are kept: ${portal.logFile}`);
  }
  const { web, worker, postgres } = portal;
  const kills = [web, worker, postgres].map(({ name, deaths }) => `${name} ${deaths.length}`).join(', ');
  const ids = new Set(mailbox.taken.map(({ messageId }) => messageId));
  const again = repeats({ mails: mailbox.taken.map(mailFactOf), deaths: deathsOf(run) });
  const uploads = run.sent.reduce((sum, one) => sum + one.uploads.length, 0);
  say(`${Math.round((performance.now() - began) / 1000)} s; kills: ${kills}`);
  say(
    `practices decided: ${run.ended.size}; uploads: ${uploads}; lines of the outside registry: ${registry.lines.length}`,
  );
  say(
    `mails: ${ids.size}; sent again: ${counted(Object.fromEntries(again)) || 'none'}; mail server: ${counted(mailbox.failures)}`,
  );
  say(`registry: ${counted(registry.failures)}; settled by an operator: ${run.settled}`);
  for (const sentence of broken.slice(0, 50)) say(`BROKEN: ${sentence}`);
  say(broken.length === 0 ? 'Everything is as it must be.' : `${broken.length} things are not as they must be.`);
  return broken.length === 0;
};
