import { type OfficeOrder, type OperatorPracticeRow, type PracticeId, practiceIdSchema } from '@stanza/core';

/** Where a page of the office's lists ends. */
export interface OfficeCursor {
  /** Of its last row, in this order; empty where it is a name, which has no place in an address: the row is asked for it. */
  readonly key: string;
  readonly id: PracticeId;
}

const DATE = /^\d{1,15}$/u;
const PROTOCOL = /^(?:\d{4}-[\w/-]{1,50})?$/u;

const keyOf = (order: OfficeOrder, { date, protocol }: Pick<OperatorPracticeRow, 'date' | 'protocol'>): string => {
  if (order.startsWith('data')) return String(date.getTime());
  if (order.startsWith('richiedente') || protocol === null) return '';
  const cut = protocol.lastIndexOf('/');
  return `${protocol.slice(cut + 1)}-${protocol.slice(0, cut)}`;
};

export const writeOfficeCursor = (
  order: OfficeOrder,
  row: Pick<OperatorPracticeRow, 'id' | 'date' | 'protocol'>,
): string => `${order}.${keyOf(order, row)}.${row.id}`;

const isKey = (order: OfficeOrder, key: string): boolean => {
  if (order.startsWith('data')) return DATE.test(key) && !Number.isNaN(new Date(Number(key)).getTime());
  return order.startsWith('protocollo') ? PROTOCOL.test(key) : key === '';
};

/** @returns null for what was not given out by `writeOfficeCursor` for this order */
export const readOfficeCursor = (order: OfficeOrder, text: string | null): OfficeCursor | null => {
  const [given, key = '', id, ...more] = text?.split('.') ?? [];
  const parsed = practiceIdSchema.safeParse(id);
  const isOurs = given === order && more.length === 0 && parsed.success && isKey(order, key);
  return isOurs ? { key, id: parsed.data } : null;
};
