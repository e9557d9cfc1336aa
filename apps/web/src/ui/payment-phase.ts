import { awaitsMoney, type Due, type Payment, type PaymentKind, settledBy } from '@stanza/core';

/** How what is to be paid online stands, as a page tells it. */
export type OnlinePhase =
  | 'da_preparare'
  | 'in_preparazione'
  | 'in_aggiornamento'
  | 'importo_cambiato'
  | 'pagabile'
  | 'in_verifica'
  | 'non_funziona'
  | 'rifiutato'
  | 'scaduto'
  | 'annullato'
  | 'pagato';

/** What waits for the gateway: the page tells it by itself when something comes. */
export const WAITING_PHASES: ReadonlySet<OnlinePhase> = new Set([
  'in_preparazione',
  'in_aggiornamento',
  'pagabile',
  'in_verifica',
  'non_funziona',
]);

/** What somebody may be sent to pay. */
export const PAYABLE_PHASES: ReadonlySet<OnlinePhase> = new Set(['pagabile', 'in_verifica']);

export interface OnlineStanding {
  readonly phase: OnlinePhase;
  /** What can be paid, or is being made ready; null when nothing is asked for now. */
  readonly current: Payment | null;
  /** What is still missing, in cents. */
  readonly missing: number;
}

const openPhase = (payment: Payment, missing: number): OnlinePhase => {
  if (payment.withdrawnAt !== null) return 'in_aggiornamento';
  if (payment.amount !== missing) return 'importo_cambiato';
  if (payment.state === 'fallito') return 'rifiutato';
  // Whoever answers so does not do better a little later: nobody is sent there until it is mended.
  const isHopeless = payment.lastError === 'settings' || payment.lastError === 'refused';
  if (payment.failures > 0 && isHopeless) return 'non_funziona';
  if (payment.position !== 'aperta') return 'in_preparazione';
  return payment.state === 'in_corso' ? 'in_verifica' : 'pagabile';
};

const closedPhase = (last: Payment | undefined): OnlinePhase =>
  last?.state === 'scaduto' || last?.state === 'annullato' ? last.state : 'da_preparare';

/** What is owed in one way, in cents; null when nothing is, or it is not known. */
export const totalOf = (due: Due | null, kind: PaymentKind): number | null =>
  due?.parts.find((part) => part.kind === kind)?.total ?? null;

/** Whether a revenue stamp is to be declared still. @param payments those of the step */
export const awaitsStamp = (due: Due | null, payments: readonly Payment[]): boolean =>
  settledBy(payments).bollo < (totalOf(due, 'bollo') ?? 0);

/** Whether money is to come online still. @param payments those of the step */
export const awaitsOnline = (due: Due | null, payments: readonly Payment[]): boolean =>
  settledBy(payments).pagopa < (totalOf(due, 'pagopa') ?? 0);

/**
 * @param total what is owed online, in cents
 * @param payments those made for it, oldest first
 * @param settled what of it has come in, in cents
 */
export const onlineStanding = (total: number, payments: readonly Payment[], settled: number): OnlineStanding => {
  const online = payments.filter(({ kind }) => kind === 'pagopa');
  const current = online.find(awaitsMoney) ?? null;
  const missing = Math.max(0, total - settled);
  if (missing === 0) return { phase: 'pagato', current: null, missing };
  return { phase: current === null ? closedPhase(online.at(-1)) : openPhase(current, missing), current, missing };
};

/** How the payment online of a step stands. @param payments those of the step, oldest first */
export const standingOf = (due: Due | null, payments: readonly Payment[]): OnlineStanding =>
  onlineStanding(totalOf(due, 'pagopa') ?? 0, payments, settledBy(payments).pagopa);
