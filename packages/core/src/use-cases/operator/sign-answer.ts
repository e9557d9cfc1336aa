import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { SignatureInspection, SignatureInspector } from '../../ports/signature-inspector.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { readAll } from '../../shared/read-all.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

/** Largest signed answer, in bytes: it is read whole to look at its signature. */
export const MAX_SIGNED_ANSWER_BYTES = 20 * 1024 * 1024;

export type SignAnswer = (
  request: OfficeRequest,
  file: ReceivedFile,
) => Promise<
  Result<
    Practice,
    | OfficeRefusal
    | { readonly code: 'bad_signature'; readonly problem: Exclude<SignatureInspection['kind'], 'signed-data'> }
    | NotTheAnswer
  >
>;

/** What was signed is not the answer as it is now: another document, or one made before the decision was changed. */
type NotTheAnswer = { readonly code: 'not_the_answer' };

/**
 * Takes the signed answer (`.p7m`). It must be a CMS SignedData with an RSA or EC signer, and its content the very bytes
 * of the answer.
 */
export const makeSignAnswer =
  (deps: {
    unitOfWork: UnitOfWork;
    ids: Ids;
    clock: Clock;
    storage: AttachmentStorage;
    signatures: SignatureInspector;
  }): SignAnswer =>
  async (request, { fileName, sha256, size }) => {
    const source = await deps.storage.open(request.tenantId, sha256);
    if (source === null) throw new Error('A received file is not in the storage');
    const inspection = await deps.signatures.inspect(await readAll(source, MAX_SIGNED_ANSWER_BYTES));
    if (inspection.kind !== 'signed-data') return refuse({ code: 'bad_signature', problem: inspection.kind });
    const { content } = inspection;
    return officeAction<NotTheAnswer>(deps, request, { inCharge: true }, ({ documents }) => {
      const { risposta } = documents;
      // Without an answer to sign the event is not possible, which `officeAction` says.
      if (risposta !== undefined && risposta.sha256 !== content.sha256) return refuse({ code: 'not_the_answer' });
      const change = { documents: { ...documents, risposta_firmata: { fileName, sha256, size } } };
      return ok({ event: 'SIGN_ANSWER', at: deps.clock.now(), change });
    });
  };
