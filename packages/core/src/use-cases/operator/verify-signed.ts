import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { SignatureRule, SignatureVerdict, SignatureVerifier, Unjudged } from '../../ports/signature-verifier.ts';
import type { TenantId } from '../../shared/ids.ts';
import { readAll } from '../../shared/read-all.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

/** Largest file that the office uploads, in bytes: what is signed is read whole to verify its signatures. */
export const MAX_OFFICE_FILE_BYTES = 20 * 1024 * 1024;

export interface VerifySignedDeps {
  readonly storage: AttachmentStorage;
  readonly signatures: SignatureVerifier;
}

/** A signature is not as it must be: why there is nothing to judge, or the rule that one of the signers breaks. */
export interface BadSignature {
  readonly code: 'bad_signature';
  /** `document_type`: what was signed is nothing that an answer may enclose. */
  readonly problem: Unjudged | SignatureRule | 'document_type';
}

/** A file that everybody who signed it has signed well. */
export type WellSigned = Extract<SignatureVerdict, { readonly kind: 'signed' }>;

const bytesOf = async ({ storage }: VerifySignedDeps, tenantId: TenantId, { sha256 }: ReceivedFile) => {
  const source = await storage.open(tenantId, sha256);
  if (source === null) throw new Error('A received file is not in the storage');
  return readAll(source, MAX_OFFICE_FILE_BYTES);
};

/** Verifies a signed file that was received. One signer who breaks a rule makes it a bad one. @param at when it was received */
export const verifySigned = async (
  deps: VerifySignedDeps,
  tenantId: TenantId,
  file: ReceivedFile,
  at: Date,
): Promise<Result<WellSigned, BadSignature>> => {
  const verdict = await deps.signatures.verify(() => bytesOf(deps, tenantId, file), at);
  if (verdict.kind !== 'signed') return refuse({ code: 'bad_signature', problem: verdict.kind });
  const broken = verdict.signers.find((signer) => signer.broken !== null)?.broken ?? null;
  return broken === null ? ok(verdict) : refuse({ code: 'bad_signature', problem: broken });
};

/** Puts the document inside a signed file into the storage, as a file of its own. */
export const storeInside = async ({ storage }: VerifySignedDeps, tenantId: TenantId, content: Uint8Array) => {
  const source = async function* () {
    yield content;
  };
  const stored = await storage.put(tenantId, source(), MAX_OFFICE_FILE_BYTES);
  if (stored === 'too-large') throw new Error('A document is larger than the file that it was in');
  return stored;
};
