/**
 * `npm run audit`: looks at every page in every state of the browser tests, in a wide window and on a slow phone, with and
 * without JavaScript, on a cold cache; prints what each weighs and exits with 1 when one is over the budget.
 * `--only <text>` takes the pages and states with that text, `--out <file>` also writes the table (.md) or the measures (.json).
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { serveGallery } from '../apps/web/src/ui/gallery/server.ts';
import { type Looking, looking } from '../apps/web/test/browser/looking.ts';
import { AUDIENCES } from '../apps/web/test/browser/states.ts';
import { type Measure, overBudget } from './audit/budget.ts';
import { measureOnce, VIEWS, type View } from './audit/measure.ts';
import { asMarkdown, type Row } from './audit/report.ts';
import { openStage } from './testing/open-stage.ts';
import type { Target } from './testing/open-window.ts';

/** The machine may be busy with something else: a paint over the budget is measured again, and the best counts. */
const ATTEMPTS = 3;
const TOTAL_TIMEOUT_MS = 30 * 60 * 1000;

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' }, out: { type: 'string' } } });
const interruption = new AbortController();
// Once: a second Ctrl-C ends the program as it always does.
process.once('SIGINT', () => interruption.abort(new Error('Interrupted: the audit is not whole')));
const deadline = AbortSignal.any([AbortSignal.timeout(TOTAL_TIMEOUT_MS), interruption.signal]);
const rows: Row[] = [];

/** The best of up to three: only the time of the paint depends on what else the machine does. */
const best = async (browser: Browser, view: View, page: Looking, target: Target): Promise<Measure> => {
  let found = await measureOnce(browser, view, page, target);
  for (let attempt = 1; attempt < ATTEMPTS && isSlow(found, view); attempt += 1) {
    const again = await measureOnce(browser, view, page, target);
    if (again.lcp < found.lcp) found = again;
  }
  return found;
};
const isSlow = (measure: Measure, { isPhone }: View): boolean =>
  overBudget(measure, isPhone).some((line) => line.startsWith('LCP'));

/** Every component in every state on one page is for developers: nobody waits for its paint. */
const judgesPaint = ({ page }: Looking): boolean => page !== 'galleria';

const lookAt = async (browser: Browser, page: Looking, target: Target): Promise<void> => {
  if (!`${page.page} ${page.state}`.includes(options.only)) return;
  const measures: Record<string, Measure> = {};
  const over: string[] = [];
  for (const view of VIEWS) {
    deadline.throwIfAborted();
    if (!browser.isConnected()) throw new Error('The browser has ended by itself: the audit is not whole');
    try {
      const measure = await best(browser, view, page, target);
      measures[view.name] = measure;
      const isJudged = view.isPhone && judgesPaint(page);
      over.push(...overBudget(measure, isJudged).map((line) => `${view.name}: ${line}`));
    } catch (error) {
      over.push(`${view.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  rows.push({ page: page.page, state: page.state, measures, over });
  console.log(`${over.length === 0 ? 'ok  ' : 'OVER'} ${page.page}, ${page.state} ${over.join('; ')}`);
};

const lookAtGallery = async (browser: Browser): Promise<void> => {
  const { app, origin } = await serveGallery();
  try {
    for (const [path, title] of [
      ['/', 'Nuova pratica'],
      ['/conferma', 'Sei sicuro'],
    ] as const) {
      const page = looking('galleria', title, `the gallery of the components, ${path}`, () => path, '');
      await lookAt(browser, page, { url: origin + path, cookies: new Map() });
    }
  } finally {
    await app.close();
  }
};

const lookAtAll = async (): Promise<void> => {
  const { portal, stage, origin, browser, close } = await openStage();
  try {
    for (const { somebody, pages } of AUDIENCES) {
      const { cookies } = await somebody(portal, stage);
      for (const page of pages) await lookAt(browser, page, { url: origin + page.href(stage), cookies });
    }
    await lookAtGallery(browser);
  } finally {
    await close();
  }
};

// What was measured is shown whatever ends the audit.
await lookAtAll().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
const table = asMarkdown(rows);
console.log(`\n${table}\n`);
if (options.out !== undefined) {
  await writeFile(options.out, options.out.endsWith('.json') ? JSON.stringify(rows, null, 2) : `${table}\n`);
}
const bad = rows.filter(({ over }) => over.length > 0);
console.log(`${rows.length} states, ${bad.length} over the budget. LCP over the budget is the best of ${ATTEMPTS}.`);
if (bad.length > 0 || rows.length === 0) process.exitCode = 1;
