import type { Page } from './test-browser.ts';

/** The row of a notice or a deadline in the administrators' list; undefined when it is not there. */
export const rowOf = (page: Page, title: string) =>
  page.html.querySelectorAll('tbody tr').find((row) => row.querySelector('th')?.textContent.trim() === title);
