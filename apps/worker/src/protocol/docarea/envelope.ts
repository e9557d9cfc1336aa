import { xmlText } from '@stanza/gateways';
import { asciiXml } from '../ascii-xml.ts';
import { type Dialect, type DocareaOperation, NAMESPACE } from './dialects.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XSD = 'http://www.w3.org/2001/XMLSchema';

/** One argument of an operation. @property value XML; null where a content of any length is to be put in its place */
export interface Argument {
  readonly name: string;
  readonly type: 'string' | 'base64Binary';
  readonly value: string | null;
}

export const textArgument = (name: string, value: string): Argument => ({
  name,
  type: 'string',
  value: xmlText(value),
});

/** The start tag of the operation and the prefix of its arguments. */
const tagsOf = ({ qualified, encoded }: Dialect, name: string) => {
  const encoding = encoded ? ` soap:encodingStyle="${ENCODING}"` : '';
  return {
    start: `<op:${name} xmlns:op="${NAMESPACE}"${encoding}>`,
    end: `</op:${name}>`,
    prefix: qualified ? 'op:' : '',
  };
};

/**
 * The SOAP 1.1 message of an operation, in ASCII.
 * @returns what stands before and after the content of the argument without a value; all of it before, when there is none
 */
export const envelopeOf = (
  dialect: Dialect,
  operation: DocareaOperation,
  args: readonly Argument[],
): readonly [before: string, after: string] => {
  const { start, end, prefix } = tagsOf(dialect, dialect.operation(operation));
  const HOLE = '\0'; // no XML has it
  const written = args.map(({ name, type, value }) => {
    const typed = dialect.encoded ? ` xsi:type="xsd:${type}"` : '';
    return `<${prefix}${name}${typed}>${value ?? HOLE}</${prefix}${name}>`;
  });
  const types = dialect.encoded ? ` xmlns:xsi="${XSI}" xmlns:xsd="${XSD}" xmlns:soapenc="${ENCODING}"` : '';
  const envelope = `<soap:Envelope xmlns:soap="${SOAP}"${types}><soap:Body>${start}${written.join('')}${end}</soap:Body></soap:Envelope>`;
  const [before = '', after = ''] = asciiXml(`<?xml version="1.0" encoding="UTF-8"?>\n${envelope}`).split(HOLE);
  return [before, after];
};
