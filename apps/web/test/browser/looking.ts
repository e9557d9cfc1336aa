import type { Page } from 'playwright-core';
import type { TestBrowser } from '../../src/testing/test-browser.ts';
import type { TestPortal } from '../../src/testing/test-portal.ts';
import type { Stage } from './stage.ts';

/** A page in a state that it is looked at in. */
export interface Looking {
  /** The page's template: its folder in `apps/web/src/pages`, or folder and file (`miei-dati/conferma`). */
  readonly page: string;
  readonly state: string;
  readonly href: (stage: Stage) => string;
  readonly title: string;
  /** What shows that the page is in that state. */
  readonly shown: string;
  /** What is done on the page at `href` to bring this one there: a button that is pressed, a dialog opened. */
  readonly act?: (page: Page) => Promise<void>;
}

/** Somebody, and the pages that they see. */
export interface Audience {
  readonly who: string;
  readonly somebody: (portal: TestPortal, stage: Stage) => TestBrowser | Promise<TestBrowser>;
  readonly pages: readonly Looking[];
}

export const looking = (
  page: string,
  title: string,
  state: string,
  href: Looking['href'],
  shown: string,
  act?: Looking['act'],
): Looking => ({ page, title, state, href, shown, ...(act === undefined ? {} : { act }) });

/** Presses a button that leads to a page, and waits until that is whole. */
export const press =
  (name: string): NonNullable<Looking['act']> =>
  async (page) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
  };

/** Follows a link that leads to a page, and waits until that is whole. */
export const follow =
  (name: string): NonNullable<Looking['act']> =>
  async (page) => {
    await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name, exact: true }).click()]);
  };

/** Fills the field with something that is refused, nothing for example, and presses a button. */
export const fillAndPress =
  (field: string, text: string, name: string): NonNullable<Looking['act']> =>
  async (page) => {
    await page.fill(field, text);
    await press(name)(page);
  };

/** The address of a page that says no more than where it is. */
export const href = (path: string) => (): string => path;
