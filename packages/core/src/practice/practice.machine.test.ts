import { describe, expect, it } from '@jest/globals';
import { can, PRACTICE_EVENTS, type PracticeEvent, type PracticeFacts, step } from './practice.machine.ts';
import { PRACTICE_STATES, type PracticeState } from './practice.ts';
import { practiceTransitions } from './practice-transitions.ts';

const nothing: PracticeFacts = {
  journeyComplete: false,
  paymentSettled: true,
  requestRegistered: false,
  decided: null,
  needsSignature: true,
  answerRendered: false,
  answerSigned: false,
  answerRegistered: false,
  integrationsRegistered: true,
};

/** What each event makes true, besides the state: the changes that the use cases write with it. */
const EFFECT_ON_FACTS: Readonly<Record<PracticeEvent, readonly ((facts: PracticeFacts) => PracticeFacts)[]>> = {
  SUBMIT: [(facts) => facts],
  REGISTER: [(facts) => ({ ...facts, requestRegistered: true })],
  TAKE_CHARGE: [(facts) => facts],
  REQUEST_INTEGRATION: [(facts) => ({ ...facts, decided: null, answerRendered: false, integrationsRegistered: false })],
  INTEGRATE: [(facts) => ({ ...facts, integrationsRegistered: false })],
  CANCEL_INTEGRATION: [(facts) => facts],
  // It changes who works on it, and nothing of this: it is looked at by itself.
  REASSIGN: [],
  DECIDE: [
    (facts) => ({ ...facts, decided: 'accettata', answerRendered: false }),
    (facts) => ({ ...facts, decided: 'rifiutata', answerRendered: false }),
    (facts) => ({ ...facts, decided: 'accettata', needsSignature: false, answerRendered: false }),
  ],
  RENDER_ANSWER: [(facts) => ({ ...facts, answerRendered: true })],
  // Before the answer is registered, or without: the registry may have been down.
  SIGN_ANSWER: [
    (facts) => ({ ...facts, answerSigned: true, integrationsRegistered: true }),
    (facts) => ({ ...facts, answerSigned: true }),
  ],
  REGISTER_ANSWER: [(facts) => ({ ...facts, answerRegistered: true })],
  ACCEPT: [(facts) => facts],
  REJECT: [(facts) => facts],
};

interface Point {
  readonly state: PracticeState;
  readonly facts: PracticeFacts;
  readonly path: readonly PracticeEvent[];
}

/** Every path from a draft, whatever event is tried next, up to a number of events that happened. */
const walk = function* (from: Point, bound: number): Generator<Point> {
  yield from;
  if (from.path.length === bound) return;
  for (const event of PRACTICE_EVENTS) {
    const next = step(from.state, from.facts, event);
    if (next === null) continue;
    for (const change of EFFECT_ON_FACTS[event]) {
      yield* walk({ state: next.state, facts: change(from.facts), path: [...from.path, event] }, bound);
    }
  }
};

const BOUND = 10;
const points = [...walk({ state: 'bozza', facts: { ...nothing, journeyComplete: true }, path: [] }, BOUND)];
/** Where they lead to, each once: what may happen then does not depend on the way there. */
const situations = [...new Map(points.map((point) => [JSON.stringify([point.state, point.facts]), point])).values()];

describe('the practice machine', () => {
  it('is this table', () => {
    const rows = practiceTransitions.map(
      ({ from, event, guard, to, actions }) =>
        `${from} --${event}${guard === null ? '' : ` [${guard}]`}--> ${to}${actions.length === 0 ? '' : `: ${actions.join(', ')}`}`,
    );
    expect(rows).toEqual([
      'bozza --SUBMIT [canBeSent]--> inviata: register_request, mail_citizen(pratica_inviata), mail_operators',
      'inviata --REGISTER [notYetRegistered]--> inviata: mail_citizen(pratica_protocollata)',
      'inviata --TAKE_CHARGE [hasProtocolNumber]--> in_elaborazione: mail_citizen(pratica_presa_in_carico)',
      'in_elaborazione --REQUEST_INTEGRATION [notYetFinal]--> da_integrare: register_integration_request, mail_citizen(integrazione_richiesta)',
      'in_elaborazione --REASSIGN--> in_elaborazione: mail_reassigned',
      'in_elaborazione --DECIDE [notYetFinal]--> in_elaborazione: render_answer',
      'in_elaborazione --RENDER_ANSWER [awaitsRendering]--> in_elaborazione',
      'in_elaborazione --RENDER_ANSWER [awaitsRenderingAlone]--> in_elaborazione: register_answer',
      'in_elaborazione --SIGN_ANSWER [awaitsSignature]--> in_elaborazione: register_answer',
      'in_elaborazione --REGISTER_ANSWER [awaitsRegistration]--> in_elaborazione',
      'in_elaborazione --ACCEPT [isAccepted]--> accettata: mail_citizen(pratica_accettata)',
      'in_elaborazione --REJECT [isRejected]--> rifiutata: mail_citizen(pratica_rifiutata)',
      'da_integrare --REASSIGN--> da_integrare: mail_reassigned',
      'da_integrare --INTEGRATE--> in_elaborazione: register_integration, mail_citizen(integrazione_ricevuta), mail_assigned',
      'da_integrare --CANCEL_INTEGRATION--> in_elaborazione: register_integration_cancellation, mail_citizen(integrazione_annullata)',
    ]);
  });

  it('does not let an incomplete draft be sent', () => {
    expect(can('bozza', nothing, 'SUBMIT')).toBe(false);
    expect(can('bozza', { ...nothing, journeyComplete: true }, 'SUBMIT')).toBe(true);
  });

  it('says before what it then does', () => {
    for (const { state, facts } of situations) {
      for (const event of PRACTICE_EVENTS) expect(can(state, facts, event)).toBe(step(state, facts, event) !== null);
    }
  });
});

describe(`every path of at most ${BOUND} events from a draft`, () => {
  it('is walked: there are many, and they reach every state that has a way in', () => {
    expect(points.length).toBeGreaterThan(400);
    const reached = new Set(points.map(({ state }) => state));
    expect(PRACTICE_STATES.filter((state) => !reached.has(state))).toEqual([]);
  });

  it('sends, takes charge and closes at most once', () => {
    for (const { path } of points) {
      for (const event of ['SUBMIT', 'REGISTER', 'TAKE_CHARGE', 'SIGN_ANSWER', 'REGISTER_ANSWER'] as const) {
        expect(path.filter((happened) => happened === event).length).toBeLessThanOrEqual(1);
      }
      expect(path.filter((happened) => happened === 'ACCEPT' || happened === 'REJECT').length).toBeLessThanOrEqual(1);
    }
  });

  it('takes charge only of what has a protocol number', () => {
    for (const { path } of points) {
      const taken = path.indexOf('TAKE_CHARGE');
      if (taken !== -1) expect(path.slice(0, taken)).toContain('REGISTER');
    }
  });

  it('closes only with a registered answer, and with the outcome that was decided', () => {
    for (const { state, facts } of points) {
      if (state !== 'accettata' && state !== 'rifiutata') continue;
      const registered = { answerRendered: true, answerRegistered: true, integrationsRegistered: true };
      expect(facts).toMatchObject({ decided: state, answerSigned: facts.needsSignature, ...registered });
    }
  });

  it('asks to be completed as often as needed, one request at a time, and nothing else happens meanwhile', () => {
    const requests = points.map(({ path }) => path.filter((happened) => happened === 'REQUEST_INTEGRATION').length);
    expect(Math.max(...requests)).toBeGreaterThanOrEqual(3);
    for (const { path } of points) {
      path.forEach((happened, at) => {
        if (happened !== 'REQUEST_INTEGRATION' || at === path.length - 1) return;
        expect(['INTEGRATE', 'CANCEL_INTEGRATION']).toContain(path[at + 1]);
      });
    }
  });

  it('decides anew after a request of integration, and asks nothing more after the answer was signed', () => {
    for (const { path } of points) {
      const [asked, signed] = [path.lastIndexOf('REQUEST_INTEGRATION'), path.indexOf('SIGN_ANSWER')];
      if (signed === -1) continue;
      expect(asked).toBeLessThan(signed);
      expect(path.slice(asked + 1, signed)).toContain('DECIDE');
    }
  });

  it('never changes a decision after its answer was signed', () => {
    for (const { path } of points) {
      const signed = path.indexOf('SIGN_ANSWER');
      if (signed !== -1) expect(path.slice(signed)).not.toContain('DECIDE');
    }
  });

  it('never changes a decision that is not signed, and asks nothing more after it', () => {
    const unsigned = situations.filter(({ facts }) => !facts.needsSignature);
    expect(unsigned.length).toBeGreaterThan(2);
    for (const { state, facts } of unsigned) {
      for (const event of ['DECIDE', 'REQUEST_INTEGRATION', 'SIGN_ANSWER'] as const) {
        expect(can(state, facts, event)).toBe(false);
      }
    }
  });

  it('is given to another operator from the taking charge to the outcome, which leaves it where it is', () => {
    for (const { state, facts } of situations) {
      const isOpen = state === 'in_elaborazione' || state === 'da_integrare';
      expect(step(state, facts, 'REASSIGN')?.state).toBe(isOpen ? state : undefined);
    }
  });

  it('ends for good: nothing happens any more to a closed practice', () => {
    for (const { state, facts } of situations) {
      if (state !== 'accettata' && state !== 'rifiutata') continue;
      for (const event of PRACTICE_EVENTS) expect(step(state, facts, event)).toBeNull();
    }
  });
});
