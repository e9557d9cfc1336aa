const LONGEST = 60;
/** One or two endings (`.pdf.p7m`), which say what the file is. */
const ENDINGS = /(?:\.[A-Za-z0-9]{1,5}){1,2}$/u;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9.-]+/gu, '_');

/**
 * The name under which a registry gets a document: ASCII letters and digits, `.`, `-` and `_`, since some refuse accents and
 * apostrophes; at most 60 characters, with the endings kept; begins with the place of the document, so that no two of a registration are
 * the same.
 * @param index 0 is the main document
 */
export const registryFileName = (fileName: string, index: number): string => {
  const safe = plain(fileName);
  const endings = ENDINGS.exec(safe)?.[0] ?? '';
  const place = `${String(index).padStart(2, '0')}_`;
  const stem = safe.slice(0, safe.length - endings.length).slice(0, LONGEST - place.length - endings.length);
  return `${place}${stem || 'documento'}${endings}`;
};
