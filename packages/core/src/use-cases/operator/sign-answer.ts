import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Practice } from '../../practice/practice.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';
import { type BadSignature, type VerifySignedDeps, verifySigned } from './verify-signed.ts';

export type SignAnswer = (
  request: OfficeRequest,
  file: ReceivedFile,
) => Promise<Result<Practice, OfficeRefusal | BadSignature | NotTheAnswer>>;

/** What was signed is not the answer as it is now: another document, or one made before the decision was changed. */
type NotTheAnswer = { readonly code: 'not_the_answer' };

/**
 * Takes the signed answer (`.p7m`). Every signature on it must keep the rules of `SignatureVerifier`, and what was signed must
 * be the very bytes of the answer. Who signed it is kept with it.
 */
export const makeSignAnswer =
  (deps: VerifySignedDeps & { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): SignAnswer =>
  async (request, file) => {
    const verified = await verifySigned(deps, request.tenantId, file, deps.clock.now());
    if (!verified.ok) return verified;
    const { document, signers } = verified.value;
    const { fileName, sha256, size } = file;
    return officeAction<NotTheAnswer>(deps, request, 'in_charge', ({ documents }) => {
      const { risposta } = documents;
      // Without an answer to sign the event is not possible, which `officeAction` says.
      if (risposta !== undefined && risposta.sha256 !== document.sha256) return refuse({ code: 'not_the_answer' });
      const change = { documents: { ...documents, risposta_firmata: { fileName, sha256, size, signers } } };
      return ok({ event: 'SIGN_ANSWER', at: deps.clock.now(), change });
    });
  };
