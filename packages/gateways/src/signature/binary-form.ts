const PEM_BEGIN = /^-----BEGIN (?:PKCS7|CMS)-----/u;
const PEM_END = '-----END';
const END_ALONE = /^-----END [A-Z0-9 ]*-----$/u;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;
const SEQUENCE = 0x30;

const pemBody = (text: string): string => {
  const begin = PEM_BEGIN.exec(text)?.[0] ?? '';
  const end = begin === '' ? -1 : text.indexOf(PEM_END, begin.length);
  return end === -1 || !END_ALONE.test(text.slice(end, end + 100).trimEnd()) || text.length > end + 100
    ? text
    : text.slice(begin.length, end);
};

/**
 * The binary form of a signed file that may be written in base64 or PEM; anything else comes back as it is.
 * Linear in the file's length: what is in the file is up to whoever sends it.
 */
export const binaryForm = (file: Uint8Array): Uint8Array => {
  if (file[0] === SEQUENCE) return file;
  const body = pemBody(Buffer.from(file).toString('latin1').trim()).replaceAll(/\s+/gu, '');
  return BASE64.test(body) ? Buffer.from(body, 'base64') : file;
};
