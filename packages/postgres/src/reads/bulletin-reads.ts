import { type BulletinKind, isCalendarDate, type ReadModels } from '@stanza/core';
import { isStorable } from '../is-storable.ts';
import type { QueryBuilder } from '../query-builder.ts';
import { KEPT_COLUMNS } from '../stores/bulletins.ts';
import type { TenantTransaction } from '../transaction.ts';

const COLUMNS = ['id', 'title', 'text', 'day', 'link'] as const;

/** Where a page of the administrators' list ends: the day and the id of its last row. @returns null for what we gave to nobody */
const readEnd = (text: string | null): { readonly day: string; readonly id: string } | null => {
  const [, day = '', id = ''] = /^(\d{4}-\d{2}-\d{2})_(.{1,100})$/u.exec(text ?? '') ?? [];
  return isCalendarDate(day) && isStorable(id) ? { day, id } : null;
};

export const bulletinReads = (
  transaction: TenantTransaction,
  db: QueryBuilder,
): Pick<ReadModels, 'news' | 'deadlines' | 'bulletin' | 'bulletinPage'> => {
  const { tenantId } = transaction;
  /** Those that citizens may see: a notice also not before its day. */
  const visible = (kind: BulletinKind, today: string) => {
    const shown = db
      .selectFrom(kind)
      .where('tenant_id', '=', tenantId)
      .where(({ eb, or }) => or([eb('visible_from', 'is', null), eb('visible_from', '<=', today)]))
      .where(({ eb, or }) => or([eb('visible_until', 'is', null), eb('visible_until', '>=', today)]))
      .select(COLUMNS);
    return kind === 'news' ? shown.where('day', '<=', today) : shown;
  };
  return {
    news: (today, limit) =>
      transaction.run(visible('news', today).orderBy('day', 'desc').orderBy('id', 'desc').limit(limit)),
    deadlines: (today, limit) =>
      transaction.run(visible('deadline', today).where('day', '>=', today).orderBy('day').orderBy('id').limit(limit)),
    async bulletin(kind, id, today) {
      if (!isStorable(id)) return null;
      return (await transaction.run(visible(kind, today).where('id', '=', id)))[0] ?? null;
    },
    async bulletinPage(kind, { after, limit }) {
      const end = readEnd(after);
      const all = db.selectFrom(kind).where('tenant_id', '=', tenantId).select(KEPT_COLUMNS);
      const rest =
        end === null
          ? all
          : all.where(({ eb, refTuple, tuple }) => eb(refTuple('day', 'id'), '<', tuple(end.day, end.id)));
      const found = await transaction.run(
        rest
          .orderBy('day', 'desc')
          .orderBy('id', 'desc')
          .limit(limit + 1),
      );
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return { rows, next: last === undefined ? null : `${last.day}_${last.id}` };
    },
  };
};
