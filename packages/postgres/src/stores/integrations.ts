import type { Integration, IntegrationPaper, IntegrationStore, ProtocolNumber, RegisteredPaper } from '@stanza/core';
import { type FromJson, instant } from '../from-json.ts';
import type { TenantTransaction } from '../transaction.ts';

/** A query for integrations, each as one JSON value. @param rest what follows the name of the table */
export const integrationQuery = (rest: string): string =>
  `select to_json(found) as found from (
    select id, practice_id as "practiceId", message, fields, documents, payment, due_date as "dueDate",
      requested_at as "requestedAt", requested_by as "requestedBy", answers, counter_answers as "counterAnswers",
      answered_at as "answeredAt", answered_by as "answeredBy", cancelled_at as "cancelledAt", papers
    from integration ${rest} order by requested_at, id) as found`;

/** As it is written in the column: instants are text. */
type StoredPaper = Omit<RegisteredPaper, 'protocol'> & { readonly protocol: FromJson<ProtocolNumber> | null };
export type IntegrationColumns = FromJson<Omit<Integration, 'papers'>> & {
  readonly papers: Partial<Record<IntegrationPaper, StoredPaper>>;
};

const toPaper = ({ document, protocol }: StoredPaper): RegisteredPaper => ({
  document,
  protocol: protocol === null ? null : { ...protocol, registeredAt: new Date(protocol.registeredAt) },
});

export const toIntegration = ({ papers, ...row }: IntegrationColumns): Integration => ({
  ...row,
  requestedAt: new Date(row.requestedAt),
  answeredAt: instant(row.answeredAt),
  cancelledAt: instant(row.cancelledAt),
  papers: {
    ...(papers.richiesta === undefined ? {} : { richiesta: toPaper(papers.richiesta) }),
    ...(papers.risposta === undefined ? {} : { risposta: toPaper(papers.risposta) }),
    ...(papers.annullamento === undefined ? {} : { annullamento: toPaper(papers.annullamento) }),
  },
});

const OF = integrationQuery('where tenant_id = $1 and practice_id = $2');
const OF_PRACTICES = integrationQuery('where tenant_id = $1 and practice_id = any($2::uuid[])');
const INSERT = `insert into integration (tenant_id, id, practice_id, message, fields, documents, payment, due_date, requested_at,
    requested_by, answers, counter_answers, answered_at, answered_by, cancelled_at, papers)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  on conflict (tenant_id, practice_id) where answered_at is null and cancelled_at is null do nothing`;
const UPDATE = `update integration set (answers, counter_answers, answered_at, answered_by, cancelled_at, papers)
    = ($3, $4, $5, $6, $7, $8)
  where tenant_id = $1 and id = $2`;

export const integrationStore = (transaction: TenantTransaction): IntegrationStore => {
  const { tenantId } = transaction;
  const changing = (integration: Integration) => {
    const { answers, counterAnswers, answeredAt, answeredBy, cancelledAt, papers } = integration;
    const atCounter = counterAnswers === null ? null : JSON.stringify(counterAnswers);
    return [JSON.stringify(answers), atCounter, answeredAt, answeredBy, cancelledAt, JSON.stringify(papers)];
  };
  const found = async (query: { name?: string; text: string; values: unknown[] }): Promise<readonly Integration[]> => {
    const rows = await transaction.query<{ found: IntegrationColumns }>(query);
    return rows.map((row) => toIntegration(row.found));
  };
  return {
    async insert(asked) {
      const { id, practiceId, message, fields, documents, payment, dueDate, requestedAt, requestedBy } = asked;
      const toPay = payment === null ? null : JSON.stringify(payment);
      const fixed = [id, practiceId, message, fields, documents, toPay, dueDate, requestedAt, requestedBy];
      return (await transaction.change({ text: INSERT, values: [tenantId, ...fixed, ...changing(asked)] })) > 0;
    },
    async update(integration) {
      await transaction.change({ text: UPDATE, values: [tenantId, integration.id, ...changing(integration)] });
    },
    of: (practiceId) => found({ text: OF, values: [tenantId, practiceId] }),
    async ofPractices(ids) {
      const all = await found({ name: 'integrations_of_practices', text: OF_PRACTICES, values: [tenantId, ids] });
      return Map.groupBy(all, ({ practiceId }) => practiceId);
    },
  };
};
