import { dayInItaly, italianDate, type Registration, type RegistryDocument } from '@stanza/core';
import { element, xmlText } from '@stanza/gateways';
import { asciiXml, xmlLine } from '../ascii-xml.ts';
import { registryFileName } from '../registry-file-name.ts';
import { numberedDossier, orElse } from '../service-values.ts';
import { type DocareaSettings, PLACEHOLDER } from './settings.ts';

type Attributes = Readonly<Record<string, string>>;

/** An element with a text in it. */
const say = (name: string, text: string, attributes: Attributes = {}): string =>
  element(name, attributes, xmlText(xmlLine(text)));

/** For humans who look a registration up: the subject always names the practice. */
const subjectOf = ({ subject, practiceCode }: Registration): string =>
  subject.includes(practiceCode) ? subject : `${subject} - pratica ${practiceCode}`;

const identifier = ({ administration, aoo }: DocareaSettings, direction: Registration['direction']): string =>
  element(
    'Identificatore',
    {},
    say('CodiceAmministrazione', administration.code),
    say('CodiceAOO', aoo),
    say('NumeroRegistrazione', '0'), // the registry gives it
    say('DataRegistrazione', '0'),
    say('Flusso', direction === 'entrata' ? 'E' : 'U'),
  );

/** @property codiceFiscale empty where the registry is to take whoever has this name */
const person = ({ nome, cognome, codiceFiscale, email }: Registration['correspondent']): string =>
  element(
    'Persona',
    { id: codiceFiscale },
    say('Nome', nome),
    say('Cognome', cognome),
    codiceFiscale === '' ? '' : say('CodiceFiscale', codiceFiscale),
    email === null ? '' : say('IndirizzoTelematico', email, { tipo: 'smtp' }),
  );

const administration = ({ administration: { name, code, email }, office, aoo }: DocareaSettings): string =>
  element(
    'Amministrazione',
    {},
    say('Denominazione', name),
    say('CodiceAmministrazione', code),
    say('IndirizzoTelematico', email ?? '', { tipo: 'smtp' }),
    element('UnitaOrganizzativa', { id: office }),
  ) + element('AOO', {}, say('CodiceAOO', aoo));

const correspondents = (settings: DocareaSettings, { direction, correspondent }: Registration): string => {
  const [from, to] = [person(correspondent), administration(settings)];
  return direction === 'entrata'
    ? element('Mittente', {}, from) + element('Destinatario', {}, to)
    : element('Mittente', {}, to) + element('Destinatario', {}, from);
};

const classification = ({ administration: { code }, aoo, titolario, fascicolo }: DocareaSettings): string => {
  const classified =
    titolario === null
      ? ''
      : element(
          'Classifica',
          {},
          say('CodiceAmministrazione', code),
          say('CodiceAOO', aoo),
          say('CodiceTitolario', titolario),
        );
  if (fascicolo === null) return classified;
  return classified + element('Fascicolo', { numero: fascicolo.number, anno: String(fascicolo.year) });
};

const described = ({ description, fileName }: RegistryDocument): string =>
  description.includes(fileName) ? description : `${description} (${fileName})`;

const documentsOf = (settings: DocareaSettings, registration: Registration, ids: readonly string[]): string => {
  const { main, attachments, direction } = registration;
  const all = [main, ...attachments];
  if (all.length !== ids.length) throw new Error('Each document of a registration has an id of the registry');
  const [first, ...others] = all.map((document, index) =>
    element(
      'Documento',
      { id: ids[index] ?? '', nome: registryFileName(document.fileName, index) },
      say('DescrizioneDocumento', described(document)),
      say('TipoDocumento', settings.documentTypes[index === 0 ? direction : 'allegato']),
    ),
  );
  return element('Descrizione', {}, first ?? '', others.length === 0 ? '' : element('Allegati', {}, ...others));
};

/** The settings' parameters; one that speaks of the request is left out of the request itself. */
const parametersOf = ({ application, parameters, office }: DocareaSettings, registration: Registration): string => {
  const { practiceCode, sentAt, file } = registration;
  const facts: Readonly<Record<string, string | undefined>> = {
    codice_pratica: practiceCode,
    ufficio: office,
    data_invio: italianDate(dayInItaly(sentAt)),
    numero_richiesta: file === null ? undefined : String(Number(file.number)),
    anno_richiesta: file?.year.toString(),
  };
  const written = Object.entries(parameters).flatMap(([nome, value]) => {
    const unknown = [...value.matchAll(PLACEHOLDER)].some(([, name = '']) => facts[name] === undefined);
    if (unknown) return [];
    return element('Parametro', { nome, valore: value.replaceAll(PLACEHOLDER, (_, name) => facts[name] ?? '') });
  });
  return written.length === 0 ? '' : element('ApplicativoProtocollo', { nome: application }, ...written);
};

/**
 * What a registry is told, with what the ente has written of the service in its place.
 * @throws RegistryError `settings` when that is no fascicolo
 */
export const forService = (settings: DocareaSettings, { values }: Registration): DocareaSettings => {
  const { entrata, uscita, allegato } = settings.documentTypes;
  const typed = (otherwise: string): string => orElse(values.documentType, otherwise);
  return {
    ...settings,
    office: orElse(values.office, settings.office),
    titolario: orElse(values.classification, settings.titolario),
    fascicolo: numberedDossier(values, settings.fascicolo),
    documentTypes: { entrata: typed(entrata), uscita: typed(uscita), allegato },
  };
};

/**
 * The profile of a registration, in the order of elements that the schema of DOCAREA wants.
 * @param ids the registry's ids of the documents, the main one first
 */
export const profileOf = (told: DocareaSettings, registration: Registration, ids: readonly string[]): string => {
  const settings = forService(told, registration);
  const heading = element(
    'Intestazione',
    {},
    say('Oggetto', subjectOf(registration)),
    identifier(settings, registration.direction),
    correspondents(settings, registration),
    classification(settings),
  );
  const documents = documentsOf(settings, registration, ids);
  const profile = element('Segnatura', {}, heading, documents, parametersOf(settings, registration));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${asciiXml(profile)}`;
};
