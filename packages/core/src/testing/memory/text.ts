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
