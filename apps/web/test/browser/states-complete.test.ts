import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ONCE } from './states/once.ts';
import { AUDIENCES } from './states.ts';

const PAGES = join(import.meta.dirname, '../../src/pages');

it('every template of a page is looked at in some state, and no other is named', () => {
  const shown = readdirSync(PAGES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.replaceAll('\\', '/').replace(/(?:\/page)?\.hbs$/u, ''));
  const looked = [
    ...AUDIENCES.flatMap(({ pages }) => pages.map(({ page }) => page)),
    ...ONCE.flatMap(({ pages }) => pages),
  ];
  expect([...new Set(looked)].toSorted()).toEqual(shown.toSorted());
});
