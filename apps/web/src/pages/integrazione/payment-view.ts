import {
  awaitsMoney,
  inEuro,
  isOverdue,
  isPayable,
  italianDate,
  longDay,
  type OpenIntegration,
  type Payment,
} from '@stanza/core';
import type { Place } from '../../step-form/place.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';
import { integrationHref, wordsOf } from './view-model.ts';

export interface PaymentPage {
  readonly place: Place;
  /** The ente's path. */
  readonly base: string;
  readonly opened: OpenIntegration;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** The page of the gateway, when it was asked for; null otherwise. */
  readonly checkout: string | null;
}

/** The payment that is open, or else the last one; null before there is any. */
export const currentOf = ({ payments }: Pick<OpenIntegration, 'payments'>): Payment | null =>
  payments.find(awaitsMoney) ?? payments.at(-1) ?? null;

/** The page of a request that asks for money: there is nothing to fill in. */
export const paymentView = ({ place, base, opened, today, checkout }: PaymentPage) => {
  const { practice, definition, integration } = opened;
  const href = integrationHref(place, base, practice.id);
  const payment = currentOf(opened);
  const payable = payment !== null && isPayable(payment);
  const isOpen = payment !== null && awaitsMoney(payment);
  const words = texts.pagamento;
  return {
    heading: { title: wordsOf(place).titolo, lead: texts.pratica(definition.name, practice.code) },
    overdue: isOverdue(integration, today) ? notice('warning', { text: words.passato }) : null,
    // The notice is being made, or somebody is paying at this moment.
    waiting:
      isOpen && checkout === null && (!payable || payment.state === 'in_corso')
        ? { href, seconds: 10, text: payable ? words.inCorso : words.inPreparazione }
        : null,
    message: integration.message,
    facts: {
      title: '',
      editHref: null,
      rows: [
        ...(integration.payment?.items ?? []).map(({ label, amount }) => ({ term: label, value: inEuro(amount) })),
        { term: words.totale, value: integration.payment === null ? '' : inEuro(integration.payment.total) },
        { term: words.entro, value: longDay(integration.dueDate) },
        ...(payable
          ? [
              { term: words.numeroAvviso, value: payment.noticeNumber ?? '' },
              { term: words.valido, value: italianDate(payment.dueDay) },
            ]
          : []),
      ],
    },
    checkoutHref: checkout,
    payAction: payable && checkout === null ? `${href}/paga` : null,
    noticeHref: payable && payment.documents.avviso !== undefined ? `${href}/avviso` : null,
    prepareAction: isOpen ? null : `${href}/prepara`,
    checkAction: isOpen ? `${href}/controlla` : null,
    practiceHref: place.practiceHref(base, practice.id),
  };
};
