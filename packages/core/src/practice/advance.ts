import type { IntegrationId, OperatorId } from '../shared/ids.ts';
import type { Effect } from './effect.ts';
import { can, type MachineAction, type PracticeEvent, type PracticeFacts, step } from './practice.machine.ts';
import type { Practice } from './practice.ts';
import type { TimelineEntry, TimelineEvent } from './timeline.ts';

/** What the timeline says of an event; the work between decision and closing has no word of its own. */
const WORDS: Readonly<Partial<Record<PracticeEvent, TimelineEvent>>> = {
  SUBMIT: 'inviata',
  REGISTER: 'protocollata',
  TAKE_CHARGE: 'presa_in_carico',
  REQUEST_INTEGRATION: 'integrazione_richiesta',
  INTEGRATE: 'integrazione_ricevuta',
  CANCEL_INTEGRATION: 'integrazione_annullata',
  REASSIGN: 'riassegnata',
  DECIDE: 'risposta_predisposta',
  SIGN_ANSWER: 'risposta_firmata',
  ACCEPT: 'accettata',
  REJECT: 'rifiutata',
};

/** An answer that an operator sends at the counter has a word of its own: the citizen must see that it came in another way. */
const wordOf = ({ event, operatorId }: Pick<Happening, 'event' | 'operatorId'>): TimelineEvent | undefined =>
  event === 'INTEGRATE' && operatorId !== null ? 'integrazione_allo_sportello' : WORDS[event];

/**
 * How much the version grows. Whoever holds a page from before the answer was prepared may still act on it: what they had
 * before their eyes, the decision, is the same.
 */
const growthOf = (event: PracticeEvent): number => (event === 'RENDER_ANSWER' ? 0 : 1);

/** What guards look at and the practice itself does not hold; computed by the caller where it matters, false elsewhere. */
type FactsAround = Pick<PracticeFacts, 'journeyComplete' | 'paymentSettled' | 'integrationsRegistered'>;

const factsOf = (
  practice: Practice,
  { journeyComplete, paymentSettled, integrationsRegistered }: FactsAround,
): PracticeFacts => ({
  journeyComplete,
  paymentSettled,
  integrationsRegistered,
  requestRegistered: practice.requestProtocol !== null,
  decided: practice.decision?.outcome ?? null,
  needsSignature: practice.decision?.flow !== 'documento',
  answerRendered: practice.documents.risposta !== undefined,
  answerSigned: practice.documents.risposta_firmata !== undefined,
  answerRegistered: practice.answerProtocol !== null,
});

/** Where the caller has computed none of them. */
export const NOTHING_AROUND: FactsAround = {
  journeyComplete: false,
  paymentSettled: false,
  integrationsRegistered: false,
};

/** Whether an event is possible on a practice that was already sent. */
export const isPossible = (practice: Practice, event: PracticeEvent): boolean =>
  can(practice.state, factsOf(practice, NOTHING_AROUND), event);

export interface Happening extends FactsAround {
  readonly event: PracticeEvent;
  readonly at: Date;
  /** Null when the citizen or the system does it. */
  readonly operatorId: OperatorId | null;
  /** Operators to be told when the event asks for it. */
  readonly notify: readonly OperatorId[];
  /** The request of integration that the event is about; null when it is about none. */
  readonly integrationId: IntegrationId | null;
  /** What the event changes on the practice besides its state. */
  readonly change: Partial<Practice>;
}

export interface Advanced {
  readonly practice: Practice;
  readonly entry: TimelineEntry | null;
  readonly effects: readonly Effect[];
}

/** A second request may follow before the mail of the first has gone out: each is told once. */
const askedFor = (
  { params }: Extract<MachineAction, { readonly type: 'mail_citizen' }>,
  { integrationId }: Happening,
): { readonly integrationId?: IntegrationId } =>
  params.template === 'integrazione_richiesta' && integrationId !== null ? { integrationId } : {};

/** What an action of the machine asks to be queued. */
const effectsOf = (action: MachineAction, happening: Happening): readonly Effect[] => {
  switch (action.type) {
    case 'mail_citizen':
      return [{ kind: 'mail', template: action.params.template, operatorId: null, ...askedFor(action, happening) }];
    case 'mail_operators':
      return happening.notify.map((id) => ({ kind: 'mail', template: 'nuova_pratica', operatorId: id }));
    case 'mail_assigned':
      return happening.notify.map((id) => ({
        kind: 'mail',
        template: 'integrazione_ricevuta_operatore',
        operatorId: id,
      }));
    case 'mail_reassigned':
      return happening.notify.map((id) => ({ kind: 'mail', template: 'pratica_assegnata', operatorId: id }));
    case 'register_integration_request':
    case 'register_integration':
    case 'register_integration_cancellation':
      if (happening.integrationId === null) throw new Error(`${happening.event} is about no integration`);
      return [{ kind: action.type, integrationId: happening.integrationId }];
    default:
      return [{ kind: action.type }];
  }
};

/**
 * Lets an event happen: the machine decides, the change is applied, the version grows (but when the portal only prepared the answer), and what must follow comes
 * back as effects, to be queued in the same transaction.
 * @returns null when the event is not possible now
 */
export const advance = (practice: Practice, happening: Happening): Advanced | null => {
  const { event, at, operatorId } = happening;
  const next = step(practice.state, factsOf(practice, happening), event);
  if (next === null) return null;
  const word = wordOf(happening);
  return {
    practice: { ...practice, ...happening.change, state: next.state, version: practice.version + growthOf(event) },
    entry: word === undefined ? null : { event: word, at, operatorId },
    effects: next.actions.flatMap((action) => effectsOf(action, happening)),
  };
};
