import type { ProtocolNumber, WaitingPlace, WaitingRegistration, WaitingRegistrationView } from '@stanza/core';
import { z } from 'zod';

export const numberJson = ({ number, year, registeredAt }: ProtocolNumber) => ({
  numero: number,
  anno: year,
  registratoIl: registeredAt.toISOString(),
});

/** The address of a registration. @param base of all of them */
const hrefOf = (base: string, { key }: WaitingRegistration): string => `${base}/${encodeURIComponent(key)}`;

/** A registration in a list. */
export const registrationJson = (base: string, registration: WaitingRegistration) => {
  const { key, direction, subject, sentAt, askedAt } = registration;
  return {
    chiave: key,
    flusso: direction,
    oggetto: subject,
    invio: sentAt.toISOString(),
    chiestaIl: askedAt.toISOString(),
    href: hrefOf(base, registration),
  };
};

/** A registration with all that there is to know of it. */
export const registrationViewJson = (base: string, view: WaitingRegistrationView) => {
  const { correspondent, practiceCode, values, service, file, number, main, attachments } = view;
  const { nome, cognome, codiceFiscale, email } = correspondent;
  return {
    ...registrationJson(base, view),
    stato: number === null ? 'in_attesa' : 'registrata',
    numero: number === null ? null : numberJson(number),
    corrispondente: { nome, cognome, codiceFiscale, email },
    codicePratica: practiceCode,
    servizio: { codice: service.slug, nome: service.name },
    valori: {
      ufficio: values.office || null,
      classificazione: values.classification || null,
      fascicolo: values.dossier || null,
      tipoDocumento: values.documentType || null,
    },
    richiesta: file === null ? null : numberJson(file),
    documenti: [main, ...attachments].map(({ fileName, description, sha256, size }, index) => ({
      principale: index === 0,
      nomeFile: fileName,
      descrizione: description,
      sha256,
      byte: size,
      href: `${hrefOf(base, view)}/documenti/${index}`,
    })),
  };
};

/** What the number of a registration is said with. */
export const saidNumberSchema = z.strictObject({
  numero: z.string().max(20),
  anno: z.int(),
  registratoIl: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});

const placeSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.string().max(200)]);

/** The place after which a page begins, for an address. */
export const placeText = ({ askedAt, key }: WaitingPlace): string =>
  Buffer.from(JSON.stringify([askedAt, key])).toString('base64url');

/** @returns null when it is none of ours */
export const readPlace = (text: string): WaitingPlace | null => {
  try {
    const [askedAt, key] = placeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { askedAt, key };
  } catch {
    return null;
  }
};
