import {
  dayInItaly,
  type EmergencyLine,
  type EmergencyPeriod,
  type EmergencyStore,
  emergencyIdSchema,
} from '@stanza/core';
import { z } from 'zod';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = `id, "from", until, cause, provision, opened_at as "openedAt", opened_by as "openedBy", extensions, version, closed`;
const OPEN = `insert into protocol_emergency (tenant_id, id, "from", until, cause, provision, opened_at, opened_by, extensions)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id) where closed is null do nothing`;
const CURRENT = `select ${COLUMNS} from protocol_emergency where tenant_id = $1 and closed is null`;
const CLOSED = `select ${COLUMNS} from protocol_emergency where tenant_id = $1 and closed is not null
  order by opened_at desc, id desc limit $2`;
const EXTEND = `update protocol_emergency set until = $4, extensions = extensions || $5::jsonb
  where tenant_id = $1 and id = $2 and until = $3 and closed is null`;
const CLOSE = `update protocol_emergency set closed = $4, closed_day = $5
  where tenant_id = $1 and id = $2 and until = $3 and closed is null`;
const SAVE_LINE = `insert into protocol_emergency_line (tenant_id, year, number, at, direction, subject, correspondent)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (tenant_id, year, number) do update set at = excluded.at, direction = excluded.direction,
    subject = excluded.subject, correspondent = excluded.correspondent`;
const CHANGED = 'update protocol_emergency set version = version + 1 where tenant_id = $1 and closed is null';
const DELETE_LINE = 'delete from protocol_emergency_line where tenant_id = $1 and year = $2 and number = $3';
const DELETE_LINES = 'delete from protocol_emergency_line where tenant_id = $1';
const LINES = `select year, number, at, direction, subject, correspondent from protocol_emergency_line
  where tenant_id = $1 order by year, number`;

const periodSchema = z.object({
  id: emergencyIdSchema,
  from: z.date(),
  until: z.date(),
  cause: z.string(),
  provision: z.string(),
  openedAt: z.date(),
  openedBy: z.string(),
  extensions: z.array(z.object({ at: z.coerce.date(), by: z.string(), until: z.coerce.date(), provision: z.string() })),
  version: z.number(),
  closed: z
    .object({ at: z.coerce.date(), by: z.string(), restored: z.coerce.date(), registered: z.number() })
    .nullable(),
}) satisfies z.ZodType<EmergencyPeriod>;

export const emergencyStore = ({ tenantId, query, change }: TenantTransaction): EmergencyStore => {
  const current = async (text: string): Promise<EmergencyPeriod | null> => {
    const [row] = await query({ text, values: [tenantId] });
    return row === undefined ? null : periodSchema.parse(row);
  };
  return {
    async open({ id, from, until, cause, provision, openedAt, openedBy, extensions }) {
      const values = [tenantId, id, from, until, cause, provision, openedAt, openedBy, JSON.stringify(extensions)];
      return (await change({ text: OPEN, values })) > 0;
    },
    lockCurrent: () => current(`${CURRENT} for update`),
    current: () => current(CURRENT),
    async closed(limit) {
      return z.array(periodSchema).parse(await query({ text: CLOSED, values: [tenantId, limit] }));
    },
    async extend({ id, until }, extension) {
      const values = [tenantId, id, until, extension.until, JSON.stringify([extension])];
      return (await change({ text: EXTEND, values })) > 0;
    },
    async close({ id, until }, closed) {
      const values = [tenantId, id, until, JSON.stringify(closed), dayInItaly(closed.at)];
      if ((await change({ text: CLOSE, values })) === 0) return false;
      await change({ text: DELETE_LINES, values: [tenantId] });
      return true;
    },
    async saveLine({ year, number, at, direction, subject, correspondent }) {
      await change({ text: SAVE_LINE, values: [tenantId, year, number, at, direction, subject, correspondent] });
      await change({ text: CHANGED, values: [tenantId] });
    },
    async deleteLine({ year, number }) {
      if ((await change({ text: DELETE_LINE, values: [tenantId, year, number] })) === 0) return false;
      await change({ text: CHANGED, values: [tenantId] });
      return true;
    },
    lines: () => query<EmergencyLine>({ text: LINES, values: [tenantId] }),
  };
};
