import {
  APPLICANT_FACTS,
  applicantFacts,
  awaitsMoney,
  cents,
  countedOf,
  type IntegrationView,
  inEuro,
  isClosed,
  italianDate,
  type Payment,
  type Practice,
  type PracticeLine,
  type ProtocolNumber,
  type ServiceColumns,
  toRefundOf,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { dayAndMinute, dayOnly } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { texts } from './texts.it.ts';

const numberOf = (protocol: ProtocolNumber | null): string =>
  protocol === null ? '' : `${protocol.number}/${protocol.year}`;
const dayOf = (protocol: ProtocolNumber | null): string => (protocol === null ? '' : dayOnly(protocol.registeredAt));

/** An outcome is one when the answer has its number: until then the office may decide again. */
const decisionOf = (practice: Practice) => (isClosed(practice) ? practice.decision : null);

const askedIn = ({ integration, asked }: IntegrationView): string => {
  const { requestedAt, dueDate, message, cancelledAt } = integration;
  const said = [message, asked.join('; '), cancelledAt === null ? '' : texts.annullata(dayOnly(cancelledAt))];
  return [texts.chiesta(dayOnly(requestedAt), italianDate(dueDate)), ...said].filter((part) => part !== '').join('\n');
};

const answeredIn = ({ integration: { answeredAt }, rows }: IntegrationView): readonly string[] =>
  answeredAt === null
    ? []
    : [
        [
          texts.ricevuta(dayOnly(answeredAt)),
          ...rows.filter(({ value }) => value !== '').map(({ label, value }) => `${label}: ${value}`),
        ].join('\n'),
      ];

/** In euro; empty where there is nothing. */
const sumOf = (payments: readonly Payment[], of: (payment: Payment) => number): string => {
  const sum = payments.reduce((total, payment) => total + of(payment), 0);
  return sum === 0 ? '' : inEuro(cents(sum));
};

/** What every practice has, column by column. */
const FIXED: Readonly<Record<keyof typeof texts.colonne, (line: PracticeLine) => string>> = {
  codice: ({ practice }) => practice.code,
  servizio: ({ serviceName }) => serviceName,
  revisione: ({ practice }) => String(practice.revision),
  stato: ({ practice }) => stateTexts[practice.state].label,
  inviata: ({ practice: { submittedAt } }) => (submittedAt === null ? '' : dayAndMinute(submittedAt)),
  protocollo: ({ practice }) => numberOf(practice.requestProtocol),
  protocollata: ({ practice }) => dayOf(practice.requestProtocol),
  protocolloRisposta: ({ practice }) => numberOf(practice.answerProtocol),
  rispostaProtocollata: ({ practice }) => dayOf(practice.answerProtocol),
  esito: ({ practice }) => {
    const decision = decisionOf(practice);
    return decision === null ? '' : stateTexts[decision.outcome].label;
  },
  motivazione: ({ practice }) => decisionOf(practice)?.reason ?? '',
  inCarico: ({ assignedTo }) => assignedTo ?? '',
  aperta: ({ openedBy }) => openedBy ?? '',
  termine: ({ term }) => term?.deadline ?? '',
  sospeso: ({ term }) => (term?.suspended === true ? texts.si : ''),
  beneficiari: ({ practice }) => practice.beneficiaries.join(', '),
  integrazioniChieste: ({ integrations }) => integrations.map(askedIn).join('\n\n'),
  integrazioniRicevute: ({ integrations }) => integrations.flatMap(answeredIn).join('\n\n'),
  pagato: ({ payments }) => sumOf(payments, countedOf),
  daPagare: ({ payments }) => sumOf(payments.filter(awaitsMoney), ({ amount }) => amount),
  daRimborsare: ({ payments }) => sumOf(payments, toRefundOf),
  avvisi: ({ payments }) => payments.flatMap(({ noticeNumber }) => noticeNumber ?? []).join(', '),
};

/** As many as they are, none like another: whoever reads one finds its column. */
const distinct = (headings: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const times = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, times);
    return times === 1 ? heading : `${heading} (${times})`;
  });
};

/** The first line of the file. */
export const headingsOf = (services: readonly ServiceColumns[]): readonly string[] =>
  distinct([
    ...Object.values(texts.colonne),
    ...APPLICANT_FACTS.map((fact) => texts.richiedente(applicantLabels[fact])),
    ...services.flatMap(({ name, columns }) =>
      columns.map(({ step, labels }) => texts.domanda(name, step, labels.join(', '))),
    ),
  ]);

/** The line of a practice, in the order of {@link headingsOf}. */
export const cellsOf = (services: readonly ServiceColumns[], line: PracticeLine): readonly string[] => {
  const { practice, answers } = line;
  const facts = new Map(
    practice.applicant === null ? [] : applicantFacts(practice.applicant).map(({ fact, value }) => [fact, value]),
  );
  return [
    ...Object.values(FIXED).map((cell) => cell(line)),
    ...APPLICANT_FACTS.map((fact) => facts.get(fact) ?? ''),
    ...services.flatMap(({ serviceId, columns }) =>
      columns.map(({ key }) => (serviceId === practice.serviceId ? (answers.get(key) ?? '') : '')),
    ),
  ];
};
