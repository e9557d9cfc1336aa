import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openS3Server, type S3Server } from '@stanza/gateways/testing/s3';
import { z } from 'zod';

const MEBIBYTE = 1024 * 1024;
const SERVER = join(import.meta.dirname, 'testing/upload-server.ts');
const doorSchema = z.object({ address: z.string(), cookie: z.string(), token: z.string().min(1) });
const memorySchema = z.object({ now: z.number(), most: z.number() });
/** What the S3 server writes beside an object. */
const METADATA = /\._S3rver_(?:metadata\.json|object\.md5)$/u;
const BOUNDARY = 'un-confine';
const BEGINNING = '%PDF-1.7\n1 0 obj <</Type /Sig /Contents <00>>> endobj\n';

describe.each(['a folder', 'a bucket'])('the memory of the web server, which keeps files in %s', (place) => {
  let s3: S3Server;
  let directory: string;
  let child: ChildProcess;
  let door: z.infer<typeof doorSchema>;
  const next = async () => (await once(child, 'message', { signal: AbortSignal.timeout(60_000) }))[0];
  const memory = async () => {
    const answer = next();
    child.send('memory');
    return memorySchema.parse(await answer);
  };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'stanza-uploads-'));
    s3 = await openS3Server();
    child = fork(SERVER, [directory, ...(place === 'a bucket' ? [JSON.stringify(s3.newBucket())] : [])], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    door = doorSchema.parse(await next());
  }, 60_000);
  afterAll(async () => {
    child.disconnect();
    await once(child, 'exit');
    await s3.close();
    await rm(directory, { recursive: true });
  });

  /**
   * A decision with a PDF of so many MiB, each filled with `mark`, whose signature does not cover it: the file is kept and judged, the
   * decision refused.
   */
  const form = function* (mebibytes: number, mark: number) {
    const part = (name: string, more = '') =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
    const fields = { _csrf: door.token, esito: 'accettata', flusso: 'documento', definitiva: 'si' };
    for (const [name, value] of Object.entries(fields)) yield Buffer.from(`${part(name)}${value}\r\n`);
    yield Buffer.from(`${part('documento', '; filename="a.pdf"')}${BEGINNING}`);
    for (let sent = 0; sent < mebibytes; sent += 1)
      yield Buffer.alloc(MEBIBYTE - (sent === 0 ? BEGINNING.length : 0), mark);
    yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  };
  const upload = async (mebibytes: number, mark: number): Promise<number | undefined> => {
    const headers = { cookie: door.cookie, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
    const sending = request(door.address, { method: 'POST', headers });
    Readable.from(form(mebibytes, mark)).pipe(sending);
    const [response] = await once(sending, 'response');
    let page = '';
    for await (const chunk of response) page += chunk;
    // Of what is taken the signature was judged as well.
    expect(page.includes('La firma non riguarda tutto il PDF')).toBe(response.statusCode === 422);
    return response.statusCode;
  };
  const stored = async () => {
    const files = await readdir(place === 'a bucket' ? s3.directory : directory, {
      recursive: true,
      withFileTypes: true,
    });
    return files.filter((file) => file.isFile() && !METADATA.test(file.name)).length;
  };

  // What any work costs the first time (the heap, compiled code) is no upload's.
  beforeAll(async () => {
    for (const mark of [97, 98, 99]) expect(await upload(19, mark)).toBe(422);
  }, 60_000);

  it('takes 50 MB at most for a file of 200 MB, which is refused and of which nothing is kept', async () => {
    const [idle, before] = [await memory(), await stored()];
    expect(await upload(200, 7)).toBe(413);
    const grown = ((await memory()).most - idle.now) / MEBIBYTE;
    expect(grown).toBeLessThan(50);
    expect(await stored()).toBe(before);
  }, 60_000);

  it('stays flat while 20 files of 10 MB arrive at once', async () => {
    const [idle, before] = [await memory(), await stored()];
    const statuses = await Promise.all(Array.from({ length: 20 }, (_, mark) => upload(10, mark)));
    expect(new Set(statuses)).toEqual(new Set([422]));
    const grown = ((await memory()).most - idle.now) / MEBIBYTE;
    expect(grown).toBeLessThan(150);
    expect(await stored()).toBe(before + 20);
  }, 60_000);
});
