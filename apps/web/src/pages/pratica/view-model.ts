import { PRIVATE_NOTE_FIELD, type Practice, type PracticeView } from '@stanza/core';
import { fileSize } from '../../format/file-size.ts';
import { dayAndTime } from '../../format/moment.ts';
import { stateTexts, timelineTexts } from '../../texts/practice-states.it.ts';
import { texts } from './texts.it.ts';

const protocolText = ({ requestProtocol }: Practice): string | null =>
  requestProtocol === null ? null : `${requestProtocol.number}/${requestProtocol.year}`;

/** What the office answered: only when the practice is closed (manual §9). */
const outcome = (href: string, { state, documents, decision, answerProtocol }: Practice) => {
  if (state !== 'accettata' && state !== 'rifiutata') return null;
  return {
    reason: decision === null || decision.reason === '' ? null : decision.reason,
    answerHref: documents.risposta === undefined ? null : `${href}/documenti/risposta`,
    signedHref: documents.risposta_firmata === undefined ? null : `${href}/documenti/risposta_firmata`,
    protocol: answerProtocol === null ? null : `${answerProtocol.number}/${answerProtocol.year}`,
  };
};

/** Who answers, and by when (law 241/1990 arts. 5 and 18-bis). */
const officeFacts = ({ office, responsible }: PracticeView['definition'], deadline: string | null) => ({
  title: '',
  editHref: null,
  rows: [
    { term: texts.ufficio, value: office },
    { term: texts.responsabile, value: responsible },
    ...(deadline === null ? [] : [{ term: texts.termine, value: texts.entro(deadline) }]),
  ],
});

/** @param typed the private note as it was typed, when it could not be saved */
export const praticaView = (
  base: string,
  { practice, definition, deadline, timeline, sections, attachments, privateNote }: PracticeView,
  typed: { readonly note: string; readonly error: string | null } | null,
) => {
  const href = `${base}/pratiche/${practice.id}`;
  const protocol = protocolText(practice);
  return {
    heading: { title: definition.name, lead: texts.codice(practice.code) },
    errors: typed?.error == null ? null : { errors: [{ id: 'nota', message: typed.error }] },
    badge: stateTexts[practice.state],
    sentence: stateTexts[practice.state].sentence,
    office: officeFacts(definition, deadline),
    outcome: outcome(href, practice),
    protocol,
    formHref: protocol === null || practice.documents.modulo === undefined ? null : `${href}/documenti/modulo`,
    // The sender's alone: so is the note.
    receiptHref: privateNote === null ? null : `${href}/ricevuta`,
    waiting: protocol === null ? { href, seconds: 5, text: texts.inProtocollazione } : null,
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
