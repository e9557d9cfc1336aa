import type { Actor } from '../../operator/actor.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import type { Service } from '../../service/service.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { recordAct } from '../record-act.ts';

/** A service at the revision that was before the eyes of whoever publishes the next one. */
export interface SeenService {
  readonly slug: string;
  readonly revision: number;
}

export type RevisionRefusal =
  | { readonly code: 'not_found' }
  /** Somebody else has published a revision meanwhile: the service as it is now. */
  | { readonly code: 'stale_revision'; readonly now: Service };

/** Whether two definitions say the same, whatever their revision. Both come from the schema, which orders what is in them. */
export const isSameDefinition = (a: ServiceDefinition, b: ServiceDefinition): boolean =>
  JSON.stringify({ ...a, revision: 0 }) === JSON.stringify({ ...b, revision: 0 });

/**
 * Publishes the next revision of a service, with its line in the register. What says the same as the revision in use is not
 * published: sent twice, it is published once and succeeds twice.
 * @param definition its own revision does not count
 * @returns the revision in use afterwards
 */
export const publishRevision = async (
  stores: Pick<Stores, 'services' | 'audit'>,
  actor: Actor,
  seen: SeenService,
  definition: ServiceDefinition,
  at: Date,
): Promise<Result<number, RevisionRefusal>> => {
  const { services } = stores;
  const service = await services.bySlug(seen.slug);
  if (service === null) return refuse({ code: 'not_found' });
  if (isSameDefinition(service.definition, definition)) return ok(service.definition.revision);
  const revision = seen.revision + 1;
  if (!(await services.publish(service.id, { ...definition, revision }))) {
    const now = await services.bySlug(seen.slug);
    if (now === null) return refuse({ code: 'not_found' });
    return isSameDefinition(now.definition, definition)
      ? ok(now.definition.revision)
      : refuse({ code: 'stale_revision', now });
  }
  const details = { nome: definition.name, revisione: String(revision) };
  await recordAct(stores, actor, { at, action: 'revisione_pubblicata', subject: seen.slug, details });
  return ok(revision);
};
