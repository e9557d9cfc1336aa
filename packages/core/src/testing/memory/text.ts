/** Bytes as text, one character for each. */
export const asText = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Text as UTF-8. The core is built without the globals of Node or of browsers, so it is written out. */
export const asBytes = (text: string): Uint8Array =>
  Uint8Array.from(
    [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|(.)/gu)].map(([, hex, plain]) =>
      hex === undefined ? (plain ?? '').charCodeAt(0) : Number.parseInt(hex, 16),
    ),
  );

/** UTF-8 as text; what is not UTF-8 is taken as one character for each byte. */
export const asUtf8Text = (bytes: Uint8Array): string => {
  let encoded = '';
  for (const byte of bytes) encoded += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return asText(bytes);
  }
};
