import type { TenantId } from '@stanza/core';
import type pg from 'pg';
import { inTenant } from './transaction.ts';

/**
 * Takes away the tallies that say the same of what and puts their sum in their place. Whoever reads meanwhile sees the old ones or
 * the sum; who adds one meanwhile waits for nothing, and finds it there still. Of two at once each takes what the other has not.
 */
const COMPACT = `with counted as (
    select position, count(*) over (partition by service_id, state, assigned_to, year) as alike
    from practice_tally where tenant_id = $1
  ), taken as (
    delete from practice_tally t using counted
      where t.tenant_id = $1 and t.position = counted.position and counted.alike > 1
      returning t.service_id, t.state, t.assigned_to, t.year, t.delta
  )
  insert into practice_tally (tenant_id, service_id, state, assigned_to, year, delta)
    select $1, service_id, state, assigned_to, year, sum(delta) from taken
    group by service_id, state, assigned_to, year having sum(delta) <> 0`;

/** The same of the days that outcomes took. */
const COMPACT_OUTCOMES = `with counted as (
    select position, count(*) over (partition by service_id, year, days) as alike
    from outcome_tally where tenant_id = $1
  ), taken as (
    delete from outcome_tally t using counted
      where t.tenant_id = $1 and t.position = counted.position and counted.alike > 1
      returning t.service_id, t.year, t.days, t.delta
  )
  insert into outcome_tally (tenant_id, service_id, year, days, delta)
    select $1, service_id, year, days, sum(delta) from taken group by service_id, year, days having sum(delta) <> 0`;

/** Keeps the tallies of an ente's practices few, so that counting them costs little. */
export type CompactTallies = (tenantId: TenantId) => Promise<void>;

export const makeCompactTallies =
  (pool: pg.Pool): CompactTallies =>
  (tenantId) =>
    inTenant(pool, tenantId, async ({ change }) => {
      await change({ text: COMPACT, values: [tenantId] });
      await change({ text: COMPACT_OUTCOMES, values: [tenantId] });
    });
