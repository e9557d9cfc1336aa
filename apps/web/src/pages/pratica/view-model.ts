import {
  dayAndTime,
  isClosed,
  isOverdue,
  longDay,
  PRIVATE_NOTE_FIELD,
  type PracticeView,
  type ProtocolNumber,
} from '@stanza/core';
import { fileSize } from '../../format/file-size.ts';
import { stateTexts, timelineTexts } from '../../texts/practice-states.it.ts';
import { protocolNumber } from '../../texts/protocol-numbers.it.ts';
import { notice } from '../../ui/components.ts';
import { integrationItem, openOne } from '../../ui/integration-views.ts';
import { paymentItem } from '../../ui/payment-views.ts';
import { signaturesOf } from './signatures-of.ts';
import { texts } from './texts.it.ts';

/** The office may have cancelled the registration: the number stays, and so does the practice (ADR 44). */
const numberOf = (protocol: ProtocolNumber | null, { cancelled }: PracticeView): string | null =>
  protocol === null ? null : protocolNumber(protocol, cancelled);

/** What the office answered: only when the practice is closed (manual §9). */
const outcome = (href: string, viewed: PracticeView) => {
  const { practice } = viewed;
  if (!isClosed(practice)) return null;
  const { documents, decision, answerProtocol } = practice;
  return {
    reason: decision === null || decision.reason === '' ? null : decision.reason,
    answerHref: documents.risposta === undefined ? null : `${href}/documenti/risposta`,
    documentHref: documents.documento === undefined ? null : `${href}/documenti/documento`,
    contentHref: documents.contenuto === undefined ? null : `${href}/documenti/contenuto`,
    signatures: signaturesOf(documents),
    signedHref: documents.risposta_firmata === undefined ? null : `${href}/documenti/risposta_firmata`,
    protocol: numberOf(answerProtocol, viewed),
  };
};

/** Who answers, and by when (law 241/1990 arts. 5 and 18-bis); of a practice of the counter also how it was signed. */
const officeFacts = ({ practice: { paperSignedAt }, definition: { office, responsible }, term }: PracticeView) => ({
  title: '',
  editHref: null,
  rows: [
    { term: texts.ufficio, value: office },
    { term: texts.responsabile, value: responsible },
    ...(term === null
      ? []
      : [{ term: texts.termine, value: (term.suspended ? texts.sospeso : texts.entro)(term.deadline) }]),
    ...(paperSignedAt === null ? [] : [{ term: texts.firma, value: texts.dichiarata(dayAndTime(paperSignedAt)) }]),
  ],
});

/** What the office waits for, highlighted; the one who sent the practice goes on from here to the answer. */
const toIntegrate = (href: string, { integrations, privateNote }: PracticeView, today: string) => {
  const integration = openOne(integrations)?.integration;
  if (integration === undefined) return null;
  const day = longDay(integration.dueDate);
  const title = texts.daIntegrare;
  if (privateNote === null) return notice('warning', { title, text: texts.rispondiAltri(day) });
  const text = isOverdue(integration, today) ? texts.rispondiScaduta(day) : texts.rispondiEntro(day);
  return notice('warning', { title, text, link: { label: texts.rispondi, href: `${href}/integrazione` } });
};

/**
 * @param typed the private note as it was typed, when it could not be saved
 * @param today the day in Italy, `YYYY-MM-DD`
 */
export const praticaView = (
  base: string,
  viewed: PracticeView,
  typed: { readonly note: string; readonly error: string | null } | null,
  today: string,
) => {
  const { practice, definition, timeline, sections, attachments, privateNote } = viewed;
  const href = `${base}/pratiche/${practice.id}`;
  const protocol = numberOf(practice.requestProtocol, viewed);
  return {
    heading: { title: definition.name, lead: texts.codice(practice.code) },
    errors: typed?.error == null ? null : { errors: [{ id: 'nota', message: typed.error }] },
    badge: stateTexts[practice.state],
    sentence: stateTexts[practice.state].sentence,
    office: officeFacts(viewed),
    toIntegrate: toIntegrate(href, viewed, today),
    integrations: viewed.integrations
      .map(integrationItem(href, `${base}/allegati`, viewed.cancelled, today))
      .toReversed(),
    outcome: outcome(href, viewed),
    protocol,
    payments: viewed.payments.map((payment) => paymentItem(payment, `${base}/pagamenti`)),
    paymentsHref: viewed.payments.length === 0 ? null : `${base}/pagamenti`,
    formHref: protocol === null || practice.documents.modulo === undefined ? null : `${href}/documenti/modulo`,
    // The sender's alone: so is the note.
    receiptHref: privateNote === null ? null : `${href}/ricevuta`,
    // A page that reloads itself would take away what was typed and refused.
    waiting: protocol === null && typed === null ? { href, seconds: 5, text: texts.inProtocollazione } : null,
    timeline: {
      events: timeline.map((entry, index) => ({
        label: timelineTexts[entry.event],
        datetime: entry.at.toISOString(),
        when: dayAndTime(entry.at),
        current: index === timeline.length - 1,
      })),
    },
    sections: sections.map(({ title, rows }) => ({
      title,
      editHref: null,
      rows: rows.map(({ label, value }) => ({ term: label, value })),
    })),
    files: attachments.map((file) => ({
      name: file.fileName,
      href: `${base}/allegati/${file.id}`,
      details: `${file.type.toUpperCase()}, ${fileSize(file.size)}`,
      description: file.description,
      usedBy: [],
    })),
    note:
      privateNote === null
        ? null
        : {
            formId: 'note',
            action: `${href}/nota`,
            name: PRIVATE_NOTE_FIELD,
            value: typed?.note ?? privateNote,
            error: typed?.error ?? undefined,
          },
  };
};
