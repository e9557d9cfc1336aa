import { RegistryError, type RegistryErrorKind } from '@stanza/core';
import { type ExchangeAnswer, ExchangeFailure, exchange, type OutgoingBody } from '@stanza/gateways';
import { DIALECTS, type DocareaOperation } from './dialects.ts';
import { AMBIGUOUS_SENDER, ERROR_CODES, SESSION_OVER } from './error-codes.ts';
import { type FieldName, integerOf, readAnswer, type SoapAnswer } from './read-answer.ts';
import type { DocareaSettings } from './settings.ts';

const MOST_ANSWER_BYTES = 256 * 1024;
/** Of a web server or a proxy that lets nothing through to the registry. */
const NOT_LET_IN: readonly number[] = [401, 403, 404, 405];
const TOO_MANY = 429;
const TOO_LARGE = 413;

export type Fields = Readonly<Record<FieldName, string>>;

/** The token is not good: nothing was done, and it may go well with another one. */
export class SessionOver extends RegistryError {
  constructor() {
    super('again', 'The session is over');
  }
}

/** Halley knows more than one person with these data: nothing was registered, and it takes the sender without a codice fiscale. */
export class AmbiguousSender extends RegistryError {
  constructor() {
    super('settings', 'Protocollazione was answered -108: more than one correspondent with these data');
  }
}

/** What is thrown when it is not known how far a request came: a number may have been given. */
const unclear = (operation: DocareaOperation): RegistryErrorKind =>
  operation === 'Protocollazione' ? 'in-doubt' : 'again';

const failedKind = (operation: DocareaOperation, { at }: ExchangeFailure): RegistryErrorKind => {
  if (at === 'untrusted' || at === 'impossible') return 'settings';
  return at === 'unreachable' ? 'again' : unclear(operation);
};

/** What an answer means that is no SOAP: a page of a web server, before the registry or after it. */
const pageKind = (operation: DocareaOperation, status: number): RegistryErrorKind => {
  if (NOT_LET_IN.includes(status)) return 'settings';
  if (status === TOO_LARGE) return 'refused';
  if (status === TOO_MANY) return 'again';
  const moved = status >= 300 && status < 400;
  return moved && operation !== 'Protocollazione' ? 'settings' : unclear(operation);
};

const faultKind = (operation: DocareaOperation, client: boolean): RegistryErrorKind =>
  client && operation === 'Login' ? 'settings' : unclear(operation);

/** The fields of an answer that says neither an error nor the contrary of itself. */
const checked = (settings: DocareaSettings, operation: DocareaOperation, fields: Fields): Fields => {
  const code = integerOf(fields.error) ?? 0;
  if (code === SESSION_OVER && operation !== 'Login') throw new SessionOver();
  if (code === 0 && !(DIALECTS[settings.dialect].textMeansError && fields.text !== '')) return fields;
  const { kind, means } = ERROR_CODES[settings.dialect][code] ?? { kind: 'unclear', means: 'not in the table' };
  const numbered = (integerOf(fields.number) ?? 0) > 0; // it says that it failed, and gives a number
  const isHalley = settings.dialect === 'halley' && operation === 'Protocollazione';
  if (isHalley && code === AMBIGUOUS_SENDER && !numbered) throw new AmbiguousSender();
  const unclearToo = kind === 'unclear' || (numbered && operation === 'Protocollazione');
  throw new RegistryError(unclearToo ? unclear(operation) : kind, `${operation} was answered ${code}: ${means}`);
};

const fieldsOf = (
  settings: DocareaSettings,
  operation: DocareaOperation,
  answered: SoapAnswer,
  status: number,
): Fields => {
  switch (answered.is) {
    case 'fields':
      return checked(settings, operation, answered.fields);
    case 'fault':
      throw new RegistryError(faultKind(operation, answered.client), `${operation} was answered with a SOAP Fault`);
    case 'unreadable':
      throw new RegistryError(pageKind(operation, status), `${operation} was answered with HTTP ${status} and no SOAP`);
  }
};

const send = async (
  settings: DocareaSettings,
  operation: DocareaOperation,
  body: OutgoingBody,
  signal: AbortSignal,
): Promise<ExchangeAnswer> => {
  const headers = { soapaction: `"${DIALECTS[settings.dialect].soapAction(operation)}"`, accept: 'text/xml' };
  try {
    const url = new URL(settings.endpoint);
    return await exchange({ url, headers, body, signal, maxAnswerBytes: MOST_ANSWER_BYTES });
  } catch (error) {
    if (!(error instanceof ExchangeFailure)) throw error;
    throw new RegistryError(failedKind(operation, error), `${operation}: ${error.message}`, { cause: error });
  }
};

/**
 * Does one operation.
 * @returns the fields of the answer, when it says that it went well
 * @throws SessionOver; RegistryError; whatever the source of a document throws
 */
export const call = async (
  settings: DocareaSettings,
  operation: DocareaOperation,
  body: OutgoingBody,
  signal: AbortSignal,
): Promise<Fields> => {
  const answer = await send(settings, operation, body, signal);
  const answered = readAnswer(answer, DIALECTS[settings.dialect].names);
  return fieldsOf(settings, operation, answered, answer.status);
};
