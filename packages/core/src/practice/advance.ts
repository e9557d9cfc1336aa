import type { OperatorId } from '../shared/ids.ts';
import type { Effect } from './effect.ts';
import { can, type PracticeEvent, type PracticeFacts, step } from './practice.machine.ts';
import type { Practice } from './practice.ts';
import type { TimelineEntry, TimelineEvent } from './timeline.ts';

/** What the timeline says of an event; the work between decision and closing has no word of its own. */
const WORDS: Readonly<Partial<Record<PracticeEvent, TimelineEvent>>> = {
  SUBMIT: 'inviata',
  REGISTER: 'protocollata',
  TAKE_CHARGE: 'presa_in_carico',
  DECIDE: 'risposta_predisposta',
  SIGN_ANSWER: 'risposta_firmata',
  ACCEPT: 'accettata',
  REJECT: 'rifiutata',
};

/**
 * How much the version grows. Whoever holds a page from before the answer was prepared may still act on it: what they had
 * before their eyes, the decision, is the same.
 */
const growthOf = (event: PracticeEvent): number => (event === 'RENDER_ANSWER' ? 0 : 1);

/** @param journeyComplete computed by the caller where it matters (at sending); false elsewhere */
const factsOf = (practice: Practice, journeyComplete: boolean): PracticeFacts => ({
  journeyComplete,
  requestRegistered: practice.requestProtocol !== null,
  decided: practice.decision?.outcome ?? null,
  answerRendered: practice.documents.risposta !== undefined,
  answerSigned: practice.documents.risposta_firmata !== undefined,
  answerRegistered: practice.answerProtocol !== null,
});

/** Whether an event is possible on a practice that was already sent. */
export const isPossible = (practice: Practice, event: PracticeEvent): boolean =>
  can(practice.state, factsOf(practice, false), event);

export interface Happening {
  readonly event: PracticeEvent;
  readonly at: Date;
  /** Null when the citizen or the system does it. */
  readonly operatorId: OperatorId | null;
  /** Operators to be told when the event asks for it. */
  readonly notify: readonly OperatorId[];
  readonly journeyComplete: boolean;
  /** What the event changes on the practice besides its state. */
  readonly change: Partial<Practice>;
}

export interface Advanced {
  readonly practice: Practice;
  readonly entry: TimelineEntry | null;
  readonly effects: readonly Effect[];
}

/**
 * Lets an event happen: the machine decides, the change is applied, the version grows (but when the portal only prepared the answer), and what must follow comes
 * back as effects, to be queued in the same transaction.
 * @returns null when the event is not possible now
 */
export const advance = (practice: Practice, happening: Happening): Advanced | null => {
  const { event, at, operatorId } = happening;
  const next = step(practice.state, factsOf(practice, happening.journeyComplete), event);
  if (next === null) return null;
  const word = WORDS[event];
  return {
    practice: { ...practice, ...happening.change, state: next.state, version: practice.version + growthOf(event) },
    entry: word === undefined ? null : { event: word, at, operatorId },
    effects: next.actions.flatMap((action): readonly Effect[] => {
      if (action.type === 'mail_citizen') {
        return [{ kind: 'mail', template: action.params.template, operatorId: null }];
      }
      if (action.type === 'mail_operators') {
        return happening.notify.map((id) => ({ kind: 'mail', template: 'nuova_pratica', operatorId: id }));
      }
      return [{ kind: action.type }];
    }),
  };
};
