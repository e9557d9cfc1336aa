import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { SignatureInspection, SignatureInspector } from '../../ports/signature-inspector.ts';
import type { TenantId } from '../../shared/ids.ts';
import { readAll } from '../../shared/read-all.ts';

/** Largest file that the office uploads, in bytes: what is signed is read whole to look at its signature. */
export const MAX_OFFICE_FILE_BYTES = 20 * 1024 * 1024;

export interface InspectSignedDeps {
  readonly storage: AttachmentStorage;
  readonly signatures: SignatureInspector;
}

/** What is signed is not as it must be: see `SignatureInspector`. */
export interface BadSignature {
  readonly code: 'bad_signature';
  readonly problem: Exclude<SignatureInspection['kind'], 'signed-data'>;
}

/** Looks into a `.p7m` that was received. */
export const inspectSigned = async (
  { storage, signatures }: InspectSignedDeps,
  tenantId: TenantId,
  { sha256 }: ReceivedFile,
): Promise<SignatureInspection> => {
  const source = await storage.open(tenantId, sha256);
  if (source === null) throw new Error('A received file is not in the storage');
  return signatures.inspect(await readAll(source, MAX_OFFICE_FILE_BYTES));
};
