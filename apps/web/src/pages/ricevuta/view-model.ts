import { dayAndTime, type ReceiptView } from '@stanza/core';
import { fileSize } from '../../format/file-size.ts';
import { dayOnly } from '../../format/moment.ts';
import { feedbackTexts } from '../../texts/feedback.it.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { notice, rating } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

const facts = ({ practice, definition, submittedAt, deadline }: ReceiptView) => {
  const { requestProtocol: protocol } = practice;
  return {
    title: '',
    editHref: null,
    rows: [
      { term: texts.servizio, value: definition.name },
      { term: texts.stato, value: stateTexts[practice.state].sentence },
      { term: texts.quando, value: dayAndTime(submittedAt) },
      { term: texts.codice, value: practice.code },
      { term: texts.ufficio, value: definition.office },
      { term: texts.responsabile, value: definition.responsible },
      { term: texts.termine, value: texts.entro(deadline) },
      {
        term: texts.protocollo,
        value:
          protocol === null
            ? texts.inAttesa
            : texts.protocollata(`${protocol.number}/${protocol.year}`, dayOnly(protocol.registeredAt)),
      },
    ],
  };
};

/** The PDF: there a moment after the sending, and again with the number. */
const file = (href: string, { documents }: ReceiptView['practice']) =>
  documents.ricevuta === undefined
    ? null
    : { href: `${href}/documenti/ricevuta`, details: texts.pdf(fileSize(documents.ricevuta.size)) };

export const ricevutaView = (base: string, receipt: ReceiptView) => {
  const { practice, definition, submittedAt, attachments, feedback, ratingEnds } = receipt;
  const href = `${base}/pratiche/${practice.id}`;
  const pdf = file(href, practice);
  const waits = practice.requestProtocol === null;
  return {
    heading: { title: texts.titolo, lead: definition.name },
    sent: notice('success', {
      title: texts.inviata,
      text: texts.inviataTesto(definition.name, dayAndTime(submittedAt)),
    }),
    facts: facts(receipt),
    pdf,
    waiting: waits
      ? { href: `${href}/ricevuta`, seconds: 5, text: pdf === null ? `${texts.arriva} ${texts.prepara}` : texts.arriva }
      : null,
    detailHref: href,
    files: attachments.map((one) => ({
      name: one.fileName,
      href: `${base}/allegati/${one.id}`,
      details: `${one.type.toUpperCase()}, ${fileSize(one.size)}`,
      description: one.description,
      usedBy: [],
    })),
    rating:
      ratingEnds === null
        ? null
        : {
            ...rating(`${href}/valutazione`, feedbackTexts.domandaInvio, feedback?.stars ?? null),
            until: texts.fino(dayOnly(ratingEnds)),
          },
  };
};
