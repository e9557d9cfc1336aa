import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { AUDIENCES, ELSEWHERE } from './states.ts';

const PAGES = join(import.meta.dirname, '../../src/pages');

it('every page with a template is looked at in some state, and no other is named', () => {
  const shown = readdirSync(PAGES).filter((page) => existsSync(join(PAGES, page, 'page.hbs')));
  const looked = [...AUDIENCES.flatMap(({ pages }) => pages.map(({ page }) => page)), ...Object.keys(ELSEWHERE)];
  expect([...new Set(looked)].toSorted()).toEqual(shown.toSorted());
});
