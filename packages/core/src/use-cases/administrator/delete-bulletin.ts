import type { BulletinKind } from '../../bulletin/bulletin.ts';
import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

export type DeleteBulletin = (
  tenantId: TenantId,
  actor: Actor,
  kind: BulletinKind,
  id: string,
) => Promise<Result<null, { readonly code: 'not_found' }>>;

/** Takes a notice or a deadline away. One that comes from a feed is not found: it would come back. */
export const makeDeleteBulletin =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): DeleteBulletin =>
  (tenantId, actor, kind, id) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const mayDelete = isAdministrator(actor.operator);
      if (!mayDelete || !(await stores.bulletins.delete(kind, id))) return refuse({ code: 'not_found' });
      const details = { genere: kind };
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'avviso_eliminato', subject: id, details });
      return ok(null);
    });
