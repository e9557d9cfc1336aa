import { setup, transition } from 'xstate';
import { z } from 'zod';
import { MAIL_TEMPLATES } from './effect.ts';
import type { PracticeState } from './practice.ts';

/** The handful of facts that guards look at. */
export interface PracticeFacts {
  readonly journeyComplete: boolean;
  /** What was to be paid before sending has come in; true where nothing was. */
  readonly paymentSettled: boolean;
  readonly requestRegistered: boolean;
  readonly decided: 'accettata' | 'rifiutata' | null;
  /** Whether the decision is answered with a signature (ente.md, the three flows of "Elabora"); true before there is one. */
  readonly needsSignature: boolean;
  readonly answerRendered: boolean;
  readonly answerSigned: boolean;
  readonly answerRegistered: boolean;
  /** Every request of integration, and every answer to one, has its protocol number. */
  readonly integrationsRegistered: boolean;
}

export const PRACTICE_EVENTS = [
  'SUBMIT',
  'REGISTER',
  'TAKE_CHARGE',
  'REQUEST_INTEGRATION',
  'INTEGRATE',
  'CANCEL_INTEGRATION',
  'REASSIGN',
  'DECIDE',
  'RENDER_ANSWER',
  'SIGN_ANSWER',
  'REGISTER_ANSWER',
  'ACCEPT',
  'REJECT',
] as const;
export type PracticeEvent = (typeof PRACTICE_EVENTS)[number];

/**
 * The life of a practice as a pure table: no actor is ever started, the database stores the word of the state.
 * `REGISTER` and the work on the answer are events inside a state, not states (design: the practice machine).
 * A decision may be changed until its signed answer is handed in, and never where none is to be signed: the answer then goes
 * out as soon as it is made. The practice closes for the citizen only when the answer has its own protocol number (ente.md,
 * "Elabora"), after that of everything that came before it. While the citizen is asked to complete it nothing else happens
 * to it but that another operator gets it; a decision that was not signed yet is dropped by asking.
 */
export const practiceMachine = setup({
  types: { context: {} as PracticeFacts, input: {} as PracticeFacts, events: {} as { type: PracticeEvent } },
  guards: {
    canBeSent: ({ context }) => context.journeyComplete && context.paymentSettled,
    notYetRegistered: ({ context }) => !context.requestRegistered,
    hasProtocolNumber: ({ context }) => context.requestRegistered,
    notYetFinal: ({ context }) => context.needsSignature && !context.answerSigned,
    awaitsRendering: ({ context }) => context.decided !== null && !context.answerRendered && context.needsSignature,
    awaitsRenderingAlone: ({ context }) =>
      context.decided !== null && !context.answerRendered && !context.needsSignature,
    awaitsSignature: ({ context }) => context.answerRendered && context.needsSignature && !context.answerSigned,
    awaitsRegistration: ({ context }) =>
      (context.needsSignature ? context.answerSigned : context.answerRendered) &&
      !context.answerRegistered &&
      context.integrationsRegistered,
    isAccepted: ({ context }) => context.answerRegistered && context.decided === 'accettata',
    isRejected: ({ context }) => context.answerRegistered && context.decided === 'rifiutata',
  },
  actions: {
    register_request: () => {},
    render_answer: () => {},
    register_answer: () => {},
    register_integration_request: () => {},
    register_integration: () => {},
    register_integration_cancellation: () => {},
    mail_assigned: () => {},
    mail_reassigned: () => {},
    mail_operators: () => {},
    mail_citizen: (_, _params: { template: (typeof MAIL_TEMPLATES)[number] }) => {},
  },
}).createMachine({
  id: 'pratica',
  context: ({ input }) => input,
  initial: 'bozza',
  states: {
    bozza: {
      on: {
        SUBMIT: {
          guard: 'canBeSent',
          target: 'inviata',
          actions: [
            'register_request',
            { type: 'mail_citizen', params: { template: 'pratica_inviata' } },
            'mail_operators',
          ],
        },
      },
    },
    inviata: {
      on: {
        REGISTER: {
          guard: 'notYetRegistered',
          actions: [{ type: 'mail_citizen', params: { template: 'pratica_protocollata' } }],
        },
        TAKE_CHARGE: {
          guard: 'hasProtocolNumber',
          target: 'in_elaborazione',
          actions: [{ type: 'mail_citizen', params: { template: 'pratica_presa_in_carico' } }],
        },
      },
    },
    in_elaborazione: {
      on: {
        REQUEST_INTEGRATION: {
          guard: 'notYetFinal',
          target: 'da_integrare',
          actions: [
            'register_integration_request',
            { type: 'mail_citizen', params: { template: 'integrazione_richiesta' } },
          ],
        },
        REASSIGN: { actions: ['mail_reassigned'] },
        DECIDE: { guard: 'notYetFinal', actions: ['render_answer'] },
        // They change facts alone. With the target left out xstate would say that they cannot happen.
        RENDER_ANSWER: [
          { guard: 'awaitsRendering', target: 'in_elaborazione' },
          { guard: 'awaitsRenderingAlone', actions: ['register_answer'] },
        ],
        SIGN_ANSWER: { guard: 'awaitsSignature', actions: ['register_answer'] },
        REGISTER_ANSWER: { guard: 'awaitsRegistration', target: 'in_elaborazione' },
        ACCEPT: {
          guard: 'isAccepted',
          target: 'accettata',
          actions: [{ type: 'mail_citizen', params: { template: 'pratica_accettata' } }],
        },
        REJECT: {
          guard: 'isRejected',
          target: 'rifiutata',
          actions: [{ type: 'mail_citizen', params: { template: 'pratica_rifiutata' } }],
        },
      },
    },
    da_integrare: {
      on: {
        REASSIGN: { actions: ['mail_reassigned'] },
        INTEGRATE: {
          target: 'in_elaborazione',
          actions: [
            'register_integration',
            { type: 'mail_citizen', params: { template: 'integrazione_ricevuta' } },
            'mail_assigned',
          ],
        },
        CANCEL_INTEGRATION: {
          target: 'in_elaborazione',
          actions: [
            'register_integration_cancellation',
            { type: 'mail_citizen', params: { template: 'integrazione_annullata' } },
          ],
        },
      },
    },
    accettata: { type: 'final' },
    rifiutata: { type: 'final' },
  },
});

const actionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('register_request') }),
  z.object({ type: z.literal('render_answer') }),
  z.object({ type: z.literal('register_answer') }),
  z.object({ type: z.literal('register_integration_request') }),
  z.object({ type: z.literal('register_integration') }),
  z.object({ type: z.literal('register_integration_cancellation') }),
  z.object({ type: z.literal('mail_assigned') }),
  z.object({ type: z.literal('mail_reassigned') }),
  z.object({ type: z.literal('mail_operators') }),
  z.object({ type: z.literal('mail_citizen'), params: z.object({ template: z.enum(MAIL_TEMPLATES) }) }),
]);
/** What the machine asks for; `advance` turns it into effects. */
export type MachineAction = z.infer<typeof actionSchema>;

/** Whether the event is possible now: what decides if its button is shown. */
export const can = (state: PracticeState, facts: PracticeFacts, event: PracticeEvent): boolean =>
  practiceMachine.resolveState({ value: state, context: facts }).can({ type: event });

/** @returns the new state and what must follow, or null when the event is not possible now */
export const step = (
  state: PracticeState,
  facts: PracticeFacts,
  event: PracticeEvent,
): { readonly state: PracticeState; readonly actions: readonly MachineAction[] } | null => {
  const from = practiceMachine.resolveState({ value: state, context: facts });
  if (!from.can({ type: event })) return null;
  const [to, actions] = transition(practiceMachine, from, { type: event });
  return { state: to.value, actions: actions.map(({ type, params }) => actionSchema.parse({ type, params })) };
};
