import {
  type Citizen,
  type Delivery,
  decimalOfCents,
  type ExportedPractice,
  INTEGRATION_PAPERS,
  type IntegrationView,
  PAYMENT_DOCUMENTS,
  type Payment,
  type PersonalData,
  type Practice,
  type ProtocolNumber,
} from '@stanza/core';
import type { ExportedFile } from './export-files.ts';

/** The copy in Italian words, for people and computers: dates in ISO 8601, codes as the portal keeps them. */

const protocol = (number: ProtocolNumber | null) =>
  number === null ? null : { numero: `${number.number}/${number.year}`, registrato_il: number.registeredAt };

const person = ({
  identity,
  contacts,
  residenza,
  domicilio,
}: Pick<Citizen, 'identity' | 'contacts' | 'residenza' | 'domicilio'>) => ({
  identita: {
    nome: identity.nome,
    cognome: identity.cognome,
    codice_fiscale: identity.codiceFiscale,
    data_nascita: identity.dataNascita,
    luogo_nascita: identity.luogoNascita,
  },
  recapiti: contacts,
  residenza,
  domicilio,
});

const typeOf = (effect: Delivery['effect']): string => {
  if (effect.kind === 'mail') return `e-mail: ${effect.template}`;
  return effect.kind === 'app_io' ? `app-io: ${effect.template}` : 'registrazione al protocollo';
};

const communication = ({ effect, state, createdAt, completedAt }: Delivery) => ({
  tipo: typeOf(effect),
  stato: state,
  richiesta_il: createdAt,
  riuscita_il: completedAt,
});

const heading = ({ code, state, submittedAt, requestProtocol }: Practice, serviceName: string) => ({
  codice: code,
  servizio: serviceName,
  stato: state,
  inviata_il: submittedAt,
  protocollo: protocol(requestProtocol),
});

/** A request of integration, as typed and as people read it. */
const integrationJson =
  (files: ReadonlyMap<string, ExportedFile>) =>
  ({ integration, asked, rows }: IntegrationView) => ({
    chiesta_il: integration.requestedAt,
    messaggio: integration.message,
    richieste: asked,
    entro_il: integration.dueDate,
    risposta_il: integration.answeredAt,
    risposta_data_allo_sportello: integration.answeredBy !== null,
    annullata_il: integration.cancelledAt,
    // As it was typed, also when it was not sent yet.
    risposte: integration.answers,
    risposte_allo_sportello: integration.counterAnswers,
    riepilogo: rows.map(({ label, value }) => ({ domanda: label, risposta: value })),
    documenti: INTEGRATION_PAPERS.flatMap((paper) => {
      const made = integration.papers[paper];
      if (made === undefined) return [];
      const { fileName, size, sha256 } = made.document;
      return [
        {
          tipo: paper,
          nome: fileName,
          dimensione: size,
          sha256,
          protocollo: protocol(made.protocol),
          file: files.get(`integration/${integration.id}/${paper}`)?.path ?? null,
        },
      ];
    }),
  });

const practiceJson = (one: ExportedPractice, files: ReadonlyMap<string, ExportedFile>) => {
  const { practice, feedback } = one;
  return {
    ...heading(practice, one.serviceName),
    creata_il: practice.createdAt,
    firmata_su_carta_il: practice.paperSignedAt,
    richiedente: practice.applicant === null ? null : person(practice.applicant),
    per_conto_di: practice.beneficiaries,
    risposte: practice.answers,
    riepilogo: one.sections.map(({ title, rows }) => ({
      passo: title,
      dati: rows.map(({ label, value }) => ({ domanda: label, risposta: value })),
    })),
    note_personali: one.privateNote,
    integrazioni: one.integrations.map(integrationJson(files)),
    iter: one.timeline.map(({ event, at }) => ({ evento: event, quando: at })),
    esito:
      practice.decision === null
        ? null
        : {
            esito: practice.decision.outcome,
            motivazione: practice.decision.reason,
            deciso_il: practice.decision.decidedAt,
          },
    protocollo_risposta: protocol(practice.answerProtocol),
    valutazione:
      feedback === null
        ? null
        : { stelle: feedback.stars, aspetto: feedback.aspect, testo: feedback.text, data_il: feedback.givenAt },
    comunicazioni: one.deliveries.map(communication),
    documenti: one.documents.map(({ kind, document }) => ({
      tipo: kind,
      nome: document.fileName,
      dimensione: document.size,
      sha256: document.sha256,
      file: files.get(`practice/${practice.id}/${kind}`)?.path ?? null,
    })),
  };
};

/** What was asked for and paid: no data of a card ever come here. */
const paymentJson =
  (files: ReadonlyMap<string, ExportedFile>) =>
  (payment: Payment): object => ({
    pratica: payment.practiceCode,
    tipo: payment.kind === 'bollo' ? 'marca da bollo' : 'pagoPA',
    stato: payment.state,
    causale: payment.subject,
    voci: payment.items.map(({ label, amount }) => ({ voce: label, importo: decimalOfCents(amount) })),
    importo: decimalOfCents(payment.amount),
    numero_avviso: payment.noticeNumber,
    marca_da_bollo: payment.stamp === null ? null : { numero: payment.stamp.number, emessa_il: payment.stamp.day },
    richiesto_il: payment.createdAt,
    entro_il: payment.dueDay,
    pagato:
      payment.paid === null
        ? null
        : {
            importo: decimalOfCents(payment.paid.amount),
            quando: payment.paid.paidAt,
            ricevuta: payment.paid.receiptId,
            con: payment.paid.psp,
            modo: payment.paid.method,
          },
    risulta_pagato_altrove_il: payment.elsewhere?.at ?? null,
    da_rimborsare: decimalOfCents(payment.excess),
    documenti: PAYMENT_DOCUMENTS.flatMap((kind) => {
      const document = payment.documents[kind];
      if (document === undefined) return [];
      const { fileName, size, sha256 } = document;
      const file = files.get(`payment/${payment.id}/${kind}`)?.path ?? null;
      return [{ tipo: kind, nome: fileName, dimensione: size, sha256, file }];
    }),
  });

/** @param files the files of the copy, under the names that `exportFiles` gives them */
export const exportJson = (
  ente: string,
  now: Date,
  data: PersonalData,
  files: ReadonlyMap<string, ExportedFile>,
): object => {
  const codes = new Map(data.practices.map(({ practice }) => [practice.id, practice.code]));
  return {
    ente,
    copia_del: now,
    ...person(data.citizen),
    profilo_completato_il: data.citizen.profileCompletedAt,
    email_respinta: data.citizen.emailRefused,
    condizioni_accettate: data.acceptances.map(({ title, key, revision, body, acceptedAt }) => ({
      documento: title,
      chiave: key,
      versione: revision,
      testo: body,
      accettata_il: acceptedAt,
    })),
    pratiche: data.practices.map((one) => practiceJson(one, files)),
    pratiche_aperte_per_mio_conto: data.onBehalf.map(({ practice, serviceName, integrations }) => ({
      ...heading(practice, serviceName),
      risposte: practice.answers,
      integrazioni: integrations.map(integrationJson(files)),
    })),
    allegati: data.attachments.map(({ attachment, practices }) => ({
      nome: attachment.fileName,
      descrizione: attachment.description,
      tipo: attachment.type,
      dimensione: attachment.size,
      sha256: attachment.sha256,
      caricato_il: attachment.uploadedAt,
      pratiche: practices.flatMap((id) => codes.get(id) ?? []),
      file: files.get(`attachment/${attachment.id}`)?.path ?? null,
    })),
    pagamenti: data.payments.map(paymentJson(files)),
    ricerche_allo_sportello: data.lookedUpAt,
    cancellazioni: data.erasures.map(({ at, drafts, notes, answers, attachments, ratings, profile }) => ({
      quando: at,
      bozze: drafts,
      note: notes,
      integrazioni_non_inviate: answers,
      allegati: attachments,
      valutazioni: ratings,
      profilo: profile,
    })),
  };
};
