import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));

interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The squares that a PDF draws, from its content streams. */
const squaresIn = (pdf: Uint8Array): readonly Square[] => {
  const bytes = Buffer.from(pdf);
  const squares: Square[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 1)) {
    const end = bytes.indexOf('endstream', at);
    const content = (() => {
      try {
        return inflateSync(bytes.subarray(at + 'stream\n'.length, end)).toString('latin1');
      } catch {
        return ''; // no content of a page
      }
    })();
    for (const [, x, y, width, height] of content.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/gu)) {
      if (width === height) squares.push({ x: Number(x), y: Number(y), side: Number(width) });
    }
  }
  return squares;
};

/** Dots for each module of the picture, and modules of white around it. */
const [DOTS, MARGIN] = [4, 4];

/** The squares as a picture, black on white. */
const pictureOf = (squares: readonly Square[]) => {
  const side = squares[0]?.side ?? 1;
  const left = Math.min(...squares.map(({ x }) => x));
  const top = Math.min(...squares.map(({ y }) => y));
  const across = Math.max(...squares.map(({ x }) => Math.round((x - left) / side))) + 1;
  const width = (across + 2 * MARGIN) * DOTS;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const { x, y } of squares) {
    const [column, row] = [x - left, y - top].map((length) => (Math.round(length / side) + MARGIN) * DOTS);
    for (let down = 0; down < DOTS; down += 1) {
      const start = (((row ?? 0) + down) * width + (column ?? 0)) * 4;
      for (let dot = 0; dot < DOTS; dot += 1) data.fill(0, start + dot * 4, start + dot * 4 + 3);
    }
  }
  return { picture: { data, width, height: width, colorSpace: 'srgb' as const }, modules: across };
};

/** Reads the QR code on a PDF with a reader that shares nothing with the writer. */
export const readQr = async (
  pdf: Uint8Array,
): Promise<{ readonly modules: number; readonly codes: readonly ReadResult[] }> => {
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  const { picture, modules } = pictureOf(squaresIn(pdf));
  return { modules, codes: await readBarcodes(picture, { formats: ['QRCode'] }) };
};
