import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type TenantId, tenantIdSchema } from '@stanza/core';
import pLimit from 'p-limit';
import { v7 } from 'uuid';
import { isStoredName, type NamedStorage, type StorageWarning } from './named-storage.ts';
import type { S3Config } from './s3-settings.ts';
import { spooled } from './spool.ts';

/** The smallest part that S3 takes. One is filled while another travels: that is what an upload takes of memory. */
const PART_BYTES = 5 * 1024 * 1024;
/** Uploads that travel at the same time: the others wait on the disk, since each that travels takes memory. */
const UPLOADS = 4;
/** Shorter than the web server holds on to a connection on which nothing comes: who sends a file is told. */
const PATIENCE_MS = 90_000;
const CONNECTION_MS = 5000;
/** For a whole part, or the beginning of an answer. */
const REQUEST_MS = 60_000;
const ATTEMPTS = 3;
/** After every digit that a key goes on with. */
const AFTER_ALL = '~';

/** When a copy was put: the first 48 bits of a UUID of version 7 (RFC 9562). */
const timeOf = (key: string): number =>
  Number.parseInt(
    key
      .slice(key.lastIndexOf('/') + 1)
      .replace('-', '')
      .slice(0, 12),
    16,
  );

const connect = ({ endpoint, region, accessKeyId, secretAccessKey }: S3Config, timeoutMs: number): S3Client =>
  new S3Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: ATTEMPTS,
    // Newer checksums are unknown to other makes of S3; what is stored is sealed, and each piece checked when it is read.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(CONNECTION_MS, timeoutMs),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: timeoutMs,
    },
  });

/**
 * @param work is aborted when its time is over
 * @throws Error when it is over, also when `work` waits for its turn
 */
const inTime = async (timeMs: number, work: (late: AbortController) => Promise<void>): Promise<void> => {
  const late = new AbortController();
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error('The bucket did not take a file in time'));
    late.abort();
  }, timeMs);
  try {
    await Promise.race([over, work(late)]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Keeps files in a bucket. Each `put` is a copy of its own, `<tenant>/<name>/<uuid>`, whose UUID says when. It lies on the disk until its
 * source has ended, is uploaded as `tmp/<tenant>/<uuid>` in parts, and copied to its place by the server: the moment that its name says is
 * that of the copy, however long the upload took. The last copy counts. Nobody ever takes away a copy that is newer than what they have
 * seen, so `put` and `remove` need no lock (ADR 11). A crash may leave something under `tmp/`, or an upload that was not completed: the
 * bucket has a rule that ends both (README).
 * @param options.spoolDirectory absolute path of the folder in which files lie on their way
 * @param options.timeoutMs how long a request may take, which is tried three times
 * @param options.patienceMs how long a `put` takes at most when its source has ended, others before it included; after that it fails
 * @param options.warn is told what could not be removed when it was not needed any more
 */
export const makeS3Storage = (
  config: S3Config,
  options: {
    readonly spoolDirectory: string;
    readonly timeoutMs?: number;
    readonly patienceMs?: number;
    readonly warn: StorageWarning;
  },
): NamedStorage => {
  const { spoolDirectory, timeoutMs = REQUEST_MS, patienceMs = PATIENCE_MS, warn } = options;
  const client = connect(config, timeoutMs);
  const inTurn = pLimit(UPLOADS);
  const Bucket = config.bucket;
  const folderOf = (tenantId: TenantId) => `${tenantIdSchema.parse(tenantId)}/`;

  const listed = (Prefix: string, more: { Delimiter?: string; StartAfter?: string; ContinuationToken?: string }) =>
    client.send(new ListObjectsV2Command({ Bucket, Prefix, ...more }));

  /** Keys of the copies of a name, the oldest first. There are few: each `put` leaves one. */
  const copiesOf = async (tenantId: TenantId, name: string): Promise<readonly string[]> => {
    if (!isStoredName(name)) return [];
    const { Contents = [] } = await listed(`${folderOf(tenantId)}${name}/`, {});
    return Contents.flatMap(({ Key }) => Key ?? []).toSorted();
  };
  const drop = async (keys: readonly string[]): Promise<void> => {
    for (const Key of keys) await client.send(new DeleteObjectCommand({ Bucket, Key }));
  };

  /** What is left when this fails is ended by the rule of the bucket, or by the next `put` of the name: what was done stays done. */
  const dropIfPossible = (keys: () => Promise<readonly string[]>): Promise<void> =>
    keys()
      .then(drop)
      .catch((error: unknown) =>
        warn({ problem: error instanceof Error ? error.name : 'unknown' }, 'A copy in the bucket could not be removed'),
      );

  const upload = async (
    Key: string,
    source: AsyncIterable<Uint8Array>,
    abortController: AbortController,
  ): Promise<void> => {
    const Body = Readable.from(source);
    const params = { Bucket, Key, Body };
    try {
      // An upload that fails is aborted, its parts are taken away.
      const parts = { partSize: PART_BYTES, queueSize: 1, leavePartsOnError: false };
      await new Upload({ client, params, ...parts, abortController }).done();
    } finally {
      Body.destroy();
    }
  };

  /** Reads the last copy. A newer one may come, and this one go, before it is reached. */
  const read = async function* (tenantId: TenantId, name: string): AsyncGenerator<Uint8Array> {
    for (let attempt = 1; ; attempt += 1) {
      const Key = (await copiesOf(tenantId, name)).at(-1);
      if (Key === undefined) throw new Error('What was stored is gone');
      const answer = await client.send(new GetObjectCommand({ Bucket, Key })).catch((error: unknown) => {
        if (error instanceof NoSuchKey && attempt < ATTEMPTS) return null;
        throw error;
      });
      if (answer === null) continue;
      if (!(answer.Body instanceof Readable)) throw new Error('An object came without its bytes');
      yield* answer.Body;
      return;
    }
  };

  return {
    put: (tenantId, source, name) =>
      spooled(spoolDirectory, source, (read) =>
        inTime(patienceMs, (late) =>
          inTurn(async () => {
            late.signal.throwIfAborted();
            const folder = folderOf(tenantId);
            const temporary = `tmp/${folder}${v7()}`;
            await upload(temporary, read(), late);
            try {
              const Key = `${folder}${name()}/${v7()}`;
              await client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${temporary}` }));
              await dropIfPossible(async () => (await copiesOf(tenantId, name())).filter((copy) => copy < Key));
            } finally {
              await dropIfPossible(async () => [temporary]);
            }
          }),
        ),
      ),
    async open(tenantId, name) {
      return (await copiesOf(tenantId, name)).length === 0 ? null : read(tenantId, name);
    },
    async list(tenantId, after, limit) {
      const folder = folderOf(tenantId);
      const found: string[] = [];
      let from: { StartAfter?: string; ContinuationToken?: string } =
        after === null ? {} : { StartAfter: `${folder}${after}/${AFTER_ALL}` };
      for (;;) {
        const page = await listed(folder, { Delimiter: '/', ...from });
        for (const { Prefix = '' } of page.CommonPrefixes ?? []) found.push(Prefix.slice(folder.length, -1));
        if (found.length >= limit || page.NextContinuationToken === undefined)
          return found.filter(isStoredName).slice(0, limit);
        from = { ContinuationToken: page.NextContinuationToken };
      }
    },
    async remove(tenantId, name, before) {
      const copies = await copiesOf(tenantId, name);
      if (copies.some((key) => timeOf(key) >= before.getTime())) return false;
      await drop(copies);
      return true;
    },
  };
};
