import { RegistryError, type RegistryErrorKind } from '@stanza/core';
import { type ExchangeAnswer, ExchangeFailure, exchange, type OutgoingBody } from '@stanza/gateways';
import { z } from 'zod';
import { PITRE_ERRORS } from './error-codes.ts';
import type { PitreSecrets, PitreSettings } from './settings.ts';

const MOST_ANSWER_BYTES = 1024 * 1024;
const NOT_LET_IN: readonly number[] = [401, 403, 404, 405];

/** The methods that are used, with the verb that each wants. */
const VERBS = {
  GetToken: 'POST',
  SearchProjects: 'POST',
  CreateProject: 'PUT',
  CreateDocument: 'PUT',
  CreateDocumentAndAddInProject: 'PUT',
  UploadFileToDocument: 'PUT',
  GetDocument: 'POST',
  ProtocolPredisposed: 'POST',
} as const;
export type PitreMethod = keyof typeof VERBS;

/** Null where it says nothing. */
const text = z.string().nullish();

const projectSchema = z.object({ Id: text, Description: text });

const answerSchema = z.object({
  Code: z.int(),
  ErrorMessage: text,
  Token: text,
  Project: projectSchema.nullish(),
  Projects: z.array(projectSchema).nullish(),
  TotalProjectsNumber: z.int().nullish(),
  Document: z
    .object({
      DocNumber: text,
      ProtocolNumber: text,
      ProtocolYear: text,
      ProtocolDate: text,
      Attachments: z.array(z.object({ Name: text })).nullish(),
    })
    .nullish(),
});
export type PitreAnswer = z.output<typeof answerSchema>;

/**
 * What an answer has to say before the number is asked for.
 * @throws RegistryError `again` where it does not
 */
export const mustBe = <T extends string | readonly unknown[]>(said: T | null | undefined, what: string): T => {
  if (said !== null && said !== undefined && said !== '') return said;
  throw new RegistryError('again', `P.I.Tre gave no ${what}`);
};

/** Whom to speak to, and until when. @property token null for `GetToken` */
export interface Line {
  readonly settings: PitreSettings;
  readonly secrets: PitreSecrets;
  readonly token: string | null;
  readonly signal: AbortSignal;
}

const unclear = (method: PitreMethod): RegistryErrorKind => (method === 'ProtocolPredisposed' ? 'in-doubt' : 'again');

const send = async (line: Line, method: PitreMethod, body: OutgoingBody): Promise<ExchangeAnswer> => {
  const { settings, secrets, token, signal } = line;
  const routed = { ROUTED_ACTION: method, CODE_ADM: settings.administration, accept: 'application/json' };
  const headers = token === null ? routed : { ...routed, AuthToken: token };
  const url = new URL(settings.endpoint);
  const request = {
    url,
    headers,
    body,
    signal,
    method: VERBS[method],
    tls: secrets,
    maxAnswerBytes: MOST_ANSWER_BYTES,
  };
  try {
    return await exchange(request);
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    const early = error.at === 'unreachable' ? 'again' : 'settings';
    const kind = error.at === 'sent' ? unclear(method) : early;
    throw new RegistryError(kind, `${method}: ${error.message}`, { cause: error });
  }
};

/** What an answer means that is none of P.I.Tre's: of the router, or of a proxy. */
const pageKind = (method: PitreMethod, status: number): RegistryErrorKind => {
  if (NOT_LET_IN.includes(status)) return 'settings';
  if (status === 413) return 'refused';
  return status === 429 ? 'again' : unclear(method);
};

const parsed = ({ body }: ExchangeAnswer): PitreAnswer | null => {
  try {
    return answerSchema.safeParse(JSON.parse(body.toString())).data ?? null;
  } catch {
    return null; // no JSON
  }
};

/**
 * Calls a method through the router.
 * @throws RegistryError, without the registry's own words but those that are known
 */
export const call = async (line: Line, method: PitreMethod, body: OutgoingBody): Promise<PitreAnswer> => {
  const answered = await send(line, method, body);
  const answer = answered.status === 200 ? parsed(answered) : null;
  if (answer === null) {
    throw new RegistryError(pageKind(method, answered.status), `${method} was answered with HTTP ${answered.status}`);
  }
  if (answer.Code === 0) return answer;
  const said = answer.ErrorMessage ?? '';
  const [known, kind] = Object.entries(PITRE_ERRORS).find(([name]) => name === said) ?? ['an unknown error', 'unclear'];
  throw new RegistryError(kind === 'unclear' ? unclear(method) : kind, `${method} was answered with ${known}`);
};
