import type { BulletinKind } from '../../bulletin/bulletin.ts';
import { isAdministrator, type Operator } from '../../operator/operator.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

export type DeleteBulletin = (
  tenantId: TenantId,
  operator: Operator,
  kind: BulletinKind,
  id: string,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/** Takes a notice or a deadline away. One that comes from a feed is not found: it would come back. */
export const makeDeleteBulletin =
  (deps: { unitOfWork: UnitOfWork }): DeleteBulletin =>
  (tenantId, operator, kind, id) =>
    deps.unitOfWork.run(tenantId, async ({ bulletins }) => {
      if (!isAdministrator(operator)) return refuse({ code: 'not_found' });
      return (await bulletins.delete(kind, id)) ? ok(null) : refuse({ code: 'not_found' });
    });
