import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';

export interface CounterDraft {
  readonly id: PracticeId;
  readonly code: string;
  readonly serviceName: string;
  readonly citizen: Citizen;
  readonly changedAt: Date;
}

export type ListCounterDrafts = (
  tenantId: TenantId,
  operator: Operator,
) => Promise<{ readonly drafts: readonly CounterDraft[]; readonly services: readonly Service[] }>;

/** What an operator has begun at the counter and not sent, and the services that they may open practices of. */
export const makeListCounterDrafts =
  (deps: { unitOfWork: UnitOfWork }): ListCounterDrafts =>
  (tenantId, operator) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const services = (await stores.services.list()).filter(({ id }) => mayWorkOn(operator, id));
      const drafts: CounterDraft[] = [];
      for (const { id, code, serviceId, citizenId, changedAt } of await stores.practices.draftsOpenedBy(operator.id)) {
        const service = services.find((one) => one.id === serviceId);
        const citizen = await stores.citizens.byId(citizenId);
        if (service === undefined || citizen === null) continue;
        drafts.push({ id, code, serviceName: service.definition.name, citizen, changedAt });
      }
      return { drafts, services: services.filter(({ status }) => status === 'attivo') };
    });
