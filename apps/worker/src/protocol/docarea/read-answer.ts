import { childElements, type ExchangeAnswer, elementsBelow, parseXml, textOf, type XmlLimits } from '@stanza/gateways';
import type { AnswerNames } from './dialects.ts';

/** An answer has a dozen of elements; a Fault may have the whole stack of the server in one. */
const LIMITS: XmlLimits = { tags: 300, attributes: 300, prefixes: 30, depth: 30 };
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XML_DECLARATION = /^\s*<\?xml\s[^?]*\?>\s*/u;
const INTEGER = /^[+-]?\d{1,18}$/u;

export type FieldName = keyof AnswerNames;

/** What a registry answered: its fields, a SOAP Fault, or something else, such as the page of a proxy. */
export type SoapAnswer =
  | { readonly is: 'fields'; readonly fields: Readonly<Record<FieldName, string>> }
  | { readonly is: 'fault'; readonly client: boolean }
  | { readonly is: 'unreadable' };

const UNREADABLE: SoapAnswer = { is: 'unreadable' };

/** The encoding of the header, else of the declaration: old servers answer in Latin-1. */
const decoded = ({ body, contentType }: ExchangeAnswer): string | null => {
  const declared = /encoding\s*=\s*["']([\w-]+)["']/u.exec(body.toString('latin1', 0, 200));
  const label = /charset="?([\w-]+)/iu.exec(contentType)?.[1] ?? declared?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(body).replace(XML_DECLARATION, '').trim();
  } catch {
    return null; // an encoding that there is not, or bytes that are none of it
  }
};

const named = (parent: Element, name: string): Element | undefined =>
  childElements(parent).find(({ namespaceURI, localName }) => namespaceURI === SOAP && localName === name);

/** The text of the one element below with a name, in any namespace; empty when there is none, null when there are more. */
const textBelow = (body: Element, name: string): string | null => {
  const [first, ...others] = elementsBelow(body).filter(({ localName }) => localName === name);
  return others.length > 0 ? null : textOf(first ?? null).trim();
};

const fieldsOf = (body: Element, names: AnswerNames): Readonly<Record<FieldName, string>> | null => {
  // Anywhere below the body: encoders of rpc put the result beside the response, which only refers to it.
  const read = (field: FieldName) => textBelow(body, names[field]);
  const [token, document, number, year] = [read('token'), read('document'), read('number'), read('year')];
  const [date, error, text] = [read('date'), read('error'), read('text')];
  if (token === null || document === null || number === null || year === null) return null;
  if (date === null || error === null || text === null) return null;
  return { token, document, number, year, date, error, text };
};

/** An integer of an answer; null when it is none. */
export const integerOf = (text: string): number | null => (INTEGER.test(text) ? Number(text) : null);

/** Reads an answer of any HTTP status: a Fault comes with 500, and an error of the registry with 200. */
export const readAnswer = (answer: ExchangeAnswer, names: AnswerNames): SoapAnswer => {
  const text = decoded(answer);
  const root = text === null ? null : parseXml(text, LIMITS);
  if (root === null || root.namespaceURI !== SOAP || root.localName !== 'Envelope') return UNREADABLE;
  const body = named(root, 'Body');
  if (body === undefined) return UNREADABLE;
  const fault = named(body, 'Fault');
  if (fault !== undefined) return { is: 'fault', client: /(?:^|:)Client/u.test(textBelow(fault, 'faultcode') ?? '') };
  const fields = fieldsOf(body, names);
  return fields === null || integerOf(fields.error) === null ? UNREADABLE : { is: 'fields', fields };
};
