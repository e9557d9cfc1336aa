import type { PersonalData } from '@stanza/core';
import { safePath } from '../../zip/safe-path.ts';

/** A file of the copy: where it is in the archive, and its bytes in the storage. */
export interface ExportedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly at: Date;
}

/** The files of a copy, by what they are: `attachment/<id>` or `practice/<id>/<kind>`. */
export const exportFiles = (data: PersonalData): ReadonlyMap<string, ExportedFile> => {
  const files = new Map<string, ExportedFile>();
  for (const [index, { attachment }] of data.attachments.entries()) {
    const { id, fileName, sha256, size, uploadedAt } = attachment;
    files.set(`attachment/${id}`, { path: safePath('allegati', index + 1, fileName), sha256, size, at: uploadedAt });
  }
  for (const { practice, documents } of data.practices) {
    for (const [index, { kind, document }] of documents.entries()) {
      const { fileName, sha256, size } = document;
      const path = safePath(`pratiche/${practice.code}`, index + 1, fileName);
      const at = practice.submittedAt ?? practice.createdAt;
      files.set(`practice/${practice.id}/${kind}`, { path, sha256, size, at });
    }
  }
  return files;
};
