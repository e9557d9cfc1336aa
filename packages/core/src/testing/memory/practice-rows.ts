import type { Page, PageRequest, PracticeRow } from '../../ports/read-models.ts';
import { isOpen } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { integrationsWhere } from './integration-store.ts';
import { definitionOf, type TenantData } from './tenant-data.ts';

const dateOf = (practice: Practice): Date => practice.submittedAt ?? practice.createdAt;
export const newestFirst = (a: Practice, b: Practice): number =>
  dateOf(b).getTime() - dateOf(a).getTime() || (a.id < b.id ? 1 : -1);

export const rowOf = (data: TenantData, practice: Practice): PracticeRow => {
  const { name, slug, area } = definitionOf(data, practice);
  const { id, code, state, requestProtocol, changedAt, warning } = practice;
  const protocol = requestProtocol === null ? null : `${requestProtocol.number}/${requestProtocol.year}`;
  const shown = { id, code, serviceName: name, serviceSlug: slug, area, state, protocol, changedAt, warning };
  const [open] = integrationsWhere(data, (one) => one.practiceId === id && isOpen(one));
  return { ...shown, date: dateOf(practice), dueDate: open?.dueDate ?? null };
};

/** What a list is put in order by. */
export interface Place {
  readonly date: Date;
  readonly id: string;
}

/** A cursor is the date and the id of the last row: that row may have left the list when one goes on after it. */
const CURSOR = /^(\d{1,15})_([0-9a-f-]{36})$/u;
const isAfter = (cursor: string | null, place: Place): boolean => {
  const [, time, id = ''] = CURSOR.exec(cursor ?? '') ?? [];
  if (time === undefined) return true;
  const date = place.date.getTime();
  return date < Number(time) || (date === Number(time) && place.id < id);
};

/** A page of what is newest first. */
export const pageBy = <Item, Row>(
  items: readonly Item[],
  { after, limit }: PageRequest,
  placeOf: (item: Item) => Place,
  toRow: (item: Item) => Row,
): Page<Row> => {
  const remaining = items
    .map((item) => ({ item, place: placeOf(item) }))
    .filter(({ place }) => isAfter(after, place))
    .toSorted((a, b) => b.place.date.getTime() - a.place.date.getTime() || (a.place.id < b.place.id ? 1 : -1));
  const last = remaining.length > limit ? remaining[limit - 1]?.place : undefined;
  return {
    rows: remaining.slice(0, limit).map(({ item }) => toRow(item)),
    next: last === undefined ? null : `${last.date.getTime()}_${last.id}`,
  };
};

export const pageOf = <Row extends PracticeRow>(
  practices: readonly Practice[],
  request: PageRequest,
  toRow: (practice: Practice) => Row,
): Page<Row> => pageBy(practices, request, (practice) => ({ date: dateOf(practice), id: practice.id }), toRow);
