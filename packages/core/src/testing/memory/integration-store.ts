import type { IntegrationStore } from '../../ports/integration-store.ts';
import { type Integration, isOpen } from '../../practice/integration.ts';
import type { TenantData } from './tenant-data.ts';

/** All of the practices that a rule picks, oldest first. */
export const integrationsWhere = (
  { integrations }: TenantData,
  picked: (integration: Integration) => boolean,
): readonly Integration[] =>
  [...integrations.values()]
    .filter(picked)
    .toSorted((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime() || (a.id < b.id ? -1 : 1));

export const integrationStore = (data: TenantData): IntegrationStore => ({
  async insert(integration) {
    if ([...data.integrations.values()].some((other) => other.practiceId === integration.practiceId && isOpen(other))) {
      return false;
    }
    data.integrations.set(integration.id, integration);
    return true;
  },
  async update({ id, answers, counterAnswers, answeredAt, answeredBy, cancelledAt, papers }) {
    const found = data.integrations.get(id);
    if (found === undefined) return;
    data.integrations.set(id, { ...found, answers, counterAnswers, answeredAt, answeredBy, cancelledAt, papers });
  },
  of: async (practiceId) => integrationsWhere(data, (integration) => integration.practiceId === practiceId),
  ofPractices: async (ids) =>
    Map.groupBy(
      integrationsWhere(data, ({ practiceId }) => ids.includes(practiceId)),
      ({ practiceId }) => practiceId,
    ),
});
