import type { IncomingMessage } from 'node:http';
import { childElements, parseXml, textOf } from '@stanza/gateways';
import type { DocareaDialect } from '../settings.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const NAMESPACE = 'http://tempuri.org/';
const OPERATIONS = ['Login', 'Inserimento', 'Protocollazione'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What a client asks. @property content the document or the profile */
export interface Received {
  readonly operation: Operation;
  readonly args: Readonly<Record<string, string>>;
  readonly content: Buffer | null;
  readonly contentName: string | null;
}

/** It is no request of this dialect: real servers answer with a Fault of the client. */
export class NotUnderstood extends Error {}

const demand = (right: boolean, what: string): void => {
  if (!right) throw new NotUnderstood(what);
};

/** The names of the arguments in each dialect: of the ente, the user, the password, the token. */
const ARGUMENTS: Readonly<Record<DocareaDialect, Readonly<Record<Operation, readonly string[]>>>> = {
  classic: {
    Login: ['strCodEnte', 'strUserName', 'strPassword'],
    Inserimento: ['strUserName', 'strDST'],
    Protocollazione: ['strUserName', 'strDST'],
  },
  inline: {
    Login: ['strCodEnte', 'strUserName', 'strPassword'],
    Inserimento: ['strUserName', 'strDST', 'strAttachment'],
    Protocollazione: ['strUserName', 'strDST', 'strAttachment'],
  },
  halley: {
    Login: ['strCodEnte', 'strUserName', 'strPassword'],
    Inserimento: ['strUserName', 'strDST', 'strDocument', 'objDocument'],
    Protocollazione: ['strUserName', 'strDST', 'strDocumentInfo'],
  },
  tinn: {
    Login: ['CodiceEnte', 'Username', 'UserPassword'],
    Inserimento: ['Username', 'DSTLogin', 'FileBinario'],
    Protocollazione: ['Username', 'DSTLogin', 'FileXML'],
  },
};

const soapActionOf = (dialect: DocareaDialect, operation: Operation): string => {
  if (dialect === 'inline') return '""';
  return `"${NAMESPACE}${dialect === 'tinn' ? '#' : ''}${operation}"`;
};

const element = (xml: string): Element => {
  const root = parseXml(xml.trim(), { tags: 100, attributes: 100, prefixes: 20, depth: 20 });
  if (root === null) throw new NotUnderstood('not XML');
  return root;
};

interface Parts {
  readonly envelope: string;
  readonly attachment: { readonly name: string; readonly bytes: Buffer } | null;
}

const cut = (bytes: Buffer, mark: string): readonly [Buffer, Buffer] => {
  const at = bytes.indexOf(mark);
  demand(at >= 0, `no ${JSON.stringify(mark)}`);
  return [bytes.subarray(0, at), bytes.subarray(at + mark.length)];
};

/** SOAP with attachments, as the servers of its time take it: `type="text/xml"`, the message first, then one part as it is. */
const partsOf = (type: string, body: Buffer): Parts => {
  const parameter = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'u').exec(type)?.[1] ?? '';
  demand(type.startsWith('multipart/related;') && parameter('type') === 'text/xml', 'not SOAP with attachments');
  const boundary = `--${parameter('boundary')}`;
  const [preamble, fromRoot] = cut(body, `${boundary}\r\n`);
  demand(preamble.length === 0, 'a preamble');
  const [root, fromFile] = cut(fromRoot, `\r\n${boundary}\r\n`);
  const [file, end] = cut(fromFile, `\r\n${boundary}--`);
  demand(end.toString().trim() === '', 'more than two parts');
  const [rootHeaders, envelope] = cut(root, '\r\n\r\n');
  demand(/^content-type: text\/xml; charset=utf-8$/imu.test(rootHeaders.toString()), 'the message is no text/xml');
  demand(rootHeaders.includes(`Content-ID: ${parameter('start')}`), 'the message is not the start');
  const [headers, bytes] = cut(file, '\r\n\r\n');
  demand(/^content-transfer-encoding: binary$/imu.test(headers.toString()), 'the attachment is not binary');
  const name = /^content-id: <([^>]*)>$/imu.exec(headers.toString())?.[1] ?? '';
  return { envelope: envelope.toString(), attachment: { name, bytes } };
};

const operationOf = (dialect: DocareaDialect, name: string | null): Operation => {
  const operation = OPERATIONS.find((one) => (dialect === 'inline' ? one.toLowerCase() : one) === name);
  if (operation === undefined) throw new NotUnderstood(`no operation ${name}`);
  return operation;
};

const decodedBase64 = (text: string): Buffer => {
  demand(/^[A-Za-z0-9+/]*={0,2}$/u.test(text) && text.length % 4 === 0, 'not base64');
  return Buffer.from(text, 'base64');
};

/** The arguments of an operation, each in its place, in its namespace and, where the dialect wants it, with its type. */
const argumentsOf = (dialect: DocareaDialect, operation: Operation, asked: Element): Record<string, string> => {
  const qualified = dialect === 'classic' || dialect === 'halley';
  const children = childElements(asked);
  demand(
    children.map(({ localName }) => localName).join() === ARGUMENTS[dialect][operation].join(),
    `arguments of ${operation}`,
  );
  for (const child of children) {
    demand((child.namespaceURI || null) === (qualified ? NAMESPACE : null), `namespace of ${child.localName}`);
    const binary = ['FileBinario', 'FileXML'].includes(child.localName ?? '');
    const type = child.getAttributeNS(XSI, 'type') || null;
    if (dialect === 'tinn') demand(type === `xsd:${binary ? 'base64Binary' : 'string'}`, `type of ${child.localName}`);
  }
  if (dialect === 'tinn') demand(asked.getAttributeNS(SOAP, 'encodingStyle') === ENCODING, 'not encoded');
  return Object.fromEntries(children.map((child) => [child.localName ?? '', textOf(child)]));
};

const contentOf = (dialect: DocareaDialect, args: Record<string, string>, { attachment }: Parts) => {
  if (dialect === 'classic') return attachment?.bytes ?? null;
  if (args.strDocumentInfo !== undefined) return Buffer.from(args.strDocumentInfo);
  const base64 = args.strAttachment ?? args.objDocument ?? args.FileBinario ?? args.FileXML;
  return base64 === undefined ? null : decodedBase64(base64);
};

/** Reads a request, strictly. @throws NotUnderstood */
export const readReceived = (dialect: DocareaDialect, { headers, method }: IncomingMessage, body: Buffer): Received => {
  demand(method === 'POST' && headers['content-length'] === String(body.length), 'not a POST of known length');
  const type = headers['content-type'] ?? '';
  const plain = type.toLowerCase() === 'text/xml; charset=utf-8';
  const parts = plain ? { envelope: body.toString(), attachment: null } : partsOf(type, body);
  const root = element(parts.envelope.replace(/^<\?xml[^>]*\?>/u, ''));
  demand(root.namespaceURI === SOAP && root.localName === 'Envelope', 'not SOAP 1.1');
  const [soapBody] = childElements(root).filter(({ localName }) => localName === 'Body');
  const [asked] = soapBody === undefined ? [] : childElements(soapBody);
  if (asked === undefined || asked.namespaceURI !== NAMESPACE) throw new NotUnderstood('no operation');
  const operation = operationOf(dialect, asked.localName);
  demand(headers.soapaction === soapActionOf(dialect, operation), 'SOAPAction');
  demand(
    plain === !(dialect === 'classic' && operation !== 'Login'),
    'attachments where there should be none, or none',
  );
  const args = argumentsOf(dialect, operation, asked);
  const contentName = parts.attachment?.name ?? args.strDocument ?? null;
  return { operation, args, content: contentOf(dialect, args, parts), contentName };
};
