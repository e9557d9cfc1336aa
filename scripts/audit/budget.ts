/** What one page weighs and how it behaves in one window, on a cold cache. */
export interface Measure {
  readonly bytes: number;
  readonly requests: number;
  /** Bytes of scripts as they came, compressed. */
  readonly scriptBytes: number;
  /** Milliseconds. */
  readonly lcp: number;
  readonly cls: number;
  readonly violations: readonly string[];
  /** What else is wrong: a title, a text that is missing, a page wider than the window. */
  readonly wrong: readonly string[];
}

const KB = 1024;

/** The budget of a page: the decided targets, better than the reference pages of Designers Italia. */
export const BUDGET = { bytes: 120 * KB, requests: 9, scriptBytes: 12 * KB, lcpOnPhone: 1400, cls: 0.01 } as const;

/** @returns what is over the budget, one line each; the paint is judged on the phone alone */
export const overBudget = (measure: Measure, onPhone: boolean): readonly string[] => [
  ...measure.violations.map((violation) => `axe: ${violation}`),
  ...measure.wrong,
  ...(measure.bytes > BUDGET.bytes ? [`${Math.round(measure.bytes / KB)} KB`] : []),
  ...(measure.requests > BUDGET.requests ? [`${measure.requests} requests`] : []),
  ...(measure.scriptBytes > BUDGET.scriptBytes ? [`${Math.round(measure.scriptBytes / KB)} KB of JavaScript`] : []),
  ...(measure.cls >= BUDGET.cls ? [`CLS ${measure.cls.toFixed(3)}`] : []),
  ...(onPhone && measure.lcp > BUDGET.lcpOnPhone ? [`LCP ${Math.round(measure.lcp)} ms`] : []),
];
