/**
 * `npm run audit`: looks at every page in every state of the browser tests, in a wide window and on a slow phone, with and
 * without JavaScript, on a cold cache; prints what each weighs and exits with 1 when one is over the budget.
 * `--only <text>` takes the pages and states with that text, `--out <file>` also writes the table (.md) or the measures (.json).
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serveGallery } from '../apps/web/src/ui/gallery/server.ts';
import { looking } from '../apps/web/test/browser/looking.ts';
import { AUDIENCES } from '../apps/web/test/browser/states.ts';
import { type Measure, overBudget } from './audit/budget.ts';
import { measureOnce, VIEWS, type View } from './audit/measure.ts';
import { asMarkdown, type Row } from './audit/report.ts';
import { openStage } from './testing/open-stage.ts';

/** The machine may be busy with something else: a paint over the budget is measured again, and the best counts. */
const ATTEMPTS = 3;
const TOTAL_TIMEOUT_MS = 30 * 60 * 1000;

const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' }, out: { type: 'string' } } });
const deadline = AbortSignal.timeout(TOTAL_TIMEOUT_MS);
const { portal, stage, origin, browser, close } = await openStage();
const gallery = await serveGallery();
const rows: Row[] = [];

/** The best of up to three: only the time of the paint depends on what else the machine does. */
const best = async (view: View, ...[page, target]: TargetOf): Promise<Measure> => {
  let found = await measureOnce(browser, view, page, target);
  for (let attempt = 1; attempt < ATTEMPTS && isSlow(found, view); attempt += 1) {
    const again = await measureOnce(browser, view, page, target);
    if (again.lcp < found.lcp) found = again;
  }
  return found;
};
const isSlow = (measure: Measure, { isPhone }: View): boolean =>
  overBudget(measure, isPhone).some((line) => line.startsWith('LCP'));

type TargetOf = [Parameters<typeof measureOnce>[2], Parameters<typeof measureOnce>[3]];

const lookAt = async (...[page, target]: TargetOf): Promise<void> => {
  if (!`${page.page} ${page.state}`.includes(options.only)) return;
  deadline.throwIfAborted();
  if (!browser.isConnected()) throw new Error('The browser has ended by itself: the audit is not whole');
  const measures: Record<string, Measure> = {};
  const over: string[] = [];
  try {
    for (const view of VIEWS) {
      const measure = await best(view, page, target);
      measures[view.name] = measure;
      over.push(...overBudget(measure, view.isPhone).map((line) => `${view.name}: ${line}`));
    }
  } catch (error) {
    over.push(error instanceof Error ? error.message : String(error));
  }
  rows.push({ page: page.page, state: page.state, measures, over });
  console.log(`${over.length === 0 ? 'ok  ' : 'OVER'} ${page.page}, ${page.state} ${over.join('; ')}`);
};

try {
  for (const { somebody, pages } of AUDIENCES) {
    const { cookies } = await somebody(portal, stage);
    for (const page of pages) await lookAt(page, { url: origin + page.href(stage), cookies });
  }
  for (const [path, title] of [
    ['/', 'Galleria'],
    ['/conferma', 'Sei sicuro'],
  ] as const) {
    const page = looking('galleria', title, `the gallery of the components, ${path}`, () => path, '');
    await lookAt(page, { url: gallery.origin + path, cookies: new Map() });
  }
} finally {
  await gallery.app.close();
  await close();
}
const table = asMarkdown(rows);
console.log(`\n${table}\n`);
if (options.out !== undefined) {
  await writeFile(options.out, options.out.endsWith('.json') ? JSON.stringify(rows, null, 2) : `${table}\n`);
}
const bad = rows.filter(({ over }) => over.length > 0);
console.log(`${rows.length} states, ${bad.length} over the budget. LCP over the budget is the best of ${ATTEMPTS}.`);
if (bad.length > 0 || rows.length === 0) process.exitCode = 1;
