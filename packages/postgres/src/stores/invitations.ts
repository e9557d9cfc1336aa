import type { Invitation, InvitationMail, InvitationStore, KeptInvitation, Operator } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

type Row = Invitation & InvitationMail;

const SELECT = `select i.id, i.operator_id as "operatorId", i.kind, i.created_at as "createdAt",
    i.expires_at as "expiresAt", i.ended_at as "endedAt",
    d.state, d.attempts, d.last_error as "lastError", d.completed_at as "completedAt"
  from operator_invitation i join delivery d on d.tenant_id = i.tenant_id and d.id = i.id
  where i.tenant_id = $1`;
const END_ALL = `update operator_invitation set ended_at = $3
  where tenant_id = $1 and operator_id = $2 and ended_at is null`;
// Those that are long over go with the next that is made.
const INSERT = `with queued as (
    insert into delivery (tenant_id, id, effect, created_at) values ($1, $2, '{"kind": "mail_invitation"}', $5)
  ), written as (
    insert into operator_invitation (tenant_id, id, operator_id, kind, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6)
  )
  select enqueue_delivery($1, $2, 'mail_invitation'), forget_invitations($5::timestamptz - interval '90 days')`;
// What is blocked and of no service: some warnings about drafts, and these.
const UNDELIVERED = `select o.id, o.name
  from delivery d
  join operator_invitation i on i.tenant_id = d.tenant_id and i.id = d.id
  join operator o on o.tenant_id = i.tenant_id and o.id = i.operator_id
  where d.tenant_id = $1 and d.state = 'bloccata' and d.blocked_service_id is null
    and i.ended_at is null and (i.kind = 'invito' or i.expires_at > $2) and o.enabled
  order by o.search_name, o.id`;
const USE = `update operator_invitation set ended_at = $3
  where tenant_id = $1 and id = $2 and ended_at is null and expires_at > $3`;

const toKept = ({ state, attempts, lastError, completedAt, ...invitation }: Row): KeptInvitation => ({
  invitation,
  mail: { state, attempts, lastError, completedAt },
});

export const invitationStore = ({ tenantId, query, change }: TenantTransaction): InvitationStore => {
  const one = async (condition: string, value: string): Promise<KeptInvitation | null> => {
    const [row] = await query<Row>({ text: `${SELECT} and ${condition}`, values: [tenantId, value] });
    return row === undefined ? null : toKept(row);
  };
  return {
    async insert({ id, operatorId, kind, createdAt, expiresAt }) {
      // Also for nobody, which takes as long.
      await change({ text: END_ALL, values: [tenantId, operatorId, createdAt] });
      await query({ text: INSERT, values: [tenantId, id, operatorId, kind, createdAt, expiresAt] });
    },
    byId: (id) => one('i.id = $2', id),
    latestOf: (operatorId) => one('i.operator_id = $2 order by i.created_at desc, i.id desc limit 1', operatorId),
    undelivered: (now) => query<Pick<Operator, 'id' | 'name'>>({ text: UNDELIVERED, values: [tenantId, now] }),
    use: async (id, at) => (await change({ text: USE, values: [tenantId, id, at] })) > 0,
    async endAll(operatorId, at) {
      await change({ text: END_ALL, values: [tenantId, operatorId, at] });
    },
  };
};
