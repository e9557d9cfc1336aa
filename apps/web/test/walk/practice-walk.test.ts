import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { can, PRACTICE_EVENTS, PRACTICE_STATES } from '@stanza/core';
import { fillIn } from '../../src/testing/certificato.ts';
import { type Acts, openActs } from './acts.ts';
import { coveringPaths, nameOf, situationsOf } from './covering-paths.ts';
import { ACTS, after, EVENTS_OF, factsOf, type Model, START } from './practice-model.ts';

const paths = coveringPaths();
const situations = situationsOf(paths);

describe('what a person may expect', () => {
  it('lets every event of the machine happen, and leads to every state', () => {
    const done = ACTS.filter((act) => paths.some((path) => path.includes(act)));
    expect([...new Set(done.flatMap((act) => EVENTS_OF[act]))].toSorted()).toEqual([...PRACTICE_EVENTS].toSorted());
    expect([...new Set(situations.map(({ state }) => state))].toSorted()).toEqual([...PRACTICE_STATES].toSorted());
  });

  it('is what the machine allows, while the practice is in charge of who acts', () => {
    // What is registered of an integration is no event of the practice: that alone is left out.
    for (const model of situations.filter(({ holder, waiting }) => holder !== 'collega' && !waiting)) {
      const possible = ACTS.filter((act) => EVENTS_OF[act].some((event) => can(model.state, factsOf(model), event)));
      expect([model, ACTS.filter((act) => after(model, act) !== null)]).toEqual([model, possible]);
    }
  });
});

/**
 * The same over HTTP: every act in every situation that a practice can be in, closed ones and those in a colleague's charge
 * included. What is possible is done, once at least and on the way to other steps; what is not is tried once.
 */
describe('every step of a practice, over HTTP', () => {
  let acts: Acts;
  beforeAll(async () => {
    acts = await openActs();
  });
  afterAll(() => acts.close());

  /** Where everything forbidden was tried already: many paths lead through the same situation. */
  const tried = new Set<string>();

  /** What may not be done now is refused, and changes nothing. */
  const tryForbidden = async (href: string, model: Model): Promise<void> => {
    if (tried.has(nameOf(model))) return;
    tried.add(nameOf(model));
    const before = await acts.situationOf(href);
    for (const forbidden of ACTS.filter((act) => after(model, act) === null)) {
      const refused = await acts.doIt(href, forbidden);
      if (refused !== null) expect([forbidden, [303, 404, 409].includes(refused.status)]).toEqual([forbidden, true]);
      expect([forbidden, await acts.situationOf(href)]).toEqual([forbidden, before]);
    }
  };

  it.each(paths.map((path) => [path.join(' → '), path] as const))('%s', async (_name, path) => {
    const href = await fillIn(acts.citizen);
    let model = START;
    await tryForbidden(href, model);
    for (const act of path) {
      const answer = await acts.doIt(href, act);
      if (answer !== null) expect([act, answer.status]).toEqual([act, 303]);
      model = after(model, act) ?? model;
      expect(acts.seen(await acts.situationOf(href))).toEqual(model);
      await tryForbidden(href, model);
    }
  });
});
