import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { withServiceTexts } from '../../service/service-texts.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { isSameDefinition, publishRevision, type RevisionRefusal, type SeenService } from './publish-revision.ts';

/** @param typed texts by the key that `serviceTexts` gives them */
export type SaveServiceTexts = (
  tenantId: TenantId,
  actor: Actor,
  seen: SeenService,
  typed: Readonly<Record<string, string>>,
) => Promise<
  Result<
    /** The revision in use afterwards: the same as before when nothing was changed. */
    number,
    RevisionRefusal | { readonly code: 'invalid_texts'; readonly errors: readonly FieldError[] }
  >
>;

/** An administrator changes the texts of a service: its next revision, in which everything else is as it was. */
export const makeSaveServiceTexts =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): SaveServiceTexts =>
  (tenantId, actor, seen, typed) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const now = await stores.services.bySlug(seen.slug);
      if (now === null) return refuse({ code: 'not_found' });
      // On the revision that was before their eyes: what a colleague has changed meanwhile is not taken for their wish.
      const before = await stores.services.revision(now.id, seen.revision);
      if (before === null) return refuse({ code: 'stale_revision', now });
      const changed = withServiceTexts(before, typed);
      if (!changed.ok) return changed;
      if (isSameDefinition(changed.value, before)) return ok(now.definition.revision);
      return publishRevision(stores, actor, seen, changed.value, deps.clock.now());
    });
