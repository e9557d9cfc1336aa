import { fullName } from '../../person/citizen.ts';
import {
  type Bulletin,
  CITIZEN_TABS,
  type CitizenPracticeRow,
  type CitizenTab,
  NOTE_BEGINNING,
  OPERATOR_LISTS,
  type OperatorList,
  type OperatorPracticeRow,
  type Page,
  type PageRequest,
  type PracticeRow,
  type PublishedBulletin,
  type ReadModels,
} from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import { definitionOf, type TenantData } from './tenant-data.ts';

const MOST_ATTACHMENTS = 200;
const CLOSED = ['accettata', 'rifiutata'];

const dateOf = (practice: Practice): Date => practice.submittedAt ?? practice.createdAt;
const newestFirst = (a: Practice, b: Practice): number =>
  dateOf(b).getTime() - dateOf(a).getTime() || (a.id < b.id ? 1 : -1);

const rowOf = (data: TenantData, practice: Practice): PracticeRow => {
  const { name, slug, area } = definitionOf(data, practice);
  const { id, code, state, requestProtocol } = practice;
  const protocol = requestProtocol === null ? null : `${requestProtocol.number}/${requestProtocol.year}`;
  return { id, code, serviceName: name, serviceSlug: slug, area, state, protocol, date: dateOf(practice) };
};

const citizenRowOf = (data: TenantData, citizenId: string, practice: Practice): CitizenPracticeRow => {
  const note = practice.citizenId === citizenId ? (data.practices.get(practice.id)?.privateNote ?? '') : '';
  return { ...rowOf(data, practice), noteBeginning: [...note].slice(0, NOTE_BEGINNING).join('') };
};

const operatorRowOf = (data: TenantData, practice: Practice): OperatorPracticeRow => {
  const citizen = data.citizens.get(practice.citizenId);
  if (citizen === undefined) throw new Error(`The citizen of ${practice.id} is not there`);
  return {
    ...rowOf(data, practice),
    version: practice.version,
    citizenName: fullName(citizen.identity),
    codiceFiscale: citizen.identity.codiceFiscale,
    assignedTo: practice.assignedTo === null ? null : (data.operators.get(practice.assignedTo)?.operator.name ?? null),
  };
};

/** A cursor is the date and the id of the last row: that row may have left the list when one goes on after it. */
const CURSOR = /^(\d{1,15})_([0-9a-f-]{36})$/u;
const isAfter = (cursor: string | null, practice: Practice): boolean => {
  const [, time, id = ''] = CURSOR.exec(cursor ?? '') ?? [];
  if (time === undefined) return true;
  const date = dateOf(practice).getTime();
  return date < Number(time) || (date === Number(time) && practice.id < id);
};

const pageOf = <Row extends PracticeRow>(
  practices: readonly Practice[],
  { after, limit }: PageRequest,
  toRow: (practice: Practice) => Row,
): Page<Row> => {
  const remaining = practices.filter((practice) => isAfter(after, practice)).toSorted(newestFirst);
  const rows = remaining.slice(0, limit).map(toRow);
  const last = remaining.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last === undefined ? null : `${last.date.getTime()}_${last.id}` };
};

const inTab = (data: TenantData, citizenId: string, tab: CitizenTab): readonly Practice[] => {
  const code = data.citizens.get(citizenId)?.identity.codiceFiscale ?? '';
  return [...data.practices.values()]
    .map(({ practice }) => practice)
    .filter((practice) =>
      tab === 'per_mio_conto'
        ? practice.state !== 'bozza' && practice.beneficiaries.includes(code)
        : practice.citizenId === citizenId && practice.state === tab,
    );
};

const inList = (data: TenantData, operatorId: string, list: OperatorList): readonly Practice[] => {
  const services = data.operators.get(operatorId)?.operator.services ?? [];
  const belongs: Readonly<Record<OperatorList, (practice: Practice) => boolean>> = {
    da_gestire: ({ assignedTo, state }) => assignedTo === operatorId && !CLOSED.includes(state),
    da_assegnare: ({ assignedTo, state }) => assignedTo === null && state === 'inviata',
    concluse: ({ state }) => CLOSED.includes(state),
    tutte: () => true,
  };
  return [...data.practices.values()]
    .map(({ practice }) => practice)
    .filter(({ state, serviceId }) => state !== 'bozza' && services.includes(serviceId))
    .filter(belongs[list]);
};

const byDay = (items: ReadonlyMap<string, Bulletin>): readonly PublishedBulletin[] =>
  [...items]
    .map(([id, item]) => ({ ...item, id }))
    .toSorted((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1));

export const readModels = (data: TenantData): ReadModels => ({
  async citizenCounts(citizenId) {
    const count = (tab: CitizenTab) => inTab(data, citizenId, tab).length;
    const [bozza, inviata, in_elaborazione, accettata, rifiutata, da_integrare, per_mio_conto] = CITIZEN_TABS;
    return {
      bozza: count(bozza),
      inviata: count(inviata),
      in_elaborazione: count(in_elaborazione),
      accettata: count(accettata),
      rifiutata: count(rifiutata),
      da_integrare: count(da_integrare),
      per_mio_conto: count(per_mio_conto),
    };
  },
  citizenPage: async (citizenId, tab, request) =>
    pageOf(inTab(data, citizenId, tab), request, (practice) => citizenRowOf(data, citizenId, practice)),
  latestPractices: async (citizenId, limit) =>
    [...data.practices.values()]
      .map(({ practice }) => practice)
      .filter((practice) => practice.citizenId === citizenId)
      .toSorted(newestFirst)
      .slice(0, limit)
      .map((practice) => rowOf(data, practice)),
  attachmentsOf: async (citizenId) =>
    [...data.attachments.values()]
      .filter((attachment) => attachment.citizenId === citizenId)
      .toSorted((a, b) => b.uploadedAt.getTime() - a.uploadedAt.getTime() || (a.id < b.id ? 1 : -1))
      .slice(0, MOST_ATTACHMENTS)
      .map((attachment) => ({
        attachment,
        practices: [...data.practices.values()]
          .map(({ practice }) => practice)
          .filter(({ id }) => data.ties.get(id)?.includes(attachment.id) === true)
          .toSorted(newestFirst)
          .map((practice) => {
            const { id, code, state, serviceName } = rowOf(data, practice);
            return { id, code, state, serviceName };
          }),
      })),
  news: async (limit) => byDay(data.news).toReversed().slice(0, limit),
  deadlines: async (today, limit) =>
    byDay(data.deadlines)
      .filter(({ day }) => day >= today)
      .slice(0, limit),
  bulletin: async (kind, id) => {
    const found = (kind === 'news' ? data.news : data.deadlines).get(id);
    return found === undefined ? null : { ...found, id };
  },
  async operatorCounts(operatorId) {
    const count = (list: OperatorList) => inList(data, operatorId, list).length;
    const [da_gestire, da_assegnare, concluse, tutte] = OPERATOR_LISTS;
    return {
      da_gestire: count(da_gestire),
      da_assegnare: count(da_assegnare),
      concluse: count(concluse),
      tutte: count(tutte),
    };
  },
  operatorPage: async (operatorId, list, request) =>
    pageOf(inList(data, operatorId, list), request, (practice) => operatorRowOf(data, practice)),
});
