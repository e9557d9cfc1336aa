import type { Bulletin, BulletinKind, BulletinVisibility, KeptBulletin } from '../../bulletin/bulletin.ts';
import { BULLETIN_FIELDS, type BulletinInput, parseBulletin } from '../../bulletin/parse-bulletin.ts';
import { isAdministrator, type Operator } from '../../operator/operator.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';

/** The one that is changed, at the version that was before the eyes of whoever changes it. */
export interface ChangedBulletin {
  readonly id: string;
  readonly version: number;
}

/** @param changed null for a new one */
export type SaveBulletin = (
  tenantId: TenantId,
  operator: Operator,
  kind: BulletinKind,
  changed: ChangedBulletin | null,
  input: BulletinInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'invalid_bulletin'; readonly errors: readonly FieldError[] }
    /** Somebody else has changed it meanwhile: how it is now. */
    | { readonly code: 'stale_version'; readonly now: KeptBulletin }
  >
>;

type Saved = Bulletin & BulletinVisibility;

const isSame = (a: Saved, b: Saved): boolean => BULLETIN_FIELDS.every((field) => a[field] === b[field]);

/** Publishes a notice or a deadline, or changes it (manual §7). One that comes from a feed is not found: it is changed there. */
export const makeSaveBulletin =
  (deps: { unitOfWork: UnitOfWork; ids: Ids }): SaveBulletin =>
  (tenantId, operator, kind, changed, input) =>
    deps.unitOfWork.run(tenantId, async ({ bulletins }) => {
      if (!isAdministrator(operator)) return refuse({ code: 'not_found' });
      const bulletin = parseBulletin(input);
      if (!bulletin.ok) return bulletin;
      if (changed === null) {
        await bulletins.insert(kind, deps.ids.next(), bulletin.value);
        return ok(null);
      }
      if (await bulletins.update(kind, changed.id, bulletin.value, changed.version)) return ok(null);
      const now = await bulletins.byId(kind, changed.id);
      if (now === null || now.imported) return refuse({ code: 'not_found' });
      // Sent twice, it is saved once and succeeds twice.
      return isSame(now, bulletin.value) ? ok(null) : refuse({ code: 'stale_version', now });
    });
