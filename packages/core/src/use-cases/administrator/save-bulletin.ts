import type { Bulletin, BulletinKind, BulletinVisibility, KeptBulletin } from '../../bulletin/bulletin.ts';
import { BULLETIN_FIELDS, type BulletinInput, parseBulletin } from '../../bulletin/parse-bulletin.ts';
import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

/** The one that is changed, at the version that was before the eyes of whoever changes it. */
export interface ChangedBulletin {
  readonly id: string;
  readonly version: number;
}

/** @param changed null for a new one */
export type SaveBulletin = (
  tenantId: TenantId,
  actor: Actor,
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
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): SaveBulletin =>
  (tenantId, actor, kind, changed, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { bulletins } = stores;
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const bulletin = parseBulletin(input);
      if (!bulletin.ok) return bulletin;
      const record = (id: string) => {
        const details = { genere: kind, titolo: bulletin.value.title };
        return recordAct(stores, actor, { at: deps.clock.now(), action: 'avviso_salvato', subject: id, details });
      };
      if (changed === null) {
        const id = deps.ids.next();
        await bulletins.insert(kind, id, bulletin.value);
        await record(id);
        return ok(null);
      }
      if (await bulletins.update(kind, changed.id, bulletin.value, changed.version)) {
        await record(changed.id);
        return ok(null);
      }
      const now = await bulletins.byId(kind, changed.id);
      if (now === null || now.imported) return refuse({ code: 'not_found' });
      // Sent twice, it is saved once and succeeds twice.
      return isSame(now, bulletin.value) ? ok(null) : refuse({ code: 'stale_version', now });
    });
