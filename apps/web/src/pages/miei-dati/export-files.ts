import { INTEGRATION_PAPERS, PAYMENT_DOCUMENTS, type PersonalData } from '@stanza/core';
import { safePath } from '../../zip/safe-path.ts';

/** A file of the copy: where it is in the archive, and its bytes in the storage. */
export interface ExportedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  readonly at: Date;
}

/**
 * The files of a copy, by what they are: `attachment/<id>`, `practice/<id>/<kind>`, `integration/<id>/<paper>` or
 * `payment/<id>/<kind>`.
 */
export const exportFiles = (data: PersonalData): ReadonlyMap<string, ExportedFile> => {
  const files = new Map<string, ExportedFile>();
  for (const [index, { attachment }] of data.attachments.entries()) {
    const { id, fileName, sha256, size, uploadedAt } = attachment;
    files.set(`attachment/${id}`, { path: safePath('allegati', index + 1, fileName), sha256, size, at: uploadedAt });
  }
  for (const { practice, documents, integrations } of data.practices) {
    for (const [index, { kind, document }] of documents.entries()) {
      const { fileName, sha256, size } = document;
      const path = safePath(`pratiche/${practice.code}`, index + 1, fileName);
      const at = practice.submittedAt ?? practice.createdAt;
      files.set(`practice/${practice.id}/${kind}`, { path, sha256, size, at });
    }
    let place = documents.length;
    for (const { integration } of integrations) {
      for (const paper of INTEGRATION_PAPERS) {
        const document = integration.papers[paper]?.document;
        if (document === undefined) continue;
        place += 1;
        const { fileName, sha256, size } = document;
        const path = safePath(`pratiche/${practice.code}`, place, fileName);
        files.set(`integration/${integration.id}/${paper}`, { path, sha256, size, at: integration.requestedAt });
      }
    }
  }
  let place = 0;
  for (const payment of data.payments) {
    for (const kind of PAYMENT_DOCUMENTS) {
      const document = payment.documents[kind];
      if (document === undefined) continue;
      place += 1;
      const { fileName, sha256, size } = document;
      const path = safePath('pagamenti', place, fileName);
      files.set(`payment/${payment.id}/${kind}`, { path, sha256, size, at: payment.settledAt ?? payment.createdAt });
    }
  }
  return files;
};
