import { xmlText } from '@stanza/gateways';
import type { DocareaDialect } from '../settings.ts';
import type { Operation } from './received.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** The fields of an answer, under the names that three of the dialects share. */
export type Answered = Readonly<Record<string, string | number>>;

const envelope = (inside: string): string =>
  `${DECLARATION}<s:Envelope xmlns:s="${SOAP}"><s:Body>${inside}</s:Body></s:Envelope>`;

/** As Tinn's vendor wrote them. */
const tinnName = (name: string): string => name.replace(/^lng/u, 'Ing').replace(/^strDataPG$/u, 'StrDataPG');

const fieldsOf = (answered: Answered, nameOf: (name: string) => string): string =>
  Object.entries(answered)
    .map(([name, value]) => `<${nameOf(name)}>${xmlText(String(value))}</${nameOf(name)}>`)
    .join('');

/** rpc/encoded as its encoders write it: the result stands beside the response, which refers to it. */
const encoded = (operation: Operation, answered: Answered): string =>
  `<n:${operation}Response xmlns:n="http://tempuri.org/"><return href="#1"/></n:${operation}Response>` +
  `<t:TRisposta${operation} id="1" xmlns:t="http://tempuri.org">${fieldsOf(answered, tinnName)}</t:TRisposta${operation}>`;

/** An answer in the words of a dialect. */
export const writeAnswer = (dialect: DocareaDialect, operation: Operation, answered: Answered): string => {
  if (dialect === 'tinn') return envelope(encoded(operation, answered));
  const name = dialect === 'inline' ? operation.toLowerCase() : operation;
  const fields = fieldsOf(answered, (field) => field);
  const unqualified = dialect === 'inline' ? ' xmlns=""' : '';
  const result = `<${operation}Result${unqualified}>${fields}</${operation}Result>`;
  return envelope(`<${name}Response xmlns="http://tempuri.org/">${result}</${name}Response>`);
};

export const writeFault = (code: 'Client' | 'Server'): string =>
  envelope(
    `<s:Fault><faultcode>s:${code}</faultcode><faultstring>java.lang.NullPointerException: ROSSI MARIA</faultstring></s:Fault>`,
  );

export const PAGE =
  '<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body>Riprovare<br></body></html>';
