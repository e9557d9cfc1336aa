import { type DailyRegisterRow, isCalendarDate, type ReadModels } from '@stanza/core';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = `r.day, r.format, r.sha256,
  case when p.day is null then null else jsonb_build_object('sha256', p.sha256, 'size', p.size) end as pdf`;
const FROM = `from protocol_daily_register r
  left join protocol_register_pdf p on p.tenant_id = r.tenant_id and p.day = r.day where r.tenant_id = $1`;
const PAGE = `select ${COLUMNS} ${FROM} and ($2::date is null or r.day < $2) order by r.day desc limit $3`;
const BY_DAY = `select ${COLUMNS}, r.content ${FROM} and r.day = $2`;

export const registerReads = ({
  tenantId,
  query,
}: TenantTransaction): Pick<ReadModels, 'dailyRegisters' | 'dailyRegister'> => ({
  async dailyRegisters({ after, limit }) {
    const from = after !== null && isCalendarDate(after) ? after : null;
    const values = [tenantId, from, limit + 1];
    const found = await query<DailyRegisterRow>({ name: 'daily_registers', text: PAGE, values });
    const rows = found.slice(0, limit);
    return { rows, next: found.length > limit ? (rows.at(-1)?.day ?? null) : null };
  },
  async dailyRegister(day) {
    if (!isCalendarDate(day)) return null;
    const values = [tenantId, day];
    const [row] = await query<DailyRegisterRow & { content: string }>({ name: 'daily_register', text: BY_DAY, values });
    return row ?? null;
  },
});
