import type { AuditAction } from '../../audit/audit-entry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { DEFAULT_SERVICE_SETTINGS, RESERVED_SLUGS } from '../../service/service.ts';
import { serviceIdSchema, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { isSameDefinition } from '../administrator/publish-revision.ts';

/** What has become of a service that was imported. */
export type Imported =
  | 'added'
  | 'revised'
  /** It is there with this very definition. */
  | 'unchanged'
  /** It is there with another definition, which the ente may have changed itself, and was not to be revised. */
  | 'different';

export interface ImportRequest {
  readonly definition: ServiceDefinition;
  /** Publish the next revision of a service that is there with another definition. */
  readonly revise: boolean;
  /** Who works at the command line. */
  readonly platform: string;
}

export type ImportService = (
  tenantId: TenantId,
  request: ImportRequest,
) => Promise<Result<Imported, { readonly code: 'slug_reserved' | 'stale_version' }>>;

const add = async (stores: Stores, ids: Ids, definition: ServiceDefinition): Promise<boolean> =>
  stores.services.insert({
    id: serviceIdSchema.parse(ids.next()),
    definition: { ...definition, revision: 1 },
    status: 'sospeso',
    featured: false,
    opensOn: null,
    closesOn: null,
    settings: DEFAULT_SERVICE_SETTINGS,
    version: 0,
  });

/**
 * Whoever runs the platform brings a service to an ente from its definition: suspended until its administrators have looked at
 * it. Of one that is there the ente's choices stay; its revision becomes the next one only when that is asked for.
 */
export const makeImportService =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): ImportService =>
  (tenantId, { definition, revise, platform }) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { slug } = definition;
      const record = (action: AuditAction, revision: number) =>
        stores.audit.append({
          at: deps.clock.now(),
          actor: { kind: 'piattaforma', name: platform },
          action,
          subject: slug,
          details: { revisione: String(revision) },
          address: null,
        });
      if (RESERVED_SLUGS.has(slug)) return refuse({ code: 'slug_reserved' });
      const there = await stores.services.bySlug(slug);
      if (there === null) {
        if (!(await add(stores, deps.ids, definition))) return refuse({ code: 'stale_version' });
        await record('servizio_pubblicato', 1);
        return ok('added');
      }
      if (isSameDefinition(there.definition, definition)) return ok('unchanged');
      if (!revise) return ok('different');
      const revision = there.definition.revision + 1;
      if (!(await stores.services.publish(there.id, { ...definition, revision })))
        return refuse({ code: 'stale_version' });
      await record('revisione_pubblicata', revision);
      return ok('revised');
    });
