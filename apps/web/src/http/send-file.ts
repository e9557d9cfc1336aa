import { Readable } from 'node:stream';
import type { AttachmentStorage, TenantId } from '@stanza/core';
import type { FastifyReply } from 'fastify';
import { Problem } from './problem.ts';

export interface FileToSend {
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
}

/** RFC 6266: an ASCII name for everybody and the real one for who understands it. */
export const contentDisposition = (fileName: string): string => {
  const ascii = fileName.normalize('NFKD').replaceAll(/[^ -~]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/gu,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};

/** Streams a stored file as a download that no browser opens as a page. Throws 404 when its bytes are not there. */
export const sendFile = async (
  reply: FastifyReply,
  storage: AttachmentStorage,
  tenantId: TenantId,
  file: FileToSend,
): Promise<FastifyReply> => {
  const content = await storage.open(tenantId, file.sha256);
  if (content === null) throw new Problem('not_found');
  return reply
    .header('content-disposition', contentDisposition(file.fileName))
    .header('content-length', file.size)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(file.mediaType)
    .send(Readable.from(content));
};
