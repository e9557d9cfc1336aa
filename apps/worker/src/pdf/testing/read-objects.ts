import { inflateSync } from 'node:zlib';

/** A PDF as its objects are written: what no reader shows, since it is there for the next program. */
export interface PdfObjects {
  /** All dictionaries, without the contents of the streams. */
  readonly text: string;
  /** The dictionary of the catalogue, where a reader begins. */
  readonly catalogue: string;
  /** The dictionary that another names: `/Name 12 0 R` or, the first of several, `/Name [12 0 R]`. */
  named(dictionary: string, name: string): string;
  /** The content of the stream that a dictionary names, inflated. */
  stream(dictionary: string, name: string): Buffer;
}

const STREAM = /(?<=\nstream\r?\n)[\s\S]*?(?=\r?\nendstream)/gu;

/** Reads what pdfkit writes: every object plain, one after the other. @throws Error when something that is named is not there */
export const readObjects = (bytes: Uint8Array): PdfObjects => {
  const file = Buffer.from(bytes).toString('latin1');
  const bodyOf = (number: string): string => {
    const body = new RegExp(`(?<=\\n${number} 0 obj\\n)[\\s\\S]*?(?=\\nendobj)`, 'u').exec(file)?.[0];
    if (body === undefined) throw new Error(`Object ${number} is not there`);
    return body;
  };
  const pointed = (dictionary: string, name: string): string => {
    const number = new RegExp(`/${name} \\[?(\\d+) 0 R`, 'u').exec(dictionary)?.[1];
    if (number === undefined) throw new Error(`There is no /${name}`);
    return bodyOf(number);
  };
  return {
    text: file.replaceAll(STREAM, ''),
    catalogue: pointed(file.slice(file.lastIndexOf('\ntrailer')), 'Root'),
    named: (dictionary, name) => pointed(dictionary, name).replaceAll(STREAM, ''),
    stream(dictionary, name) {
      const [content] = pointed(dictionary, name).match(STREAM) ?? [];
      if (content === undefined) throw new Error(`/${name} is no stream`);
      return inflateSync(Buffer.from(content, 'latin1'));
    },
  };
};
