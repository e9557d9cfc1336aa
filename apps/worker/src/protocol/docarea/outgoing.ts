import { bodyAround, type Chunks, type OutgoingBody } from '@stanza/gateways';
import { base64Length, base64Of } from '../base64.ts';

/** What is handed over with a message. */
export interface Content {
  readonly name: string;
  readonly mimeType: string;
  /** In bytes. */
  readonly size: number;
  readonly chunks: Chunks;
}

type Envelope = readonly [before: string, after: string];

const PLAIN = 'text/xml; charset=UTF-8';

/** A message alone. */
export const plainBody = ([before, after]: Envelope): OutgoingBody => bodyAround(PLAIN, before, after, 0, []);

/** A message with a content in base64 in the place that was left for it. */
export const inlineBody = ([before, after]: Envelope, { size, chunks }: Content): OutgoingBody =>
  bodyAround(PLAIN, before, after, base64Length(size), base64Of(chunks));

/**
 * A message with an attachment (SOAP with Attachments): two parts, the second as it is. Its Content-ID is the file's name: some servers
 * take the name from there.
 */
export const attachedBody = ([before, after]: Envelope, { name, mimeType, size, chunks }: Content): OutgoingBody => {
  const boundary = `----stanza-${crypto.randomUUID()}`;
  const root = [
    `--${boundary}`,
    `Content-Type: ${PLAIN}`,
    'Content-Transfer-Encoding: 8bit',
    'Content-ID: <root>',
    '',
    before + after,
  ];
  const part = [
    `--${boundary}`,
    `Content-Type: ${mimeType}`,
    'Content-Transfer-Encoding: binary',
    `Content-ID: <${name}>`,
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    '',
  ];
  const contentType = `multipart/related; type="text/xml"; start="<root>"; boundary="${boundary}"`;
  return bodyAround(contentType, [...root, ...part].join('\r\n'), `\r\n--${boundary}--\r\n`, size, chunks);
};
