import type { Registration, RegistryDocument } from '@stanza/core';
import { element, xmlText } from '@stanza/gateways';
import { asciiXml, xmlLine } from '../ascii-xml.ts';
import { registryFileName } from '../registry-file-name.ts';

/** What the schema `docs/registrazione.xsd` is of; another number when an element is taken away or changes its meaning. */
const NAMESPACE = 'urn:stanza-del-cittadino:registrazione:1';

const say = (name: string, text: string): string => element(name, {}, xmlText(xmlLine(text)));

/** Nothing where the ente has written nothing of the service. */
const valued = (name: string, value: string): string => (value === '' ? '' : say(name, value));

const person = ({ correspondent: { nome, cognome, codiceFiscale, email } }: Registration): string =>
  element(
    'Corrispondente',
    {},
    say('Nome', nome),
    say('Cognome', cognome),
    say('CodiceFiscale', codiceFiscale),
    email === null ? '' : say('Email', email),
  );

const document = ({ fileName, description, sha256, size }: RegistryDocument, index: number): string =>
  element(
    'Documento',
    { principale: String(index === 0) },
    say('NomeFile', registryFileName(fileName, index)),
    say('NomeOriginale', fileName),
    say('Descrizione', description),
    element('Impronta', { algoritmo: 'SHA-256' }, sha256),
    say('Byte', String(size)),
  );

/** The facts of a registration as the file that goes with its documents, for a person or a program of the office (ADR 45). */
export const registrationProfile = (registration: Registration): string => {
  const { key, direction, subject, practiceCode, sentAt, file, values, main, attachments } = registration;
  const profile = element(
    'Registrazione',
    { xmlns: NAMESPACE },
    say('Chiave', key),
    say('Flusso', direction),
    say('Oggetto', subject),
    say('CodicePratica', practiceCode),
    say('Invio', sentAt.toISOString()),
    person(registration),
    file === null ? '' : element('Richiesta', { numero: file.number, anno: String(file.year) }),
    valued('Ufficio', values.office),
    valued('Classificazione', values.classification),
    valued('Fascicolo', values.dossier),
    valued('TipoDocumento', values.documentType),
    element('Documenti', {}, ...[main, ...attachments].map(document)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${asciiXml(profile)}\n`;
};
