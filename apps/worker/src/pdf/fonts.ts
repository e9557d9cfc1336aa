import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

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

export interface Face {
  /** The font file. */
  readonly bytes: Buffer;
  /** The code points that it can draw. */
  readonly characters: ReadonlySet<number>;
}

export type Faces = Readonly<Record<FaceName, Face>>;

export const FACE_NAMES = ['regular', 'bold', 'mono'] as const satisfies readonly FaceName[];

const loadFace = (name: FaceName): Face => {
  const path = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${FILES[name]}`);
  const bytes = readFileSync(path);
  const font = create(bytes);
  if (!('characterSet' in font)) throw new Error(`${FILES[name]} holds more than one font`);
  return { bytes, characters: new Set(font.characterSet) };
};

/** Reads the fonts that every document embeds. Throws when one cannot be read. */
export const loadFaces = (): Faces => ({
  regular: loadFace('regular'),
  bold: loadFace('bold'),
  mono: loadFace('mono'),
});
