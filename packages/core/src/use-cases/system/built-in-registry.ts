import type { Clock } from '../../ports/clock.ts';
import type { ProtocolRegistry } from '../../ports/protocol-registry.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';

/** The protocol registry that the portal keeps by itself (`ProtocolBook`). A crash gives the number back. */
export const makeBuiltInRegistry = (deps: {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}): ProtocolRegistry => ({
  register: (tenantId, registration) =>
    deps.unitOfWork.run(tenantId, ({ protocol }) => protocol.register(registration, deps.clock.now())),
});
