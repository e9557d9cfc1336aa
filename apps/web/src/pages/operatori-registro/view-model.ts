import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditFilter,
  type ChainedAuditEntry,
  dayAndTime,
  type OperatorId,
  operatorIdSchema,
  type Page,
} from '@stanza/core';
import { dataTable } from '../../ui/components.ts';
import type { SelectFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

export interface RegisterShown {
  readonly page: Page<ChainedAuditEntry>;
  readonly filter: AuditFilter;
  readonly isFirst: boolean;
  /** Of all whom the page names. */
  readonly names: ReadonlyMap<OperatorId, string>;
  /** Who can be chosen in the filter. */
  readonly staff: readonly { readonly id: OperatorId; readonly name: string }[];
}

type Names = RegisterShown['names'];

/** The operators that an entry names: who did it, and whom it was done to. */
export const operatorsIn = ({ actor, subject }: ChainedAuditEntry): readonly OperatorId[] => {
  const whom = operatorIdSchema.safeParse(subject);
  return [...(actor.kind === 'operatore' ? [actor.id] : []), ...(whom.success ? [whom.data] : [])];
};

const subjectOf = ({ subject }: ChainedAuditEntry, names: Names): string => {
  const whom = operatorIdSchema.safeParse(subject);
  return (whom.success ? names.get(whom.data) : undefined) ?? subject ?? '';
};

const whoOf = ({ actor }: ChainedAuditEntry, names: Names): string => {
  if (actor.kind === 'sistema_esterno') return texts.sistemaEsterno;
  if (actor.kind === 'piattaforma') return texts.piattaforma(actor.name);
  return actor.kind === 'operatore' ? (names.get(actor.id) ?? texts.sconosciuto) : texts.sconosciuto;
};

/** A value as it is read, and so are both sides of a change. */
const inWords = (name: string, value: string): string => {
  const words: Readonly<Record<string, string>> = texts.parole[name] ?? {};
  return value
    .split(' → ')
    .map((one) => words[one] ?? one)
    .join(' → ');
};

const detailsOf = ({ details }: ChainedAuditEntry): string =>
  Object.entries(details)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${inWords(name, value)}`)
    .join('; ');

const row = (names: Names) => (entry: ChainedAuditEntry) => [
  { text: dayAndTime(entry.at) },
  { text: whoOf(entry, names) },
  { text: texts.azioni[entry.action](subjectOf(entry, names)) },
  { written: detailsOf(entry) || texts.nessunDettaglio },
  { text: entry.address ?? texts.rigaDiComando },
];

const query = (filter: AuditFilter, after: string | null): string => {
  const given = Object.entries({ operatore: filter.operatorId, azione: filter.action, dopo: after ?? undefined });
  const parts = given.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};

const filters = ({ filter, staff, names }: RegisterShown): readonly SelectFieldView[] => {
  const chosen = filter.operatorId;
  const others = chosen === undefined || staff.some(({ id }) => id === chosen) ? [] : [chosen];
  const people = [...staff, ...others.map((id) => ({ id, name: names.get(id) ?? texts.sconosciuto }))];
  const byName = (a: AuditAction, b: AuditAction) => texts.nomi[a].localeCompare(texts.nomi[b], 'it');
  const base = { partial: 'field-select', required: false, conditional: true } as const;
  return [
    {
      ...base,
      id: 'operatore',
      name: 'operatore',
      label: texts.operatore,
      placeholder: texts.tutti,
      options: people.map(({ id, name }) => ({ value: id, label: name, selected: id === chosen })),
    },
    {
      ...base,
      id: 'azione',
      name: 'azione',
      label: texts.azione,
      placeholder: texts.tutte,
      options: AUDIT_ACTIONS.toSorted(byName).map((action) => ({
        value: action,
        label: texts.nomi[action],
        selected: action === filter.action,
      })),
    },
  ];
};

/** @param here path of the page */
export const operatoriRegistroView = (here: string, shown: RegisterShown) => {
  const { page, filter, isFirst, names } = shown;
  const rows = page.rows.map(row(names));
  const isFiltered = filter.operatorId !== undefined || filter.action !== undefined;
  return {
    heading: { title: texts.titolo, lead: texts.introduzione },
    action: here,
    fields: filters(shown),
    all: isFiltered ? here : null,
    table: rows.length === 0 ? null : dataTable(texts.tabella, texts.colonne, rows),
    none: rows.length > 0 ? null : { title: texts.niente, text: texts.nienteTesto },
    pagination: {
      label: texts.pagine,
      previous: isFirst ? null : `${here}${query(filter, null)}`,
      next: page.next === null ? null : `${here}${query(filter, page.next)}`,
      position: isFirst && page.next === null ? '' : texts.posizione,
    },
  };
};
