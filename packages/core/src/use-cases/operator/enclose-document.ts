import { fileNameFor } from '../../attachment/attachment.ts';
import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Practice } from '../../practice/practice.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type BadSignature, storeInside, type VerifySignedDeps, verifySigned } from './verify-signed.ts';

/** What an answer encloses: the document that was asked for, and the one inside when it is a `.p7m`. */
export type Enclosed = Pick<Practice['documents'], 'documento' | 'contenuto'>;

const ENVELOPES = /(?:\.p7[msc])+$/iu;

/**
 * Makes a file that an operator chose the document of an answer: a PDF, signed inside or not, or a `.p7m`, whose document becomes
 * a file of its own, for who cannot open it. It is of a type that the portal takes: a citizen opens it.
 * @param at when it was received
 */
export const encloseDocument = async (
  deps: VerifySignedDeps,
  tenantId: TenantId,
  file: ReceivedFile,
  at: Date,
): Promise<Result<Enclosed, BadSignature>> => {
  const { sha256, size } = file;
  const documento = { fileName: fileNameFor(file.type, file.fileName), sha256, size };
  const verified = await verifySigned(deps, tenantId, file, at);
  if (!verified.ok) {
    return file.type === 'pdf' && verified.error.problem === 'not_signed' ? ok({ documento }) : verified;
  }
  const { signers, document } = verified.value;
  const signed = { ...documento, signers };
  if (document.type === null || document.type === 'p7m')
    return refuse({ code: 'bad_signature', problem: 'document_type' });
  if (document.content === null) return ok({ documento: signed });
  const fileName = fileNameFor(document.type, documento.fileName.replace(ENVELOPES, ''));
  return ok({ documento: signed, contenuto: { fileName, ...(await storeInside(deps, tenantId, document.content)) } });
};
