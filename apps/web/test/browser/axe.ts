import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is judged: WCAG 2.1 A and AA and good practice. Nothing is loaded twice and only what is wrong is described. */
const OPTIONS = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
};

/**
 * Has the browser itself bring axe into every page of the context, which costs less than handing it to each of them. It only lies
 * there until a page is judged: most pages are passed through, and starting axe takes as long as opening one.
 */
export const installAxe = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript({ content: `globalThis.startAxe = () => {${source}\n};` });

/** Violations in the page as it is now, one line each. The page's context is one where axe was installed. */
export const violations = (page: Page): Promise<unknown> =>
  page.evaluate(`(globalThis.axe || startAxe(), axe.run(document, ${JSON.stringify(OPTIONS)})).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target + ' ' + node.failureSummary)))`);
