import {
  centsSchema,
  type PaymentReport,
  type PaymentReportStore,
  paymentIdSchema,
  practiceIdSchema,
  REPORT_KINDS,
} from '@stanza/core';
import { z } from 'zod';
import type { TenantTransaction } from '../transaction.ts';

const OF = 'select report, lines from payment_report where tenant_id = $1 and day = $2';
const LIST = 'select report from payment_report where tenant_id = $1 order by day desc limit $2';
const LIST_BEFORE = 'select report from payment_report where tenant_id = $1 and day < $3 order by day desc limit $2';
const SAVE = `insert into payment_report (tenant_id, day, report, lines) values ($1, $2, $3, $4)
  on conflict (tenant_id, day) do update set report = excluded.report, lines = excluded.lines`;

const sumSchema = z.object({ count: z.int(), amount: z.int() });
const headSchema = z.object({
  day: z.string(),
  madeAt: z.coerce.date().nullable(),
  awayAt: z.coerce.date().nullable(),
  inOrder: sumSchema,
  others: sumSchema,
  counts: z.record(z.enum(REPORT_KINDS), z.int()),
});
const lineSchema = z.object({
  kind: z.enum(REPORT_KINDS),
  noticeNumber: z.string(),
  paymentId: paymentIdSchema.nullable(),
  practiceCode: z.string().nullable(),
  practiceId: practiceIdSchema.nullable(),
  atGateway: centsSchema.nullable(),
  here: centsSchema,
  excess: centsSchema,
});

export const paymentReportStore = ({ tenantId, query, change }: TenantTransaction): PaymentReportStore => ({
  async save({ lines, ...report }) {
    const values = [tenantId, report.day, JSON.stringify(report), JSON.stringify(lines)];
    await change({ name: 'payment_report_save', text: SAVE, values });
  },
  async of(day): Promise<PaymentReport | null> {
    const [row] = await query<{ report: unknown; lines: unknown }>({
      name: 'payment_report',
      text: OF,
      values: [tenantId, day],
    });
    return row === undefined ? null : { ...headSchema.parse(row.report), lines: z.array(lineSchema).parse(row.lines) };
  },
  async list(before, limit) {
    const rows = await query<{ report: unknown }>(
      before === null
        ? { name: 'payment_reports', text: LIST, values: [tenantId, limit] }
        : { name: 'payment_reports_before', text: LIST_BEFORE, values: [tenantId, limit, before] },
    );
    return rows.map(({ report }) => headSchema.parse(report));
  },
});
