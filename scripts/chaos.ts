/**
 * `npm run chaos -- --practices 1000 --kills 200 --seed 1 --minutes 40`: practices go from the sending to the outcome while web, worker
 * and PostgreSQL are killed at random moments, and the mail server and a registry fail, stall, lose their answers or answer twice.
 * In the end everything is counted: one number for each, no gap, no mail twice without need, no lost upload, complete timelines.
 * Prints its seed, which decides what is chosen, not when. Ends with 1 when something is not as it must be; the data stay then.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runChaos } from './chaos/run-chaos.ts';

const { values } = parseArgs({
  options: {
    practices: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    minutes: { type: 'string', default: '40' },
  },
});
const options = z
  .object({
    practices: z.coerce.number().int().min(1).max(100_000),
    kills: z.coerce.number().int().min(0).max(10_000),
    seed: z.coerce.number().int().min(0).max(2_000_000_000),
    minutes: z.coerce.number().int().min(1).max(600),
  })
  .parse(values);
if (!(await runChaos(options, console.log))) process.exitCode = 1;
