import type { Clock } from '../../ports/clock.ts';
import type { ProtocolNumber, ProtocolRegistry, Registration } from '../../ports/protocol-registry.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { TenantId } from '../../shared/ids.ts';

/** The registry of the portal. */
export interface BuiltInRegistry extends ProtocolRegistry {
  /** The number that it has given to a registration; null where it has given none. @throws as `register` */
  registered(tenantId: TenantId, registration: Registration): Promise<ProtocolNumber | null>;
}

/** The protocol registry that the portal keeps by itself (`ProtocolBook`). A crash gives the number back. */
export const makeBuiltInRegistry = (deps: {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): BuiltInRegistry => ({
  registered: (tenantId, registration) =>
    deps.unitOfWork.read(tenantId, ({ protocol }) => protocol.registered(registration)),
  register: (tenantId, registration) =>
    deps.unitOfWork.run(tenantId, ({ protocol }) => protocol.register(registration, deps.clock.now())),
});
