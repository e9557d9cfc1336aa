/** `npm run docs`: writes again the parts of the documentation that are generated; a test fails when they are out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withMachine } from './docs/architecture.ts';

const file = join(import.meta.dirname, '../docs/architecture.md');
writeFileSync(file, withMachine(readFileSync(file, 'utf8')));
