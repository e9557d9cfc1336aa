import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { withMachine } from '../scripts/docs/architecture.ts';

it('shows the machine as it is: otherwise run `npm run docs`', () => {
  const document = readFileSync(join(import.meta.dirname, 'architecture.md'), 'utf8');
  expect(withMachine(document)).toBe(document);
});
