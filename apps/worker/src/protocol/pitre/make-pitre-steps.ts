import type { Clock, Registration, RegistryDocument, RegistrySteps } from '@stanza/core';
import { bodyAround, type Chunks, jsonBody, type OutgoingBody } from '@stanza/gateways';
import { base64Length, base64Of } from '../base64.ts';
import { registeredNumber } from '../registered-number.ts';
import { registryFileName } from '../registry-file-name.ts';
import { orElse } from '../service-values.ts';
import { call, type Line, mustBe, type PitreAnswer } from './call.ts';
import { chosenProject, objectOf, referenceTo } from './project.ts';
import { type PitreSecrets, type PitreSettings, pitreBook } from './settings.ts';

const ONCE_ONLY = '@'; // JSON writes it as it is, and base64 has none

export interface PitreDeps {
  readonly clock: Clock;
}

const correspondentOf = ({ nome, cognome, codiceFiscale, email }: Registration['correspondent']) => ({
  Name: nome,
  Surname: cognome,
  Description: `${cognome} ${nome}`,
  NationalIdentificationNumber: codiceFiscale,
  CorrespondentType: 'O', // occasional: of this document alone, not of the address book
  Type: 'E', // external
  ...(email === null ? {} : { Email: email }),
});

/** A document that is ready to be registered, and has no number yet. */
const predisposed = (registration: Registration) => {
  const { direction, correspondent, values } = registration;
  return {
    DocumentType: direction === 'entrata' ? 'A' : 'P',
    Object: objectOf(registration),
    Predisposed: true,
    ...(values.documentType === '' ? {} : { Template: { Name: values.documentType } }),
    ...(direction === 'entrata'
      ? { Sender: correspondentOf(correspondent) }
      : { Recipients: [correspondentOf(correspondent)] }),
  };
};

const registerOf = ({ register, rf }: PitreSettings, { values }: Registration) => {
  const office = orElse(values.office, rf);
  return { CodeRegister: register, ...(office === null ? {} : { CodeRF: office }) };
};

/** The request for a file, with its content in base64 where JSON has its place. */
const fileBody = (request: (content: string) => unknown, size: number, chunks: Chunks): OutgoingBody => {
  const mark = `${ONCE_ONLY}${crypto.randomUUID()}${ONCE_ONLY}`;
  const [before = '', after = ''] = JSON.stringify(request(mark)).split(mark);
  return bodyAround('application/json', before, after, base64Length(size), base64Of(chunks));
};

const nameOf = (prepared: string | null): string => {
  if (prepared === null) throw new Error('A document of P.I.Tre is prepared before it gets files');
  return prepared;
};

const numberOf = ({ Document }: PitreAnswer) => ({
  number: Document?.ProtocolNumber ?? '',
  year: Document?.ProtocolYear ?? '',
  date: Document?.ProtocolDate ?? '',
});

/**
 * P.I.Tre, the registry of Trentino (standards.md 1.4): a document is made ready, gets its files, and then its number. It is asked by its id what
 * became of it. Each step signs in anew.
 */
export const makePitreSteps = (settings: PitreSettings, secrets: PitreSecrets, { clock }: PitreDeps): RegistrySteps => {
  const signIn = async (): Promise<Line> => {
    const line = { settings, secrets, token: null, signal: AbortSignal.timeout(settings.timeoutSeconds * 1000) };
    const { administration, user, application, role } = settings;
    const who = { Username: user, CodeApplication: application, CodeAdm: administration };
    const { Token } = await call(line, 'GetToken', jsonBody(role === null ? who : { ...who, CodeRole: role }));
    return { ...line, token: mustBe(Token, 'token') };
  };
  /** Whether an earlier attempt whose answer never came has handed this attachment over. */
  const isThere = async (line: Line, id: string, name: string): Promise<boolean> => {
    const { Document } = await call(line, 'GetDocument', jsonBody({ IdDocument: id, GetFile: false }));
    return Document?.Attachments?.some(({ Name }) => Name === name) ?? false;
  };
  const upload = (line: Line, id: string, document: RegistryDocument, index: number, chunks: Chunks) => {
    const request = (Content: string) => ({
      IdDocument: id,
      File: { Name: registryFileName(document.fileName, index), Content },
      Description: document.description.includes(document.fileName)
        ? document.description
        : `${document.description} (${document.fileName})`,
      HashFile: document.sha256,
      CreateAttachment: index > 0, // the main file again is its next version
      ...(index > 0 ? { AttachmentType: 'U' } : {}),
    });
    return call(line, 'UploadFileToDocument', fileBody(request, document.size, chunks));
  };
  return {
    book: pitreBook(settings),
    numberLater: false,
    limits: settings.limits,
    async prepare(registration) {
      const project = chosenProject(settings, registration);
      const line = await signIn();
      const request = { ...registerOf(settings, registration), Document: predisposed(registration) };
      const { Document } =
        project === null
          ? await call(line, 'CreateDocument', jsonBody(request))
          : await call(
              line,
              'CreateDocumentAndAddInProject',
              jsonBody({ ...request, ...(await referenceTo(line, project, registration)) }),
            );
      return mustBe(Document?.DocNumber, 'number of the document');
    },
    async attach(prepared, document, index, content) {
      const id = nameOf(prepared);
      const name = registryFileName(document.fileName, index);
      const line = await signIn();
      if (index === 0 || !(await isThere(line, id, name))) await upload(line, id, document, index, content);
      return name;
    },
    async commit(registration, prepared) {
      const request = { IdDocument: nameOf(prepared), ...registerOf(settings, registration) };
      return registeredNumber(
        numberOf(await call(await signIn(), 'ProtocolPredisposed', jsonBody(request))),
        clock.now(),
      );
    },
    async find(_registration, prepared) {
      const request = { IdDocument: nameOf(prepared), GetFile: false };
      const said = numberOf(await call(await signIn(), 'GetDocument', jsonBody(request)));
      return said.number === '' ? 'not-there' : registeredNumber(said, null);
    },
  };
};
