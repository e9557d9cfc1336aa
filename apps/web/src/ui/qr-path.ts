import { encode } from 'uqr';

/** A QR code as a picture without a script, a style or a file: the side in modules, and the black ones as the path of an SVG. */
export const qrPath = (text: string): { readonly side: number; readonly path: string } => {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isBlack, x) => (isBlack ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { side: size, path };
};
