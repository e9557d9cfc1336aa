import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';

export type ForgetSignIns = (tenantId: TenantId) => Promise<void>;

/** Takes out of the register of an ente's sign-ins what has been in it for 24 months (spid.md 2.4). */
export const makeForgetSignIns =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ForgetSignIns =>
  async (tenantId) => {
    await deps.unitOfWork.run(tenantId, ({ signIns }) => signIns.forgetLog(deps.clock.now()));
  };
