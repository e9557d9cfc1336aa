import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import type { TenantId } from '../../shared/ids.ts';
import { type PathRefusal, pathRefusal } from './publish-definition.ts';

/** @param expected path of the service that it is to be a revision of; null for a new one */
export type CheckDefinitionPath = (
  tenantId: TenantId,
  definition: ServiceDefinition,
  expected: string | null,
) => Promise<PathRefusal | null>;

/** Whether a definition could be published at its path, for whoever looks at it before; publishing asks again. */
export const makeCheckDefinitionPath =
  (deps: { unitOfWork: UnitOfWork }): CheckDefinitionPath =>
  (tenantId, definition, expected) =>
    deps.unitOfWork.read(tenantId, (stores) => pathRefusal(stores, definition, expected));
