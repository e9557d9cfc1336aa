import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { FACE_NAMES, type Faces, fontOfOneDocument } from './fonts.ts';
import { metadataText } from './metadata-text.ts';
import { PAGE, type TextStyle } from './paper.ts';
import { printableText } from './printable-text.ts';
import { wrapText } from './wrap-text.ts';

export type StructureElement = PDFKit.PDFStructureElement;

export interface Box {
  readonly x: number;
  readonly width: number;
  readonly align?: 'left' | 'right' | 'center';
}

/** A document that is being written from top to bottom, page after page. */
export interface Sheet {
  /** Where the next thing is written, from the top of the page. */
  readonly y: number;
  /** What is left of the page, down to the margin. */
  readonly room: number;
  /** The lines of a text that is written in a box. */
  wrap(text: string, style: TextStyle, width: number): readonly string[];
  moveDown(height: number): void;
  newPage(): void;
  /** Opens an element of the structure, the last one in its parent (none: in the document); the caller ends it. */
  open(tag: string, parent?: StructureElement, options?: PDFKit.Mixins.StructureElementOptions): StructureElement;
  /** Writes lines as content of an element, from `y` plus `offset` on; does not move down. */
  write(element: StructureElement, lines: readonly string[], style: TextStyle, box: Box, offset?: number): void;
  /** Draws or writes what is not content: stripes, rules, footers (ISO 32000-1, 14.8.2.2). */
  decorate(type: 'Layout' | 'Pagination', draw: (document: PDFKit.PDFDocument) => void): void;
  /** Writes one line with no structure of its own, for `decorate`. */
  line(text: string, style: TextStyle, box: Box, y: number): void;
  /** Goes through the pages that are written, then gives the bytes of the document; nothing can be written any more. */
  finish(onPage: (page: number, pages: number) => void): Promise<Uint8Array>;
}

const openDocument = (faces: Faces, title: string, createdAt: Date): PDFKit.PDFDocument => {
  const document = new PDFDocument({
    subset: 'PDF/A-2a',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'it-IT',
    displayTitle: true,
    // pdfkit makes the /ID of the file from these facts, so they alone decide on it.
    info: { Title: metadataText(title), Creator: 'La Stanza del Cittadino', CreationDate: createdAt },
    size: [PAGE.width, PAGE.height],
    margin: 0,
    bufferPages: true, // the footer says how many pages there are
    font: '', // else pdfkit starts with Helvetica, which it does not embed
  });
  for (const name of FACE_NAMES) document.registerFont(name, fontOfOneDocument(faces[name]));
  return document;
};

/**
 * Starts a PDF/A-2a document (ISO 19005-2) in Italian.
 *
 * @param createdAt the only moment that is written in its metadata: the same content gives the same bytes
 */
export const makeSheet = (faces: Faces, title: string, createdAt: Date): Sheet => {
  const document = openDocument(faces, title, createdAt);
  const root = document.struct('Document');
  document.addStructure(root);
  let y: number = PAGE.top;

  const choose = (style: TextStyle) => document.font(style.face).fontSize(style.size).fillColor(style.colour);

  const line: Sheet['line'] = (text, style, { x, width, align = 'left' }, top) => {
    choose(style);
    const spare = width - document.widthOfString(text.trimEnd());
    const left = align === 'left' ? x : align === 'right' ? x + spare : x + spare / 2;
    document.text(text, left, top, { lineBreak: false });
  };

  return {
    get y() {
      return y;
    },
    get room() {
      return PAGE.height - PAGE.bottom - y;
    },
    wrap: (text, style, width) => {
      choose(style);
      const printable = printableText(text, faces[style.face].characters);
      return wrapText(printable, width, (part) => document.widthOfString(part));
    },
    moveDown: (height) => {
      y += height;
    },
    newPage: () => {
      document.addPage();
      y = PAGE.top;
    },
    open: (tag, parent = root, options = {}) => {
      const element = document.struct(tag, options);
      parent.add(element);
      return element;
    },
    write: (element, lines, style, box, offset = 0) => {
      element.add(() => {
        for (const [index, text] of lines.entries()) line(text, style, box, y + offset + index * style.leading);
      });
    },
    decorate: (type, draw) => {
      document.markContent('Artifact', { type });
      draw(document);
      document.endMarkedContent();
    },
    line,
    finish: async (onPage) => {
      const { count } = document.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        document.switchToPage(index);
        onPage(index + 1, count);
      }
      root.end();
      document.end();
      return new Uint8Array(await buffer(document));
    },
  };
};
