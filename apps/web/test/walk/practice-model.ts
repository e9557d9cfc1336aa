import type { PracticeEvent, PracticeFacts, PracticeState } from '@stanza/core';

/**
 * What can be done to a practice from outside: by its citizen, by its first operator, by an administrator (`riassegna`), and
 * by the worker (`lavora`: all that is waiting is done). The rules are written here a second time, on purpose: they are what a
 * person may expect.
 */
export interface Model {
  readonly state: PracticeState;
  readonly registered: boolean;
  /** Who has it in charge. */
  readonly holder: 'operatore' | 'collega' | null;
  readonly decided: 'accettata' | 'rifiutata' | null;
  /** Whether the decision is answered with a signature; true before there is one. */
  readonly toSign: boolean;
  readonly rendered: boolean;
  readonly signed: boolean;
  /** Papers of requests of integration wait for their protocol numbers. */
  readonly waiting: boolean;
}

export const START: Model = {
  state: 'bozza',
  registered: false,
  holder: null,
  decided: null,
  toSign: true,
  rendered: false,
  signed: false,
  waiting: false,
};

export const ACTS = [
  'invia',
  'lavora',
  'prendi',
  'chiedi',
  'integra',
  'annulla',
  'riassegna',
  'accetta',
  'rifiuta',
  'accetta senza firma',
  'rifiuta senza firma',
  'firma',
] as const;
export type Act = (typeof ACTS)[number];

/** What each act may let happen. */
export const EVENTS_OF: Readonly<Record<Act, readonly PracticeEvent[]>> = {
  invia: ['SUBMIT'],
  lavora: ['REGISTER', 'RENDER_ANSWER', 'REGISTER_ANSWER', 'ACCEPT', 'REJECT'],
  prendi: ['TAKE_CHARGE'],
  chiedi: ['REQUEST_INTEGRATION'],
  integra: ['INTEGRATE'],
  annulla: ['CANCEL_INTEGRATION'],
  riassegna: ['REASSIGN'],
  accetta: ['DECIDE'],
  rifiuta: ['DECIDE'],
  'accetta senza firma': ['DECIDE'],
  'rifiuta senza firma': ['DECIDE'],
  firma: ['SIGN_ANSWER'],
};

/** Whether the operator may still decide it, or ask that it be completed. */
const isUndecided = ({ state, holder, decided, toSign, signed }: Model): boolean =>
  state === 'in_elaborazione' && holder === 'operatore' && !signed && (decided === null || toSign);

const decide = (model: Model, decided: 'accettata' | 'rifiutata', toSign: boolean): Model | null =>
  isUndecided(model) ? { ...model, decided, toSign, rendered: false } : null;

const work = (model: Model): Model | null => {
  const { state, decided, toSign, rendered, signed } = model;
  if (state === 'inviata' && !model.registered) return { ...model, registered: true };
  const done = { ...model, waiting: false };
  if (state === 'in_elaborazione' && decided !== null) {
    if (signed || !toSign) return { ...done, rendered: true, state: decided };
    if (!rendered) return { ...done, rendered: true };
  }
  return model.waiting ? done : null;
};

const end = (model: Model): Model | null =>
  model.state === 'da_integrare' ? { ...model, state: 'in_elaborazione', waiting: true } : null;

const reassign = (model: Model): Model | null =>
  model.state === 'in_elaborazione' || model.state === 'da_integrare'
    ? { ...model, holder: model.holder === 'operatore' ? 'collega' : 'operatore' }
    : null;

/** The model after an act; null when it must be refused, or there is nothing to do. */
export const after = (model: Model, act: Act): Model | null => {
  switch (act) {
    case 'invia':
      return model.state === 'bozza' ? { ...model, state: 'inviata' } : null;
    case 'lavora':
      return work(model);
    case 'prendi':
      return model.state === 'inviata' && model.registered
        ? { ...model, state: 'in_elaborazione', holder: 'operatore' }
        : null;
    case 'chiedi':
      return isUndecided(model)
        ? { ...model, state: 'da_integrare', decided: null, toSign: true, rendered: false, waiting: true }
        : null;
    case 'integra':
      return end(model);
    case 'annulla':
      return model.holder === 'operatore' ? end(model) : null;
    case 'riassegna':
      return reassign(model);
    case 'accetta':
      return decide(model, 'accettata', true);
    case 'rifiuta':
      return decide(model, 'rifiutata', true);
    case 'accetta senza firma':
      return decide(model, 'accettata', false);
    case 'rifiuta senza firma':
      return decide(model, 'rifiutata', false);
    case 'firma': {
      const { rendered, toSign } = model;
      return isUndecided(model) && rendered && toSign ? { ...model, signed: true } : null;
    }
  }
};

/** What the machine would be told of such a practice, whoever has it. */
export const factsOf = ({ state, registered, decided, toSign, rendered, signed, waiting }: Model): PracticeFacts => ({
  journeyComplete: true,
  paymentSettled: true,
  requestRegistered: registered,
  decided,
  needsSignature: toSign,
  answerRendered: rendered,
  answerSigned: signed,
  answerRegistered: state === 'accettata' || state === 'rifiutata',
  integrationsRegistered: !waiting,
});
