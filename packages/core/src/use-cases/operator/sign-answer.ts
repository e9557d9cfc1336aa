import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type BadSignature, type InspectSignedDeps, inspectSigned } from './inspect-signed.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

export type SignAnswer = (
  request: OfficeRequest,
  file: ReceivedFile,
) => Promise<Result<Practice, OfficeRefusal | BadSignature | NotTheAnswer>>;

/** What was signed is not the answer as it is now: another document, or one made before the decision was changed. */
type NotTheAnswer = { readonly code: 'not_the_answer' };

/**
 * Takes the signed answer (`.p7m`). It must be a CMS SignedData with an RSA or EC signer, and its content the very bytes
 * of the answer.
 */
export const makeSignAnswer =
  (deps: InspectSignedDeps & { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): SignAnswer =>
  async (request, file) => {
    const inspection = await inspectSigned(deps, request.tenantId, file);
    if (inspection.kind !== 'signed-data') return refuse({ code: 'bad_signature', problem: inspection.kind });
    const { content } = inspection;
    const { fileName, sha256, size } = file;
    return officeAction<NotTheAnswer>(deps, request, 'in_charge', ({ documents }) => {
      const { risposta } = documents;
      // Without an answer to sign the event is not possible, which `officeAction` says.
      if (risposta !== undefined && risposta.sha256 !== content.sha256) return refuse({ code: 'not_the_answer' });
      const change = { documents: { ...documents, risposta_firmata: { fileName, sha256, size } } };
      return ok({ event: 'SIGN_ANSWER', at: deps.clock.now(), change });
    });
  };
