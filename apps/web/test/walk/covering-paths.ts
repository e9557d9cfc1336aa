import { ACTS, type Act, after, type Model, START } from './practice-model.ts';

/** Most acts of one path: with more, nobody sees any more where it went wrong. */
const LONGEST = 16;

export const nameOf = (model: Model): string => JSON.stringify(model);

const stepName = (model: Model, act: Act): string => `${nameOf(model)} ${act}`;

/** The shortest way from here through a step that was not made yet; null when every step that can still be made was. */
const wayToNew = (from: Model, made: ReadonlySet<string>): readonly Act[] | null => {
  const seen = new Set([nameOf(from)]);
  const queue: { readonly model: Model; readonly way: readonly Act[] }[] = [{ model: from, way: [] }];
  for (const { model, way } of queue) {
    for (const act of ACTS) {
      const next = after(model, act);
      if (next === null) continue;
      if (!made.has(stepName(model, act))) return [...way, act];
      if (seen.has(nameOf(next))) continue;
      seen.add(nameOf(next));
      queue.push({ model: next, way: [...way, act] });
    }
  }
  return null;
};

/** One path from a draft, through as many new steps as fit into it, which it adds to those that were made. */
const nextPath = (made: Set<string>): readonly Act[] => {
  const path: Act[] = [];
  let model = START;
  for (;;) {
    const way = wayToNew(model, made);
    if (way === null || path.length + way.length > LONGEST) return path;
    for (const act of way) {
      made.add(stepName(model, act));
      path.push(act);
      model = after(model, act) ?? model;
    }
  }
};

/**
 * Paths from a draft that together make every step there is: every act that is possible, in every situation that a practice
 * can be in. What may happen in a situation does not depend on the way there (the machine has no memory but its facts), so
 * that longer sequences lead to nothing that is not looked at here; all sequences would be thousands.
 */
export const coveringPaths = (): readonly (readonly Act[])[] => {
  const made = new Set<string>();
  const paths: (readonly Act[])[] = [];
  for (;;) {
    const path = nextPath(made);
    if (path.length === 0) return paths;
    paths.push(path);
  }
};

/** Every situation that a path leads through, each once. */
export const situationsOf = (paths: readonly (readonly Act[])[]): readonly Model[] => {
  const found = new Map([[nameOf(START), START]]);
  for (const path of paths) {
    let model = START;
    for (const act of path) {
      model = after(model, act) ?? model;
      found.set(nameOf(model), model);
    }
  }
  return [...found.values()];
};
