/** 1.2.840.113549.1.7.2, signedData, as DER writes it. */
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const SEQUENCE = 0x30;
const PEM = /^-----BEGIN (?:PKCS7|CMS)-----\s+/u;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/u;
const HEAD_BYTES = 200;

/** A ContentInfo begins with a SEQUENCE, whose length takes one to six bytes, and the type of its content. */
const isSignedData = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== SEQUENCE) return false;
  const length = bytes[1] ?? 0;
  const start = 2 + (length > 0x80 ? length - 0x80 : 0);
  return start <= 6 && SIGNED_DATA.every((byte, index) => bytes[start + index] === byte);
};

const isTextSignedData = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('latin1').trimStart().replace(PEM, '');
  const start = text.slice(0, 64);
  return BASE64.test(start) && isSignedData(Buffer.from(start, 'base64'));
};

/** Whether a file begins as a CMS SignedData does, in binary form, base64 or PEM (RFC 5652). */
export const looksSigned = (file: Uint8Array): boolean => {
  const head = file.subarray(0, HEAD_BYTES);
  return isSignedData(head) || isTextSignedData(head);
};
