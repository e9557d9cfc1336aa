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
  ClassificationSchemeId: z.string().optional(),
  IdProject: z.string().optional(),
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
const createProjectSchema = z.object({
  Project: z.object({
    Description: z.string().min(1),
    CodeNodeClassification: z.string().min(1),
    ClassificationScheme: z.object({ Id: z.string().min(1) }),
  }),
});
const searchSchema = z.object({
  Filters: z.tuple([
    z.object({ Name: z.literal('PROJECT_DESCRIPTION'), Value: z.string().min(1), Type: z.literal(0) }),
  ]),
});
const byIdSchema = z.object({ IdDocument: z.string() });

/** What the registry is told to be like. */
export interface PitreWorld {
  user: string;
  readonly administration: string;
  readonly register: string;
  /** Codes of fascicoli that somebody has opened. */
  readonly projects: readonly string[];
  /** Codes of the nodes of its titolario, whose id is `scheme`. */
  readonly nodes: readonly string[];
  readonly scheme: string;
  now(): Date;
}

interface PitreFile {
  readonly Name: string;
  readonly sha256: string;
}

/** A fascicolo. */
export interface PitreProject {
  readonly Id: string;
  readonly Code: string;
  readonly Description: string;
}

/** A document, with its number when it has one. */
export interface PitreDocument extends z.output<typeof createSchema> {
  readonly id: string;
  main: PitreFile | null;
  readonly attachments: PitreFile[];
  number: number | null;
  registered: string;
  /** Code of the fascicolo that it is in. */
  readonly fascicolo: string | null;
}

const failed = (ErrorMessage: string) => ({ Code: 1, ErrorMessage });
const done = (fields: object) => ({ Code: 0, ErrorMessage: null, ...fields });

/** P.I.Tre behind its router: documents that are made ready, get files, and then a number, once. */
export const makePitreBook = (world: PitreWorld) => {
  const tokens = new Set<string>();
  const documents = new Map<string, PitreDocument>();
  const projects: PitreProject[] = world.projects.map((Code, index) => ({
    Id: String(900 + index),
    Code,
    Description: `Fascicolo ${Code}`,
  }));
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
  const createProject = (request: unknown) => {
    const { CodeNodeClassification, ClassificationScheme, Description } = createProjectSchema.parse(request).Project;
    if (ClassificationScheme.Id !== world.scheme) return failed('CLASSIFICATION_NOT_FOUND');
    if (!world.nodes.includes(CodeNodeClassification)) return failed('GENERAL_NODE_NOT_FOUND');
    const place = projects.length + 1;
    const made = { Id: String(900 + place), Code: `${CodeNodeClassification}-2026-${place}`, Description };
    projects.push(made);
    return done({ Project: made });
  };
  /** The newest first. */
  const searchProjects = (request: unknown) => {
    const [{ Value }] = searchSchema.parse(request).Filters;
    const found = projects.filter(({ Description }) => Description.toLowerCase().includes(Value.toLowerCase()));
    return done({ Projects: found.toReversed(), TotalProjectsNumber: found.length });
  };
  const create = (request: unknown) => {
    const asked = createSchema.safeParse(request).data;
    const known = asked !== undefined && asked.CodeRegister === world.register;
    const people = asked?.Document.DocumentType === 'A' ? asked.Document.Sender : asked?.Document.Recipients;
    if (!known || people === undefined) return failed('MISSING_PARAMETER');
    const { CodeProject, ClassificationSchemeId, IdProject } = asked;
    const isCoded = CodeProject !== undefined;
    if (isCoded && ClassificationSchemeId !== world.scheme) return failed('CLASSIFICATION_NOT_FOUND');
    const project = projects.find(({ Id, Code }) => (isCoded ? Code === CodeProject : Id === IdProject));
    if (project === undefined && (isCoded || IdProject !== undefined)) return failed('PROJECT_NOT_FOUND');
    count += 1;
    const one: PitreDocument = {
      ...asked,
      id: String(4000 + count),
      main: null,
      attachments: [],
      number: null,
      registered: '',
      fascicolo: project?.Code ?? null,
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
    projects: (): readonly PitreProject[] => projects,
    knows: (token: string | undefined) => token !== undefined && tokens.has(token),
    endSessions: () => tokens.clear(),
    throwAway() {
      for (const [id, { number }] of documents) if (number === null) documents.delete(id);
    },
    /** What each method does, by its name and verb. */
    methods: {
      'POST GetToken': signIn,
      'POST SearchProjects': searchProjects,
      'PUT CreateProject': createProject,
      'PUT CreateDocument': create,
      'PUT CreateDocumentAndAddInProject': create,
      'PUT UploadFileToDocument': upload,
      'POST GetDocument': (request: unknown) => withDocument(request, shown),
      'POST ProtocolPredisposed': (request: unknown) => withDocument(request, register),
    } as Readonly<Record<string, (request: unknown) => object>>,
  };
};
