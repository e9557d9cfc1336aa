import {
  applicantFacts,
  DOCUMENT_KINDS,
  dayAndTime,
  isAdministrator,
  isHeld,
  isPossible,
  type OfficeIntegrationView,
  type OfficePracticeView,
  type Operator,
  type Payment,
  type Practice,
  type ProtocolNumber,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { fileSize } from '../../format/file-size.ts';
import { deliveryName } from '../../texts/deliveries.it.ts';
import { stateTexts, timelineTexts } from '../../texts/practice-states.it.ts';
import { protocolNumber } from '../../texts/protocol-numbers.it.ts';
import { notice } from '../../ui/components.ts';
import { integrationItem } from '../../ui/integration-views.ts';
import { officePaymentBadge, paymentFacts, paymentFiles } from '../../ui/office-payment-views.ts';
import { signaturesView } from '../../ui/signatures-view.ts';
import { commentsView, type TypedComment } from './comments-view.ts';
import { deliveriesTable } from './deliveries-table.ts';
import { texts } from './texts.it.ts';

const numberOf = (protocol: ProtocolNumber | null, { cancelled }: OfficePracticeView): string | null =>
  protocol === null ? null : protocolNumber(protocol, cancelled);

/** @param isMine the operator who looks is the one in charge */
const facts = (viewed: OfficePracticeView, isMine: boolean) => {
  const { practice, term, assignedTo, openedBy } = viewed;
  const { submittedAt, paperSignedAt } = practice;
  const answer = numberOf(practice.answerProtocol, viewed);
  return {
    title: '',
    editHref: null,
    rows: [
      { term: texts.protocollo, value: numberOf(practice.requestProtocol, viewed) ?? texts.inAttesa },
      ...(submittedAt === null || term === null
        ? []
        : [
            { term: texts.inviata, value: dayAndTime(submittedAt) },
            { term: texts.termine, value: (term.suspended ? texts.sospeso : texts.entro)(term.deadline) },
          ]),
      ...(openedBy === null ? [] : [{ term: texts.aperta, value: openedBy }]),
      ...(paperSignedAt === null ? [] : [{ term: texts.firma, value: texts.dichiarata(dayAndTime(paperSignedAt)) }]),
      { term: texts.inCarico, value: isMine ? texts.aMe : (assignedTo ?? texts.nessuno) },
      ...(answer === null ? [] : [{ term: texts.protocolloRisposta, value: answer }]),
    ],
  };
};

/** The one thing that this operator can do next; null when there is none. */
const action = (base: string, practice: Practice, isMine: boolean) => {
  const href = `${base}/operatori/pratiche/${practice.id}`;
  if (practice.openedBy !== null && isPossible(practice, 'INTEGRATE')) {
    return { label: texts.rispondi, href: `${base}/operatori/per-conto/${practice.id}/integrazione` };
  }
  if (isPossible(practice, 'TAKE_CHARGE')) return { label: texts.prendi, href: `${href}/presa-in-carico` };
  return isMine && practice.state === 'in_elaborazione' ? { label: texts.elabora, href: `${href}/elabora` } : null;
};

/** What the operator in charge may do about an integration; null when nothing. */
const integrationAction = (href: string, practice: Practice, isMine: boolean) => {
  if (!isMine) return null;
  if (isPossible(practice, 'REQUEST_INTEGRATION')) return { label: texts.integra, href: `${href}/integrazione` };
  return isPossible(practice, 'CANCEL_INTEGRATION')
    ? { label: texts.annulla, href: `${href}/integrazione/annulla` }
    : null;
};

/** A request of integration; who answered it at the counter is said to the office alone. */
const integration = (href: string, cancelled: OfficePracticeView['cancelled'], today: string) => {
  const item = integrationItem(href, `${href}/allegati`, cancelled, today);
  return (view: OfficeIntegrationView) => {
    const shown = item(view);
    const by = view.answeredBy === null ? [] : [{ term: texts.rispostaDa, value: view.answeredBy }];
    return { ...shown, facts: { ...shown.facts, rows: [...shown.facts.rows, ...by] } };
  };
};

/** A payment, with the way to what can be said of it. @param href of the payments */
const payment = (href: string) => (one: Payment) => ({
  badge: officePaymentBadge(one),
  facts: paymentFacts(one, ''),
  files: paymentFiles(one, `${href}/${one.id}/documenti`),
  link: { href: `${href}/${one.id}`, number: one.noticeNumber ?? one.practiceCode },
});

const decision = ({ decision: decided }: Practice) =>
  decided === null
    ? null
    : {
        title: '',
        editHref: null,
        rows: [
          { term: texts.esito, value: texts.esiti[decided.outcome] },
          { term: texts.motivazione, value: decided.reason },
          { term: texts.decisaIl, value: dayAndTime(decided.decidedAt) },
        ],
      };

const documents = (href: string, practice: Practice) =>
  DOCUMENT_KINDS.flatMap((kind) => {
    const document = practice.documents[kind];
    if (document === undefined) return [];
    return [
      {
        name: document.fileName,
        href: `${href}/documenti/${kind}`,
        details: fileSize(document.size),
        description: texts.documenti[kind],
        usedBy: [],
      },
    ];
  });

/** What the page where registrations are settled is for: a doubt goes before what is done by hand, and that before what may be. */
const settleLabel = (unsettled: OfficePracticeView['unsettled']): string => {
  if (unsettled.some(({ state }) => state === 'in_dubbio')) return texts.dubbio;
  return unsettled.every(({ state }) => state === 'aperta') ? texts.nonRiuscita : texts.scriviNumero;
};

/**
 * The detail of a practice for the office (ente.md).
 * @param today the day in Italy, `YYYY-MM-DD`
 * @param typed a comment that was typed and not saved
 */
export const operatoriPraticaView = (
  base: string,
  operator: Operator,
  viewed: OfficePracticeView,
  today: string,
  typed: TypedComment | null,
) => {
  const { practice, definition, timeline, sections, attachments, deliveries, unsettled } = viewed;
  const href = `${base}/operatori/pratiche/${practice.id}`;
  const isMine = practice.assignedTo === operator.id;
  const held = unsettled.some(({ state }) => isHeld(state));
  const applicant = practice.applicant === null ? [] : applicantFacts(practice.applicant);
  return {
    heading: { title: definition.name, lead: texts.codice(practice.code) },
    errors:
      typed === null || typed.refusal === 'csrf'
        ? null
        : { errors: [{ id: 'commento', message: texts.rifiutiCommento[typed.refusal] }] },
    comments: commentsView(`${href}/commenti`, viewed.comments, typed),
    failures: deliveries.some(({ state }) => state === 'bloccata') ? notice('warning', { text: texts.bloccate }) : null,
    badge: stateTexts[practice.state],
    facts: facts(viewed, isMine),
    // A page that reloads itself would take away what was typed and refused, and what a person has to say comes by no reloading.
    waiting:
      practice.requestProtocol === null && typed === null && unsettled.length === 0
        ? { href, seconds: 5, text: texts.inProtocollazione }
        : null,
    action: action(base, practice, isMine),
    integrationAction: integrationAction(href, practice, isMine),
    payHref: viewed.takesPayments ? `${href}/pagamento` : null,
    reassignHref: isAdministrator(operator) && isPossible(practice, 'REASSIGN') ? `${href}/riassegna` : null,
    integrations: viewed.integrations.map(integration(href, viewed.cancelled, today)).toReversed(),
    payments: viewed.payments.map(payment(`${base}/operatori/pagamenti`)),
    decision: decision(practice),
    documents: documents(href, practice),
    signatures: signaturesView(practice),
    applicant: {
      title: '',
      editHref: null,
      rows: applicant.map(({ fact, value }) => ({ term: applicantLabels[fact], value })),
    },
    sections: sections.map(({ title, rows }) => ({
      title,
      editHref: null,
      rows: rows.map(({ label, value }) => ({ term: label, value })),
    })),
    files: attachments.map((file) => ({
      name: file.fileName,
      href: `${href}/allegati/${file.id}`,
      details: `${file.type.toUpperCase()}, ${fileSize(file.size)}`,
      description: file.description,
      usedBy: [],
    })),
    timeline: {
      events: timeline.map((entry, index) => ({
        label: timelineTexts[entry.event],
        datetime: entry.at.toISOString(),
        when: dayAndTime(entry.at),
        current: index === timeline.length - 1,
      })),
    },
    deliveries: deliveriesTable(deliveries, viewed.nextAttempts, viewed.readAt),
    settle: unsettled.length === 0 ? null : { href: `${href}/registrazione`, label: settleLabel(unsettled) },
    blocked: deliveries
      .filter(({ state, effect }) => state === 'bloccata' && !(held && effect.kind.startsWith('register_')))
      .map((delivery) => ({
        action: `${href}/consegne/${delivery.id}/riprova`,
        label: texts.riprova(deliveryName(delivery)),
      })),
  };
};
