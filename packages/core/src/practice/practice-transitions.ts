import { practiceMachine } from './practice.machine.ts';

/** One row of the machine's table, in words. */
export interface PracticeTransition {
  readonly from: string;
  readonly event: string;
  /** What must hold; null when nothing. */
  readonly guard: string | null;
  /** The state it leads to: the same one for what happens inside a state. */
  readonly to: string;
  /** What must follow, for example `register_request` or `mail_citizen(pratica_inviata)`. */
  readonly actions: readonly string[];
}

const nameOf = (thing: unknown): string => {
  if (typeof thing === 'string') return thing;
  if (typeof thing !== 'object' || thing === null || !('type' in thing)) return String(thing);
  const template =
    'params' in thing && typeof thing.params === 'object' && thing.params !== null && 'template' in thing.params
      ? `(${String(thing.params.template)})`
      : '';
  return `${String(thing.type)}${template}`;
};

/** The whole machine as a table, in the order of its definition: for the documentation and for its test. */
export const practiceTransitions: readonly PracticeTransition[] = Object.values(practiceMachine.states).flatMap(
  (state) =>
    [...state.transitions.values()].flat().map(({ eventType, guard, target, actions }) => ({
      from: state.key,
      event: eventType,
      guard: guard === undefined ? null : nameOf(guard),
      to: target?.[0]?.key ?? state.key,
      actions: actions.map(nameOf),
    })),
);
