import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { safePath } from './safe-path.ts';
import { streamZip, type ZipEntry } from './stream-zip.ts';
import { readZip } from './testing/read-zip.ts';

const AT = new Date('2026-03-02T09:00:00.000Z');
const MEBIBYTE = 1024 * 1024;

const entry = (path: string, text: string): ZipEntry => ({
  path,
  size: Buffer.byteLength(text),
  at: AT,
  open: async () =>
    (async function* () {
      yield Buffer.from(text);
    })(),
});

describe('an archive', () => {
  it('is read by somebody else as it was written, names and all', async () => {
    const text = { path: 'i-miei-dati.json', at: AT, text: '{"nome":"Niccolò"}' };
    const files = [entry('allegati/001-carta d’identità è.pdf', 'ciao'), entry('allegati/002-vuoto-👍.pdf', 'x')];
    expect(await readZip(await buffer(streamZip([text], files)))).toEqual(
      new Map([
        ['i-miei-dati.json', '{"nome":"Niccolò"}'],
        ['allegati/001-carta d’identità è.pdf', 'ciao'],
        ['allegati/002-vuoto-👍.pdf', 'x'],
      ]),
    );
  });

  it('of hundreds of megabytes opens one file at a time, and memory stays flat', async () => {
    const chunk = Buffer.alloc(MEBIBYTE, 'x');
    const seen = { open: 0, most: 0 };
    const large = (path: string): ZipEntry => ({
      path,
      size: 100 * MEBIBYTE,
      at: AT,
      open: async () =>
        (async function* () {
          seen.open += 1;
          seen.most = Math.max(seen.most, seen.open);
          for (let count = 0; count < 100; count += 1) yield chunk;
          seen.open -= 1;
        })(),
    });
    const before = process.memoryUsage();
    let read = 0;
    let most = 0;
    for await (const part of streamZip([], ['a', 'b', 'c'].map(large))) {
      read += part.length;
      const { arrayBuffers } = process.memoryUsage();
      most = Math.max(most, arrayBuffers - before.arrayBuffers);
    }
    expect(read).toBeGreaterThan(300 * MEBIBYTE);
    expect(seen.most).toBe(1);
    expect(most).toBeLessThan(100 * MEBIBYTE);
  });

  it('closes what is open when nobody reads on', async () => {
    const seen = { closed: false };
    const endless: ZipEntry = {
      ...entry('a', ''),
      open: async () =>
        (async function* () {
          try {
            for (;;) yield Buffer.alloc(MEBIBYTE);
          } finally {
            seen.closed = true;
          }
        })(),
    };
    const stream = streamZip([], [endless]);
    await once(stream, 'readable');
    stream.destroy();
    await once(stream, 'close');
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.closed).toBe(true);
  });

  it('breaks off when the bytes of a file are not there or cannot be read', async () => {
    const gone: ZipEntry = { ...entry('a', 'ciao'), open: async () => null };
    await expect(buffer(streamZip([], [gone]))).rejects.toThrow('The bytes of a are not there');
    const broken: ZipEntry = {
      ...entry('a', 'ciao'),
      open: async () =>
        (async function* () {
          yield Buffer.from('ci');
          throw new Error('the disk is broken');
        })(),
    };
    await expect(buffer(streamZip([], [broken]))).rejects.toThrow('the disk is broken');
  });
});

describe('a path in an archive', () => {
  it.each([
    ['carta.pdf', 'allegati/007-carta.pdf'],
    ['../../etc/passwd', 'allegati/007-passwd'],
    ['C:\\CON', 'allegati/007-CON'],
    ['. . .', 'allegati/007-documento'],
    ['fine. ', 'allegati/007-fine'],
    ['a\u0000b\u202Ec.pdf', 'allegati/007-abc.pdf'],
  ])('of a file called %j is %s', (name, path) => {
    expect(safePath('allegati', 7, name)).toBe(path);
  });
});
