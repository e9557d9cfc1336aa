import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operator, Stores } from '@stanza/core';
import { OFFICE_ACTS } from './testing/office-acts.ts';
import { type Met, type OfficeStage, openOfficeStage, type Situation } from './testing/office-stage.ts';

/** The pages have a sentence for each of these. */
const REFUSALS: readonly string[] = [
  'stale_version',
  'not_possible',
  'not_in_charge',
  'not_a_candidate',
  'not_together',
  'not_open',
  'incomplete',
  'changed_meanwhile',
  'taken',
  'flow_changed',
  'document_not_expected',
];
const TIMES = 2;
const NAMES = Object.keys(OFFICE_ACTS);

/** Every two acts, also twice the same, and where they meet: where both are possible, else where one is. */
const PAIRS = NAMES.flatMap((first, index) =>
  NAMES.slice(index).map((second) => {
    const [one, other] = [OFFICE_ACTS[first]?.possibleIn ?? [], OFFICE_ACTS[second]?.possibleIn ?? []];
    const both = one.filter((situation) => other.includes(situation));
    const situations = both.length > 0 ? both : [...one.slice(0, 1), ...other.slice(0, 1)];
    return { first, second, situations };
  }),
);

/** How a practice is left, whichever way it came there: all that the office and the citizen can see of it. */
const left = async (stores: Stores, { practice: { id, code }, deliveryId }: Met) => {
  const practice = await stores.practices.byId(id);
  if (practice === null) throw new Error('The practice is gone');
  const { state, version, assignedTo, decision, documents } = practice;
  const entries = (await stores.audit.page({ after: null, limit: 10 })).rows;
  const deliveries = await stores.deliveries.of(id);
  return {
    practice: { state, version, assignedTo, decision, documents },
    timeline: (await stores.timeline.of(id)).map(({ event }) => event),
    // Acts on other practices come between.
    register: entries
      .filter(({ subject }) => subject === code)
      .map(({ action }) => action)
      .toSorted(),
    deliveries: deliveries
      .map(({ effect }) =>
        Object.values(effect)
          .filter((part) => !isId(part))
          .join(' '),
      )
      .toSorted(),
    blocked: deliveries.find((delivery) => delivery.id === deliveryId)?.state,
    comments: (await stores.comments.of(id)).map(({ text }) => text).toSorted(),
    integrations: (await stores.integrations.of(id)).map(({ message, answeredAt, cancelledAt }) => ({
      message,
      answered: answeredAt !== null,
      cancelled: cancelledAt !== null,
    })),
  };
};
const isId = (part: string | null): boolean => part !== null && /^[0-9a-f-]{36}$/u.test(part);

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
      async () => OFFICE_ACTS[first]?.act(stage, portal, one, met, 0),
      async () => OFFICE_ACTS[second]?.act(stage, portal, other, met, 1),
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
    const end = await portal.unitOfWork.read(stage.tenant.id, (stores) => left(stores, met));
    return { succeeded: results.map((result) => result?.ok), ...end };
  };

  it.each(PAIRS)('$first / $second: end as if one had come after the other', async ({ first, second, situations }) => {
    const pair = [first, second] as const;
    for (const situation of situations) {
      for (const operators of [
        [stage.operator, stage.colleague],
        [stage.operator, stage.operator],
      ] as const) {
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
  });
});
