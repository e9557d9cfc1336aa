import { awaitsReceipt, type Due, isPayable, longDay, type Payment, receivedOf, settledBy } from '@stanza/core';
import { euro } from '../format/euro.ts';
import { fieldErrorTexts } from '../texts/field-errors.it.ts';
import { phaseTexts, paymentStepTexts as texts } from '../texts/payment-step.it.ts';
import { paymentTexts } from '../texts/payments.it.ts';
import { type CellLink, type DataListView, type NoticeView, notice, type RefreshView } from './components.ts';
import {
  awaitsOnline,
  awaitsStamp,
  type OnlinePhase,
  type OnlineStanding,
  onlineStanding,
  totalOf,
  WAITING_PHASES,
} from './payment-phase.ts';
import { noticeNumberRow, type PaymentItemView, paymentDocuments, paymentItem } from './payment-views.ts';

/** What the buttons of a step of payment are sent as. */
export const PAYMENT_ACTIONS = ['paga', 'verifica', 'prepara', 'riprova', 'dichiara', 'togli'] as const;
export type PaymentAction = (typeof PAYMENT_ACTIONS)[number];

export interface PaymentStepFacts {
  /** Of the step: the element has it too. */
  readonly id: string;
  /** Null as long as an answer that decides it is missing. */
  readonly due: Due | null;
  /** All those of the step, oldest first. */
  readonly payments: readonly Payment[];
  /** What came of the button that was pressed; null when none was. */
  readonly said: NoticeView | null;
  /** Name of the ente. */
  readonly creditor: string;
  /** The page itself. */
  readonly href: string;
  /** Where it is heard that something has changed. */
  readonly eventsHref: string;
  /** Below which the documents of payments are. */
  readonly documentsHref: string;
  /** What the page shows of the payments, in short. */
  readonly seen: string;
}

interface ButtonView {
  readonly value: PaymentAction;
  readonly label: string;
  readonly isMain: boolean;
}

/** `{{> payment-step}}`: what is to be paid, how that stands, and what can be done. */
export interface PaymentStepView {
  readonly id: string;
  readonly owed: DataListView | null;
  readonly notices: readonly NoticeView[];
  readonly facts: DataListView | null;
  /** Whether there are buttons or a document. */
  readonly hasActions: boolean;
  readonly buttons: readonly ButtonView[];
  readonly document: CellLink | null;
  readonly documentPending: boolean;
  readonly waiting: RefreshView | null;
  readonly made: readonly PaymentItemView[];
  /** A receipt is still to come. */
  readonly receiptPending: boolean;
  /** Null when nothing is waited for. */
  readonly events: { readonly href: string; readonly seen: string } | null;
  /** How it stands, for who does not see that it has changed. */
  readonly sentence: string;
}

const button = (value: PaymentAction, label: string, isMain = false): ButtonView => ({ value, label, isMain });

const buttonsOf = (phase: OnlinePhase): readonly ButtonView[] => {
  switch (phase) {
    case 'pagabile':
    case 'in_verifica':
      return [button('paga', texts.paga, true), button('verifica', texts.verifica)];
    case 'importo_cambiato':
      return [button('prepara', texts.aggiorna, true)];
    case 'rifiutato':
      return [button('riprova', texts.riprova, true)];
    case 'da_preparare':
    case 'scaduto':
    case 'annullato':
      return [button('prepara', texts.prepara, true)];
    default:
      return [];
  }
};

const owedOf = ({ parts, total }: Due): DataListView => {
  const items = parts.flatMap((part) => part.items);
  const rows = items.map(({ label, amount }) => ({ term: label, value: euro(amount) }));
  const sum = { term: paymentTexts.totale, value: euro(total) };
  return { title: texts.daPagare, editHref: null, rows: items.length === 1 ? rows : [...rows, sum] };
};

/** What of the notice one needs to pay it anywhere. */
const noticeFacts = ({ amount, noticeNumber, dueDay }: Payment, creditor: string): DataListView => ({
  title: '',
  editHref: null,
  rows: [
    { term: paymentTexts.importo, value: euro(amount) },
    ...(noticeNumber === null ? [] : [noticeNumberRow(noticeNumber)]),
    { term: paymentTexts.creditore, value: creditor },
    { term: paymentTexts.scadenza, value: longDay(dueDay) },
  ],
});

/** That the gateway does not answer: whether something may have been paid depends on whether somebody could. */
const awayNotice = ({ phase, current }: OnlineStanding): readonly NoticeView[] => {
  if (current === null || current.failures === 0 || phase === 'rifiutato') return [];
  if (phase === 'non_funziona') {
    return current.position === 'aperta' ? [notice('info', { text: texts.lontano.forsePagato })] : [];
  }
  const text = current.position === 'aperta' ? texts.lontano.forsePagato : texts.lontano.nientePagato;
  return [notice('warning', { title: texts.lontano.titolo, text })];
};

/** That more has come in online than is owed; null when it has not. */
export const overpaidNotice = (due: Due | null, payments: readonly Payment[]): NoticeView | null => {
  const excess = settledBy(payments).pagopa - (totalOf(due, 'pagopa') ?? 0);
  return excess <= 0 ? null : notice('warning', { title: texts.inPiuTitolo, text: texts.inPiu(euro(excess)) });
};

/** The rest of what has come in already, and of what is too much. */
const sumNotices = (
  { missing }: OnlineStanding,
  { due, payments }: PaymentStepFacts,
  settled: number,
): readonly NoticeView[] => {
  const overpaid = overpaidNotice(due, payments);
  if (overpaid !== null) return [overpaid];
  return settled > 0 && missing > 0 ? [notice('info', { text: texts.giaRicevuti(euro(settled), euro(missing)) })] : [];
};

const wordsOf = (phase: OnlinePhase, stampMissing: boolean) =>
  phase === 'pagato' && stampMissing ? { ...phaseTexts.pagato, text: texts.marcaDaDichiarare } : phaseTexts[phase];

const phaseNotice = ({ tone, title, text }: (typeof phaseTexts)[OnlinePhase]): NoticeView => {
  // It is how things stand, and no answer to what somebody did: it interrupts nobody.
  return { ...notice(tone, { title, text }), isError: false };
};

const NOTHING_ONLINE = { notices: [], facts: null, buttons: [], document: null, waiting: null } as const;

const onlineView = (facts: PaymentStepFacts, total: number, settled: number) => {
  const standing = onlineStanding(total, facts.payments, settled);
  const { phase, current } = standing;
  const words = wordsOf(phase, awaitsStamp(facts.due, facts.payments));
  // By its notice one may pay elsewhere also while the gateway's page cannot be opened.
  const canBePaid = current !== null && isPayable(current) && phase !== 'importo_cambiato';
  const [document = null] = canBePaid ? paymentDocuments(current, facts.documentsHref) : [];
  return {
    notices: [phaseNotice(words), ...awayNotice(standing), ...sumNotices(standing, facts, settled)],
    facts: canBePaid ? noticeFacts(current, facts.creditor) : null,
    buttons: buttonsOf(phase),
    document,
    documentPending: canBePaid && document === null,
    waiting: WAITING_PHASES.has(phase) ? { href: facts.href, seconds: null, text: texts.aspetta } : null,
  };
};

export const paymentStepView = (facts: PaymentStepFacts): PaymentStepView => {
  const { id, due, payments, said, documentsHref, seen } = facts;
  const settled = settledBy(payments);
  const total = totalOf(due, 'pagopa');
  const online = total === null ? NOTHING_ONLINE : onlineView(facts, total, settled.pagopa);
  const unknown = due === null ? [notice('info', { text: texts.nonCalcolabile })] : [];
  const notices = [...(said === null ? [] : [said]), ...unknown, ...online.notices];
  const receiptPending = payments.some(awaitsReceipt);
  const isStamped = payments.some(({ stamp }) => stamp !== null);
  const buttons = [...online.buttons, ...(isStamped ? [button('togli', texts.togliMarca)] : [])];
  return {
    documentPending: false,
    ...online,
    id,
    buttons,
    hasActions: buttons.length > 0 || online.document !== null,
    owed: due === null ? null : owedOf(due),
    notices,
    made: payments.filter((one) => receivedOf(one) > 0).map((one) => paymentItem(one, documentsHref)),
    receiptPending,
    events: online.waiting === null && !receiptPending ? null : { href: facts.eventsHref, seen },
    sentence: notices.map(({ title, text }) => (title === undefined ? text : `${title}. ${text}`)).join(' '),
  };
};

/** Why one cannot go on yet: what is missing online comes first. */
export const blockedSentence = (due: Due | null, payments: readonly Payment[]): string =>
  awaitsStamp(due, payments) && !awaitsOnline(due, payments) ? texts.marcaDaDichiarare : fieldErrorTexts.not_paid_yet;
