import type { BulletinKind } from '../../bulletin/bulletin.ts';
import { type BulletinInput, parseBulletin } from '../../bulletin/parse-bulletin.ts';
import { isAdministrator, type Operator } from '../../operator/operator.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

/** @param id of the one that is changed; null for a new one */
export type SaveBulletin = (
  tenantId: TenantId,
  operator: Operator,
  kind: BulletinKind,
  id: string | null,
  input: BulletinInput,
) => Promise<
  Result<
    null,
    { readonly code: 'not_found' } | { readonly code: 'invalid_bulletin'; readonly errors: readonly FieldError[] }
  >
>;

/** Publishes a notice or a deadline, or changes it (manual §7). One that comes from a feed is not found: it is changed there. */
export const makeSaveBulletin =
  (deps: { unitOfWork: UnitOfWork; ids: Ids }): SaveBulletin =>
  (tenantId, operator, kind, id, input) =>
    deps.unitOfWork.run(tenantId, async ({ bulletins }) => {
      if (!isAdministrator(operator)) return refuse({ code: 'not_found' });
      const bulletin = parseBulletin(input);
      if (!bulletin.ok) return bulletin;
      if (id === null) await bulletins.insert(kind, deps.ids.next(), bulletin.value);
      else if (!(await bulletins.update(kind, id, bulletin.value))) return refuse({ code: 'not_found' });
      return ok(null);
    });
