import type { Bulletin, BulletinKind, BulletinVisibility, KeptBulletin } from '../../bulletin/bulletin.ts';
import { BULLETIN_FIELDS, type BulletinInput, parseBulletin } from '../../bulletin/parse-bulletin.ts';
import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { OpeningId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

/** The one that is changed, at the version that was before the eyes of whoever changes it. */
export interface ChangedBulletin {
  readonly id: string;
  readonly version: number;
}

/** A new one, of the page that it was written on: sent twice, the page publishes one. */
export interface NewBulletin {
  readonly from: OpeningId;
}

export type SaveBulletin = (
  tenantId: TenantId,
  actor: Actor,
  kind: BulletinKind,
  which: ChangedBulletin | NewBulletin,
  input: BulletinInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'invalid_bulletin'; readonly errors: readonly FieldError[] }
    /** Somebody else has changed it meanwhile: how it is now. */
    | { readonly code: 'stale_version'; readonly now: KeptBulletin }
    /** From the same page another one was published before, of which this may be a correction or not. */
    | { readonly code: 'already_published' }
  >
>;

type Saved = Bulletin & BulletinVisibility;

const isSame = (a: Saved, b: Saved): boolean => BULLETIN_FIELDS.every((field) => a[field] === b[field]);

/** Publishes a notice or a deadline, or changes it (manual §7). One that comes from a feed is not found: it is changed there. */
export const makeSaveBulletin =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SaveBulletin =>
  (tenantId, actor, kind, which, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { bulletins } = stores;
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const bulletin = parseBulletin(input);
      if (!bulletin.ok) return bulletin;
      const record = (id: string) => {
        const details = { genere: kind, titolo: bulletin.value.title };
        return recordAct(stores, actor, { at: deps.clock.now(), action: 'avviso_salvato', subject: id, details });
      };
      const id = 'from' in which ? which.from : which.id;
      const saved =
        'from' in which
          ? await bulletins.insert(kind, id, bulletin.value)
          : await bulletins.update(kind, id, bulletin.value, which.version);
      if (saved) {
        await record(id);
        return ok(null);
      }
      const now = await bulletins.byId(kind, id);
      if (now === null || now.imported) return refuse({ code: 'not_found' });
      // Sent twice, it is saved once and succeeds twice.
      if (isSame(now, bulletin.value)) return ok(null);
      return refuse('from' in which ? { code: 'already_published' } : { code: 'stale_version', now });
    });
