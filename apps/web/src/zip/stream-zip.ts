import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive, whose bytes are asked for only when its turn comes. */
export interface ZipEntry {
  /** Relative, with `/` between folders. */
  readonly path: string;
  readonly size: number;
  readonly at: Date;
  /** @returns null when the bytes are not there: then the archive breaks off, so that nobody takes it for whole */
  open(): Promise<AsyncIterable<Uint8Array> | null>;
}

export interface ZipText {
  readonly path: string;
  readonly at: Date;
  readonly text: string;
}

/**
 * An archive as a stream that is made while it is read: one file is open at a time, nothing is kept on disk, and memory does
 * not grow with the files. Files are stored as they are: PDFs and images do not get smaller. Who stops reading closes the
 * file that is open.
 */
export const streamZip = (texts: readonly ZipText[], entries: readonly ZipEntry[]): Readable => {
  const zip = new ZipFile();
  const out = new PassThrough();
  let current: Readable | null = null;
  zip.on('error', (error) => out.destroy(error));
  out.once('close', () => current?.destroy());

  const open = async ({ path, open: bytesOf }: ZipEntry): Promise<Readable> => {
    const bytes = out.destroyed ? null : await bytesOf();
    if (bytes === null) throw new Error(`The bytes of ${path} are not there`);
    current = Readable.from(bytes, { objectMode: false });
    current.once('error', (error) => out.destroy(error));
    if (out.destroyed) current.destroy();
    return current;
  };
  for (const { path, at, text } of texts) zip.addBuffer(Buffer.from(text), path, { mtime: at });
  for (const entry of entries) {
    const { path, size, at } = entry;
    zip.addReadStreamLazy(path, { size, mtime: at, compress: false }, (done) => {
      open(entry).then(
        (stream) => done(null, stream),
        (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
  zip.end();
  zip.outputStream.pipe(out);
  return out;
};
