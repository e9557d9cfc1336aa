/**
 * `npm run bench:lists`: the office's lists with 10 thousand practices and with a million (`--practices`), each in a database of
 * its own on one embedded PostgreSQL: how long every list, order, filter and search takes, through the application and in the read
 * models alone, taking turns so that what else the machine does weighs on both alike. Marks what grows to more than 1.5 times.
 * `--only <text>` takes the scenarios with that text, `--plans` also prints the plans on the larger one, `--rounds` how often.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../../scripts/postgres/embedded.ts';
import { makePublicTempFolder } from '../../../scripts/testing/public-temp-folder.ts';
import { openListsStage } from './lists-stage.ts';

const SMALL = 10_000;
/** Goal of the project: with a hundred times as many practices a page takes at most so many times as long. */
const MAX_RATIO = 1.5;
const WARM_UP = 8;

const { values: options } = parseArgs({
  options: {
    practices: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '40' },
    only: { type: 'string', default: '' },
    plans: { type: 'boolean', default: false },
  },
});

const percentile = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

/** Runs both by turns. @returns their times without those of the warming up */
const byTurns = async (one: () => Promise<number>, other: () => Promise<number>) => {
  const times: { readonly small: number[]; readonly large: number[] } = { small: [], large: [] };
  for (let round = 0; round < WARM_UP + Number(options.rounds); round += 1) {
    const [small, large] = [await one(), await other()];
    if (round < WARM_UP) continue;
    times.small.push(small);
    times.large.push(large);
  }
  return times;
};

/** The quickest tenth is there for a busy machine: what else it does weighs least on those. */
const SHARES = [0.1, 0.5, 0.95];

const figures = ({ small, large }: Awaited<ReturnType<typeof byTurns>>) =>
  SHARES.flatMap((share) => {
    const [before, after] = [percentile(small, share), percentile(large, share)];
    const ratio = after / before;
    return [before.toFixed(1), after.toFixed(1), `${ratio.toFixed(2)}${ratio > MAX_RATIO ? ' !' : ''}`];
  });

const folder = await makePublicTempFolder();
const postgres = await startEmbeddedPostgres({
  dataDir: join(folder, 'postgres'),
  log: () => undefined,
  throwAway: true,
});
try {
  const small = await openListsStage(postgres.adminUrl, 'lists_small', SMALL);
  const large = await openListsStage(postgres.adminUrl, 'lists_large', Number(options.practices));
  const ms = SHARES.flatMap((share) => [`p${share * 100}`, `p${share * 100} ${options.practices}`, 'ratio']);
  const line = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`);
  line(['milliseconds', 'rows', ...ms.map((one) => `page ${one}`), ...ms.map((one) => `reads ${one}`)]);
  line(Array.from({ length: 2 + 2 * ms.length }, () => '---'));
  for (const [index, scenario] of small.scenarios.entries()) {
    const other = large.scenarios[index];
    if (other === undefined || !scenario.name.includes(options.only)) continue;
    const pages = await byTurns(
      () => small.page(scenario),
      () => large.page(other),
    );
    const reads = await byTurns(
      () => small.reads(scenario),
      () => large.reads(other),
    );
    const rows = [await small.rows(scenario), await large.rows(other)].join(' and ');
    line([scenario.name, rows, ...figures(pages), ...figures(reads)]);
    if (options.plans) for (const plan of await large.plans(other)) console.log(`\n${plan}\n`);
  }
  await Promise.all([small.close(), large.close()]);
} finally {
  await postgres.stop();
}
