import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { DraftTerm } from '../../practice/draft-term.ts';
import type { Service } from '../../service/service.ts';
import type { PracticeId, TenantId } from '../../shared/ids.ts';
import { notTaking } from '../citizen/start-practice.ts';

export interface CounterDraft extends DraftTerm {
  readonly id: PracticeId;
  readonly code: string;
  readonly serviceName: string;
  readonly citizen: Citizen;
}

export type ListCounterDrafts = (
  tenantId: TenantId,
  operator: Operator,
) => Promise<{ readonly drafts: readonly CounterDraft[]; readonly services: readonly Service[] }>;

/** What an operator has begun at the counter and not sent, and the services that they may open practices of now. */
export const makeListCounterDrafts =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ListCounterDrafts =>
  (tenantId, operator) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const services = (await stores.services.list()).filter(({ id }) => mayWorkOn(operator, id));
      const opened = await stores.practices.draftsOpenedBy(operator.id);
      const citizens = await stores.citizens.byIds([...new Set(opened.map(({ citizenId }) => citizenId))]);
      const drafts = opened.flatMap(({ id, code, serviceId, citizenId, changedAt, warning }): CounterDraft[] => {
        const service = services.find((one) => one.id === serviceId);
        const citizen = citizens.find((one) => one.id === citizenId);
        if (service === undefined || citizen === undefined) return [];
        return [{ id, code, serviceName: service.definition.name, citizen, changedAt, warning }];
      });
      return { drafts, services: services.filter((service) => notTaking(service, deps.clock.now()) === null) };
    });
