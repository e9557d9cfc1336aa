import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { DEFAULT_SERVICE_SETTINGS, RESERVED_SLUGS } from '../../service/service.ts';
import { serviceIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';
import { isSameDefinition, publishRevision, type RevisionRefusal, type SeenService } from './publish-revision.ts';

/** Why a definition, correct in itself, is not for this service of this ente. */
export type PathRefusal =
  /** The ente has another service at its path. */
  | { readonly code: 'slug_taken'; readonly slug: string }
  /** A page of the office is at that path. */
  | { readonly code: 'slug_reserved'; readonly slug: string }
  /** It is for another path than the service that it is to be a revision of: links and register keep the one there is. */
  | { readonly code: 'slug_changed'; readonly slug: string; readonly expected: string };

/** @param seen the service that it becomes the next revision of; null for a new service */
export type PublishDefinition = (
  tenantId: TenantId,
  actor: Actor,
  definition: ServiceDefinition,
  seen: SeenService | null,
) => Promise<Result<SeenService, RevisionRefusal | PathRefusal>>;

/** @returns null when a definition may have this path: of the service at `expected`, or of a new one when that is null */
export const pathRefusal = async (
  { services }: Pick<Stores, 'services'>,
  definition: ServiceDefinition,
  expected: string | null,
): Promise<PathRefusal | null> => {
  const { slug } = definition;
  if (expected !== null) return slug === expected ? null : { code: 'slug_changed', slug, expected };
  if (RESERVED_SLUGS.has(slug)) return { code: 'slug_reserved', slug };
  const there = await services.bySlug(slug);
  return there === null || isSameDefinition(there.definition, definition) ? null : { code: 'slug_taken', slug };
};

/**
 * An administrator publishes a service from its definition, suspended until they have looked at its settings, or the next
 * revision of one. Its revision is the one after that in use, whatever the definition says; practices and drafts keep theirs.
 */
export const makePublishDefinition =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): PublishDefinition =>
  (tenantId, actor, definition, seen) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const refusal = await pathRefusal(stores, definition, seen?.slug ?? null);
      if (refusal !== null) return refuse(refusal);
      const { slug, name } = definition;
      const at = deps.clock.now();
      if (seen !== null) {
        const published = await publishRevision(stores, actor, seen, definition, at);
        return published.ok ? ok({ slug, revision: published.value }) : published;
      }
      const id = serviceIdSchema.parse(deps.ids.next());
      const added = await stores.services.insert({
        id,
        definition: { ...definition, revision: 1 },
        status: 'sospeso',
        featured: false,
        opensOn: null,
        closesOn: null,
        settings: DEFAULT_SERVICE_SETTINGS,
        version: 0,
      });
      if (added) {
        const details = { nome: name, revisione: '1' };
        await recordAct(stores, actor, { at, action: 'servizio_pubblicato', subject: slug, details });
        return ok({ slug, revision: 1 });
      }
      // Sent twice, it is published once and succeeds twice.
      const there = await stores.services.bySlug(slug);
      if (there === null || !isSameDefinition(there.definition, definition))
        return refuse({ code: 'slug_taken', slug });
      return ok({ slug, revision: there.definition.revision });
    });
