import {
  centsSchema,
  citizenIdSchema,
  GATEWAY_ERROR_KINDS,
  integrationIdSchema,
  iuvSchema,
  noticeNumberSchema,
  operatorIdSchema,
  PAYMENT_KINDS,
  PAYMENT_STATES,
  type Payment,
  type PaymentStore,
  POSITION_STATES,
  type PracticeId,
  paymentChoiceSchema,
  paymentIdSchema,
  practiceIdSchema,
  type ServiceId,
  serviceIdSchema,
  USUAL_FAILURES,
} from '@stanza/core';
import { z } from 'zod';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = `id, practice_id as "practiceId", citizen_id as "citizenId", service_id as "serviceId", integration_id as "integrationId",
  kind, state, version, notice_number as "noticeNumber", created_at as "createdAt", settled_at as "settledAt", facts`;
const CHOICE = `select choice from payment_choice where tenant_id = $1 and (service_id = $2 or service_id is null)
  order by service_id nulls last limit 1`;
const CHOICES = `select service_id as "serviceId", choice from payment_choice where tenant_id = $1 order by service_id nulls first`;
const SERIAL = `insert into notice_serial (tenant_id, last) values ($1, 1)
  on conflict (tenant_id) do update set last = notice_serial.last + 1 returning last::int8 as serial`;
const BY_ID = `select ${COLUMNS} from payment where tenant_id = $1 and id = $2`;
const BY_IDS = `select ${COLUMNS} from payment where tenant_id = $1 and id = any($2)`;
const BY_NOTICE = `select ${COLUMNS} from payment where tenant_id = $1 and notice_number = $2`;
const OF = `select ${COLUMNS} from payment where tenant_id = $1 and practice_id = any($2) order by created_at, id`;
const OF_CITIZEN = `select ${COLUMNS} from payment where tenant_id = $1 and citizen_id = $2
  order by created_at desc, id desc limit $3`;
const OF_CITIZEN_AFTER = `select ${COLUMNS} from payment
  where tenant_id = $1 and citizen_id = $2 and (created_at, id) < ($4, $5) order by created_at desc, id desc limit $3`;
const SETTLED = `select ${COLUMNS} from payment where tenant_id = $1 and kind = 'pagopa' and settled_at >= $2 and settled_at < $3
  order by settled_at, id limit $4`;
// As its index has it (migration 044).
const FAILING = `select ${COLUMNS} from payment
  where tenant_id = $1 and ((facts ->> 'failures')::int > ${USUAL_FAILURES} or facts ->> 'lastError' in ('settings', 'refused'))
  order by created_at desc, id desc limit $2`;
const INSERT = `insert into payment (tenant_id, id, practice_id, citizen_id, service_id, integration_id, kind, state, version,
    notice_number, stamp_number, created_at, settled_at, facts)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  on conflict do nothing`;
const UPDATE = `update payment set state = $3, version = $4, notice_number = $5, settled_at = $6, facts = $7, stamp_number = $8
  where tenant_id = $1 and id = $2 and version = $4 - 1`;
const WAKE = 'select enqueue_payment($1, $2, $3)';

const itemSchema = z.object({
  label: z.string(),
  amount: centsSchema,
  category: z.string().nullable(),
  stamp: z.object({ document: z.string(), province: z.string() }).nullable(),
});
const documentSchema = z.object({ fileName: z.string(), sha256: z.string(), size: z.number() });
const receiptSchema = z.object({
  receiptId: z.string(),
  noticeNumber: z.string(),
  iuv: iuvSchema,
  amount: centsSchema,
  fee: centsSchema.nullable(),
  paidAt: z.coerce.date(),
  psp: z.string(),
  method: z.string().nullable(),
});

/** What of a payment is in no column of its own. */
const factsSchema = z.object({
  practiceCode: z.string(),
  choice: paymentChoiceSchema.nullable(),
  subject: z.string(),
  items: z.array(itemSchema),
  amount: centsSchema,
  dueDay: z.string(),
  position: z.enum(POSITION_STATES),
  askedAt: z.coerce.date().nullable(),
  wentOnlineAt: z.coerce.date().nullable(),
  withdrawnAt: z.coerce.date().nullable(),
  givenUp: z.boolean(),
  paid: z
    .object({
      amount: centsSchema,
      paidAt: z.coerce.date(),
      receiptId: z.string().nullable(),
      psp: z.string().nullable(),
      method: z.string().nullable(),
    })
    .nullable(),
  elsewhere: z.object({ at: z.coerce.date(), by: operatorIdSchema.nullable(), note: z.string() }).nullable(),
  stamp: z.object({ number: z.string(), day: z.string() }).nullable(),
  excess: centsSchema,
  refund: z
    .object({ at: z.coerce.date(), by: operatorIdSchema, day: z.string(), amount: centsSchema, note: z.string() })
    .nullable(),
  receipt: receiptSchema.nullable(),
  documents: z.object({ avviso: documentSchema.exactOptional(), ricevuta: documentSchema.exactOptional() }),
  failures: z.int(),
  lastError: z.enum(GATEWAY_ERROR_KINDS).nullable(),
  checkedAt: z.coerce.date().nullable(),
});

const rowSchema = z
  .object({
    id: paymentIdSchema,
    practiceId: practiceIdSchema,
    citizenId: citizenIdSchema,
    serviceId: serviceIdSchema,
    integrationId: integrationIdSchema.nullable(),
    kind: z.enum(PAYMENT_KINDS),
    state: z.enum(PAYMENT_STATES),
    version: z.int(),
    noticeNumber: noticeNumberSchema.nullable(),
    createdAt: z.date(),
    settledAt: z.date().nullable(),
    facts: factsSchema,
  })
  .transform(({ facts, ...row }): Payment => ({ ...row, ...facts }));

const factsOf = (payment: Payment): string => JSON.stringify(factsSchema.parse(payment));

export const paymentStore = ({ tenantId, query, change }: TenantTransaction): PaymentStore => {
  const one = async (name: string, text: string, value: string): Promise<Payment | null> => {
    const [row] = await query({ name, text, values: [tenantId, value] });
    return row === undefined ? null : rowSchema.parse(row);
  };
  const of = async (ids: readonly PracticeId[]): Promise<readonly Payment[]> =>
    (await query({ name: 'payments_of', text: OF, values: [tenantId, ids] })).map((row) => rowSchema.parse(row));
  return {
    async choiceFor(serviceId) {
      const values = [tenantId, serviceId];
      const [row] = await query<{ choice: unknown }>({ name: 'payment_choice', text: CHOICE, values });
      return row === undefined ? null : paymentChoiceSchema.parse(row.choice);
    },
    async choices() {
      const rows = await query<{ serviceId: ServiceId | null; choice: unknown }>({
        name: 'payment_choices',
        text: CHOICES,
        values: [tenantId],
      });
      return rows.map(({ serviceId, choice }) => ({ serviceId, choice: paymentChoiceSchema.parse(choice) }));
    },
    async takeSerial() {
      const [row] = await query<{ serial: string }>({ name: 'notice_serial', text: SERIAL, values: [tenantId] });
      return Number(row?.serial);
    },
    byId: (id) => one('payment_by_id', BY_ID, id),
    async byIds(ids) {
      const rows =
        ids.length === 0 ? [] : await query({ name: 'payments_by_ids', text: BY_IDS, values: [tenantId, ids] });
      return rows.map((row) => rowSchema.parse(row));
    },
    byNoticeNumber: (noticeNumber) => one('payment_by_notice', BY_NOTICE, noticeNumber),
    of: (practiceId) => of([practiceId]),
    async ofPractices(ids) {
      const found = new Map<PracticeId, Payment[]>();
      for (const payment of ids.length === 0 ? [] : await of(ids)) {
        const known = found.get(payment.practiceId);
        if (known === undefined) found.set(payment.practiceId, [payment]);
        else known.push(payment);
      }
      return found;
    },
    async ofCitizen(citizenId, after, limit) {
      const rows = await query(
        after === null
          ? { name: 'payments_of_citizen', text: OF_CITIZEN, values: [tenantId, citizenId, limit] }
          : {
              name: 'payments_of_citizen_after',
              text: OF_CITIZEN_AFTER,
              values: [tenantId, citizenId, limit, after.createdAt, after.id],
            },
      );
      return rows.map((row) => rowSchema.parse(row));
    },
    async insert(payment) {
      const { id, practiceId, citizenId, serviceId, integrationId, kind, state, version, noticeNumber } = payment;
      const due = [practiceId, citizenId, serviceId, integrationId, kind, state, version];
      const { stamp, createdAt, settledAt } = payment;
      const rest = [noticeNumber, stamp?.number ?? null, createdAt, settledAt, factsOf(payment)];
      return (await change({ name: 'payment_insert', text: INSERT, values: [tenantId, id, ...due, ...rest] })) > 0;
    },
    async update(payment) {
      const { id, state, version, noticeNumber, settledAt, stamp } = payment;
      const rest = [noticeNumber, settledAt, factsOf(payment), stamp?.number ?? null];
      const values = [tenantId, id, state, version, ...rest];
      return (await change({ name: 'payment_update', text: UPDATE, values })) > 0;
    },
    async settledBetween(from, to, limit) {
      const rows = await query({ name: 'payments_settled', text: SETTLED, values: [tenantId, from, to, limit] });
      return rows.map((row) => rowSchema.parse(row));
    },
    async failing(limit) {
      const rows = await query({ name: 'payments_failing', text: FAILING, values: [tenantId, limit] });
      return rows.map((row) => rowSchema.parse(row));
    },
    async wake(id, at) {
      await query({ name: 'payment_wake', text: WAKE, values: [tenantId, id, at] });
    },
  };
};
