import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operator } from '@stanza/core';
import { howItIsLeft } from './testing/how-it-is-left.ts';
import { OFFICE_ACTS, REGISTRY_ACTS, WORKER_ACTS } from './testing/office-acts.ts';
import { type OfficeStage, openOfficeStage, type Situation } from './testing/office-stage.ts';

/** The pages have a sentence for each of these. */
const REFUSALS: readonly string[] = [
  'stale_version',
  'not_possible',
  'not_in_charge',
  'not_a_candidate',
  'not_together',
  'decided',
  'not_open',
  'incomplete',
  'changed_meanwhile',
  'taken',
  'flow_changed',
  'document_not_expected',
  'not_the_answer',
  'already_settled',
];
const TIMES = 1;
const ACTS = { ...OFFICE_ACTS, ...REGISTRY_ACTS, ...WORKER_ACTS };
const NAMES = Object.keys(OFFICE_ACTS);

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly situations: readonly Situation[];
}

/** Every two acts of the office, also twice the same, and where they meet: where both are possible, else where one is. */
const OFFICE_PAIRS: readonly Pair[] = NAMES.flatMap((first, index) =>
  NAMES.slice(index).map((second) => {
    const [one, other] = [OFFICE_ACTS[first]?.possibleIn ?? [], OFFICE_ACTS[second]?.possibleIn ?? []];
    const both = one.filter((situation) => other.includes(situation));
    const situations = both.length > 0 ? both : [...one.slice(0, 1), ...other.slice(0, 1)];
    return { first, second, situations };
  }),
);
/** The worker meets every act of the office, and another worker that does the same, wherever it has something to do. */
const WORKER_PAIRS: readonly Pair[] = Object.entries(WORKER_ACTS).flatMap(([first, { possibleIn }]) =>
  [...NAMES, first].map((second) => ({ first, second, situations: possibleIn })),
);

/** A registration that is blocked is made by hand, or tried again: never both, which would register twice. */
const REGISTRY_PAIRS: readonly Pair[] = Object.entries(REGISTRY_ACTS).flatMap(([first, { possibleIn }]) =>
  ['retry a delivery', first].map((second) => ({ first, second, situations: possibleIn })),
);

describe('two acts that meet on one practice', () => {
  let stage: OfficeStage;
  beforeAll(async () => {
    stage = await openOfficeStage();
  });
  afterAll(() => stage.close());

  /** Lets two acts happen to a new practice. @returns whether each succeeded, and how the practice is left */
  const outcome = async (
    portal: OfficeStage['onPostgres'],
    [first, second]: readonly [string, string],
    situation: Situation,
    [one, other]: readonly [Operator, Operator],
    order: 'at once' | 'first before' | 'second before',
  ) => {
    const met = await stage.meet(portal, situation);
    const acts = [
      async () => ACTS[first]?.act(stage, portal, one, met, 0),
      async () => ACTS[second]?.act(stage, portal, other, met, 1),
    ] as const;
    const inTurn = async (before: 0 | 1, after: 0 | 1) => {
      const [earlier, later] = [await acts[before](), await acts[after]()];
      return before === 0 ? [earlier, later] : [later, earlier];
    };
    const results =
      order === 'at once'
        ? await Promise.all(acts.map((act) => act()))
        : await (order === 'first before' ? inTurn(0, 1) : inTurn(1, 0));
    for (const result of results) if (result?.ok === false) expect(REFUSALS).toContain(result.error.code);
    return { succeeded: results.map((result) => result?.ok), ...(await howItIsLeft(stage, portal, met)) };
  };

  it.each([...OFFICE_PAIRS, ...REGISTRY_PAIRS, ...WORKER_PAIRS])(
    '$first / $second: end as if one had come after the other',
    async ({ first, second, situations }) => {
      const pair = [first, second] as const;
      for (const situation of situations) {
        for (const other of first in WORKER_ACTS ? [stage.operator] : [stage.colleague, stage.operator]) {
          const operators = [stage.operator, other] as const;
          const inTurn = [
            await outcome(stage.onMemory, pair, situation, operators, 'first before'),
            await outcome(stage.onMemory, pair, situation, operators, 'second before'),
          ];
          const together = Array.from({ length: TIMES }, () =>
            outcome(stage.onPostgres, pair, situation, operators, 'at once'),
          );
          for (const end of await Promise.all(together)) expect(inTurn).toContainEqual(end);
        }
      }
    },
  );
});
