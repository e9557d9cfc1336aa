import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

it('the script of the documentation drives a practice from draft to outcome', async () => {
  const script = join(import.meta.dirname, 'dalla-bozza-all-esito.ts');
  const code = (await readFile(script, 'utf8')).split('\n').filter((line) => !/^\s*(\/\/.*)?$/u.test(line));
  expect(code.length).toBeLessThanOrEqual(30); // what README promises
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, -1).map((line) => line.split(' ')[1])).toEqual([
    'bozza',
    'inviata',
    'protocollata',
    'presa_in_carico',
    'accettata',
  ]);
  // Sent, registered, taken in charge and accepted to the citizen; the new practice to the operator.
  expect(lines.at(-1)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4} accettata 0000002 5 e-mail$/u);
});
