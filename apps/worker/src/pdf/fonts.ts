import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/**
 * DejaVu, free to embed, has the letters of nearly every European name: Latin with all its accents, Greek, Cyrillic,
 * Armenian, Georgian.
 */
const FILES = {
  regular: 'DejaVuSansCondensed.ttf',
  bold: 'DejaVuSansCondensed-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
} as const;

export type FaceName = keyof typeof FILES;

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** What pdfkit takes as well, and its types do not say: a font that was read before. */
      registerFont(name: string, font: Font): this;
    }
  }
}

export interface Face {
  /** The font, read once. */
  readonly font: Font;
  /** The code points that it can draw. */
  readonly characters: ReadonlySet<number>;
}

export type Faces = Readonly<Record<FaceName, Face>>;

export const FACE_NAMES = ['regular', 'bold', 'mono'] as const satisfies readonly FaceName[];

const loadFace = (name: FaceName): Face => {
  const path = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FILES[name]}`);
  const font = create(readFileSync(path));
  if (!('characterSet' in font)) throw new Error(`${FILES[name]} holds more than one font`);
  return { font, characters: new Set(font.characterSet) };
};

/** Reads the fonts that every document embeds. Throws when one cannot be read. */
export const loadFaces = (): Faces => ({
  regular: loadFace('regular'),
  bold: loadFace('bold'),
  mono: loadFace('mono'),
});

/**
 * The font for one document. Its tables, which take longer to read than a document to write, are those that are read
 * already. Its glyphs are its own: fontkit remembers with a glyph the letters it was first drawn for, and a copy of the
 * document would depend on those that were written before.
 */
export const fontOfOneDocument = ({ font }: Face): Font =>
  Object.create(font, { _glyphs: { value: {}, writable: true } });
