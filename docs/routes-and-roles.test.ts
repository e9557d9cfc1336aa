import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { routesAndRoles } from '../scripts/docs/routes-and-roles.ts';

it('says what each route answers to whom, as it is: otherwise run `npm run docs`', () => {
  expect(readFileSync(join(import.meta.dirname, 'routes-and-roles.md'), 'utf8')).toBe(routesAndRoles());
});
