import { awaitsMoney, type Payment } from '@stanza/core';

/** How what is to be paid online stands, as a page tells it. */
export type OnlinePhase =
  | 'da_preparare'
  | 'in_preparazione'
  | 'in_aggiornamento'
  | 'importo_cambiato'
  | 'pagabile'
  | 'in_verifica'
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
]);

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
  if (payment.position !== 'aperta') return 'in_preparazione';
  return payment.state === 'in_corso' ? 'in_verifica' : 'pagabile';
};

const closedPhase = (last: Payment | undefined): OnlinePhase =>
  last?.state === 'scaduto' || last?.state === 'annullato' ? last.state : 'da_preparare';

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
