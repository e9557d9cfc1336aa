import { createHash, randomUUID } from 'node:crypto';
import { dayInItaly, italianDate } from '@stanza/core';
import { z } from 'zod';

const correspondentSchema = z.object({
  Name: z.string().min(1),
  Surname: z.string().min(1),
  NationalIdentificationNumber: z.string().min(1),
});
const createSchema = z.object({
  CodeRegister: z.string(),
  CodeRF: z.string().optional(),
  CodeProject: z.string().optional(),
  Document: z.object({
    DocumentType: z.enum(['A', 'P']),
    Object: z.string().min(1),
    Predisposed: z.literal(true),
    Template: z.object({ Name: z.string() }).optional(),
    Sender: correspondentSchema.optional(),
    Recipients: z.tuple([correspondentSchema]).optional(),
  }),
});
const uploadSchema = z.object({
  IdDocument: z.string(),
  File: z.object({ Name: z.string().min(1), Content: z.base64() }),
  Description: z.string().min(1),
  CreateAttachment: z.boolean(),
  HashFile: z.hash('sha256'), // wanted where “HASH_OBBLIGATORIO” is set
});
const byIdSchema = z.object({ IdDocument: z.string() });

/** What the registry is told to be like. */
export interface PitreWorld {
  user: string;
  readonly administration: string;
  readonly register: string;
  readonly projects: readonly string[];
  now(): Date;
}

interface PitreFile {
  readonly Name: string;
  readonly sha256: string;
}

/** A document, with its number when it has one. */
export interface PitreDocument extends z.output<typeof createSchema> {
  readonly id: string;
  main: PitreFile | null;
  readonly attachments: PitreFile[];
  number: number | null;
  registered: string;
}

const failed = (ErrorMessage: string) => ({ Code: 1, ErrorMessage });
const done = (fields: object) => ({ Code: 0, ErrorMessage: null, ...fields });

/** P.I.Tre behind its router: documents that are made ready, get files, and then a number, once. */
export const makePitreBook = (world: PitreWorld) => {
  const tokens = new Set<string>();
  const documents = new Map<string, PitreDocument>();
  let count = 0;
  const shown = (one: PitreDocument) =>
    done({
      Document: {
        DocNumber: one.id,
        ProtocolNumber: one.number === null ? null : String(one.number),
        ProtocolYear: one.number === null ? null : one.registered.slice(-4),
        ProtocolDate: one.number === null ? null : `${one.registered} 10:00:00`,
        Attachments: one.attachments.map(({ Name }) => ({ Name })),
      },
    });
  const create = (request: unknown) => {
    const asked = createSchema.safeParse(request).data;
    const known = asked !== undefined && asked.CodeRegister === world.register;
    const people = asked?.Document.DocumentType === 'A' ? asked.Document.Sender : asked?.Document.Recipients;
    if (!known || people === undefined) return failed('MISSING_PARAMETER');
    if (asked.CodeProject !== undefined && !world.projects.includes(asked.CodeProject))
      return failed('CLASSIFICATION_NOT_FOUND');
    count += 1;
    const one: PitreDocument = {
      ...asked,
      id: String(4000 + count),
      main: null,
      attachments: [],
      number: null,
      registered: '',
    };
    documents.set(one.id, one);
    return shown(one);
  };
  const upload = (request: unknown) => {
    const { IdDocument, File, CreateAttachment } = uploadSchema.parse(request);
    const one = documents.get(IdDocument);
    if (one === undefined) return failed('DOCUMENT_NOT_FOUND');
    const content = Buffer.from(File.Content, 'base64');
    if (content.length === 0) return failed('REQUIRED_FILE');
    const file = { Name: File.Name, sha256: createHash('sha256').update(content).digest('hex') };
    if (CreateAttachment) one.attachments.push(file);
    else one.main = file;
    return done({ ResultMessage: 'OK' });
  };
  const withDocument = (request: unknown, work: (one: PitreDocument) => object) => {
    const one = documents.get(byIdSchema.parse(request).IdDocument);
    return one === undefined ? failed('DOCUMENT_NOT_FOUND') : work(one);
  };
  const lines = () => [...documents.values()].filter(({ number }) => number !== null);
  const register = (one: PitreDocument) => {
    if (one.number !== null || one.main === null) return failed('APPLICATION_ERROR');
    one.number = lines().length + 1;
    one.registered = italianDate(dayInItaly(world.now()));
    return shown(one);
  };
  const signIn = (request: unknown) => {
    const { Username, CodeAdm } = z.object({ Username: z.string(), CodeAdm: z.string() }).parse(request);
    if (Username !== world.user || CodeAdm !== world.administration) return failed('USER_NO_EXIST');
    const token = randomUUID();
    tokens.add(token);
    return done({ Token: token });
  };
  return {
    lines,
    knows: (token: string | undefined) => token !== undefined && tokens.has(token),
    endSessions: () => tokens.clear(),
    throwAway() {
      for (const [id, { number }] of documents) if (number === null) documents.delete(id);
    },
    /** What each method does, by its name and verb. */
    methods: {
      'POST GetToken': signIn,
      'PUT CreateDocument': create,
      'PUT CreateDocumentAndAddInProject': create,
      'PUT UploadFileToDocument': upload,
      'POST GetDocument': (request: unknown) => withDocument(request, shown),
      'POST ProtocolPredisposed': (request: unknown) => withDocument(request, register),
    } as Readonly<Record<string, (request: unknown) => object>>,
  };
};
