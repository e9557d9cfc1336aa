import type { Due, Payment } from '@stanza/core';
import { paymentStepTexts as texts } from '../texts/payment-step.it.ts';
import { type NoticeView, notice } from './components.ts';
import { PAYABLE_PHASES, standingOf } from './payment-phase.ts';

/**
 * What came of a button, or of the page of the gateway, as the query says that led back to the step of payment: only as long as it is
 * true of how the payment stands, whoever reloads the page or keeps its address.
 * @param said of the query; empty where it says nothing
 * @param due what the step owes
 * @param payments those of the step, oldest first
 */
export const paymentSaid = (said: string, due: Due | null, payments: readonly Payment[]): NoticeView | null => {
  const { phase } = standingOf(due, payments);
  if (said === 'attendi') {
    const isTrue = phase !== 'pagato' && !PAYABLE_PHASES.has(phase);
    return isTrue ? notice('warning', { text: texts.nonPagabile }) : null;
  }
  if (!PAYABLE_PHASES.has(phase)) return null;
  if (said === 'verifica') return notice('info', { text: texts.verificato });
  if (said === 'ok' || said === 'annullato' || said === 'errore') return notice('info', { text: texts.ritorno[said] });
  return null;
};
