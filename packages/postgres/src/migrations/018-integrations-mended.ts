import type { Kysely } from 'kysely';
import { runSql } from './run-sql.ts';

/** What a review of the integrations found missing. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await runSql(db, AT_COUNTER);
  await runSql(db, NO_ADDRESS);
};

/**
 * Requests of integration that an operator answers at the counter (ADR 22). The foreign key is not checked against the rows that
 * are there, none of which has such an operator: the check would read them through row-level security, for no tenant.
 */
const AT_COUNTER = `
  alter table integration
    add column counter_answers jsonb,
    add column answered_by uuid,
    add foreign key (tenant_id, answered_by) references operator not valid,
    add check (answered_by is null or answered_at is not null);
  grant update (counter_answers, answered_by) on integration to stanza_app;`;

/** What could be sent to nobody has not been delivered: it ends in a state of its own. */
const NO_ADDRESS = `
  alter table delivery drop constraint delivery_state_check;
  alter table delivery add constraint delivery_state_check
    check (state in ('in_attesa', 'consegnata', 'senza_indirizzo', 'bloccata'));`;
