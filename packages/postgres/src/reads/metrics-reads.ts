import type { OutcomeTally, PracticeTally, ReadModels } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

/** Those with an operator count the same practices once more. */
const PRACTICES = `select service_id as "serviceId", year, state, sum(delta)::int as count
  from practice_tally where tenant_id = $1 and assigned_to is null
  group by service_id, year, state having sum(delta) <> 0`;

const OUTCOMES = `select service_id as "serviceId", days, sum(delta)::int as count
  from outcome_tally where tenant_id = $1 and year = $2
  group by service_id, days having sum(delta) <> 0`;

export const metricsReads = ({
  tenantId,
  query,
}: TenantTransaction): Pick<ReadModels, 'practiceTallies' | 'outcomeTallies'> => ({
  practiceTallies: () => query<PracticeTally>({ name: 'practice_tallies', text: PRACTICES, values: [tenantId] }),
  outcomeTallies: (year) => query<OutcomeTally>({ name: 'outcome_tallies', text: OUTCOMES, values: [tenantId, year] }),
});
