import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Config } from '../s3-settings.ts';

const BUCKETS = Array.from({ length: 40 }, (_, place) => ({ name: `secchio-${place}` }));

export interface S3Server {
  /** Where it keeps what it is given. */
  readonly directory: string;
  /** A bucket with nothing in it. */
  newBucket(): S3Config;
  /** What was asked, as `PUT /bucket/key?…`, oldest first. */
  readonly requests: readonly string[];
  /** What becomes of a request: `pass` lets the server answer, a number is the status of an error, `stall` is no answer at all. */
  fate: (request: IncomingMessage) => 'pass' | 'stall' | number;
  close(): Promise<void>;
}

/** A server that speaks S3, s3rver, behind a door that can be shut. It knows no way to abort an upload in parts: the door says that
 * it was done. */
export const openS3Server = async (): Promise<S3Server> => {
  const directory = await mkdtemp(join(tmpdir(), 'stanza-s3-'));
  // It computes the signature of a bucket's own address otherwise than the SDK of Amazon: it must not insist.
  const s3rver = new S3rver({ directory, silent: true, configureBuckets: BUCKETS, allowMismatchedSignatures: true });
  await s3rver.configureBuckets();
  const answer = s3rver.callback();
  const requests: string[] = [];
  const door = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const isAbort = request.method === 'DELETE' && request.url?.includes('uploadId=') === true;
    const fate = isAbort ? 204 : opened.fate(request);
    if (fate === 'pass') answer(request, response);
    else if (fate !== 'stall') request.resume().on('end', () => response.writeHead(fate).end());
  });
  const left = [...BUCKETS];
  const opened: S3Server = {
    directory,
    newBucket() {
      const address = door.address();
      const bucket = left.shift()?.name;
      if (typeof address !== 'object' || address === null || bucket === undefined) throw new Error('No bucket is left');
      const endpoint = `http://127.0.0.1:${address.port}`;
      return { endpoint, bucket, region: 'eu-south-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
    },
    requests,
    fate: () => 'pass',
    async close() {
      door.closeAllConnections();
      door.close();
      await rm(directory, { recursive: true });
    },
  };
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  return opened;
};
