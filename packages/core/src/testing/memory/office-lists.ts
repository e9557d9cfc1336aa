import type { Identity } from '../../person/citizen.ts';
import {
  LIST_STATES,
  MAX_PEOPLE,
  type OfficeOrder,
  type OfficeQuery,
  OPERATOR_LISTS,
  type OperatorList,
  type OperatorPracticeRow,
  type PageRequest,
  type ReadModels,
} from '../../ports/read-models.ts';
import type { OfficeSearch } from '../../practice/office-search.ts';
import type { Practice } from '../../practice/practice.ts';
import { mayDecideTogether } from '../../service/service.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { rowOf } from './practice-rows.ts';
import type { TenantData } from './tenant-data.ts';

/** A name as it is put in order and searched: lower case, without accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string): readonly string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const surnameFirst = ({ cognome, nome }: Identity): string => `${cognome} ${nome}`;

const applicantOf = ({ id, applicant }: Practice): Identity => {
  if (applicant === null) throw new Error(`The practice ${id} was sent by nobody`);
  return applicant.identity;
};
const sentAtOf = ({ id, submittedAt }: Practice): Date => {
  if (submittedAt === null) throw new Error(`The practice ${id} was not sent`);
  return submittedAt;
};

const toRow = (data: TenantData, practice: Practice): OperatorPracticeRow => {
  const { id, version, serviceId, assignedTo } = practice;
  const service = data.services.get(serviceId);
  if (service === undefined) throw new Error(`The practice ${id} is of no service`);
  return {
    ...rowOf(data, practice),
    version,
    applicantName: surnameFirst(applicantOf(practice)),
    codiceFiscale: applicantOf(practice).codiceFiscale,
    assignedTo: assignedTo === null ? null : (data.operators.get(assignedTo)?.operator.name ?? null),
    decidesTogether: mayDecideTogether(service.settings),
  };
};

const inList = (data: TenantData, operatorId: string, list: OperatorList): readonly Practice[] => {
  const services = data.operators.get(operatorId)?.operator.services ?? [];
  const states: readonly string[] = LIST_STATES[list];
  return [...data.practices.values()]
    .map(({ practice }) => practice)
    .filter(({ state, serviceId }) => states.includes(state) && services.includes(serviceId))
    .filter(({ assignedTo }) => list !== 'da_gestire' || assignedTo === operatorId);
};

/** Ids of the citizens that have all words in their names, each perhaps only begun. */
const peopleNamed = (data: TenantData, text: string): readonly string[] => {
  const typed = wordsOf(text);
  return [...data.citizens.values()]
    .filter(({ identity }) => {
      const words = wordsOf(surnameFirst(identity));
      return typed.length > 0 && typed.every((begun) => words.some((word) => word.startsWith(begun)));
    })
    .map(({ id }) => id);
};

const matching = (data: TenantData, search: OfficeSearch, people: readonly string[]) => (practice: Practice) => {
  switch (search.kind) {
    case 'codice':
      return practice.code === search.code;
    case 'codice_fiscale':
      return (
        practice.beneficiaries.includes(search.code) ||
        data.citizens.get(practice.citizenId)?.identity.codiceFiscale === search.code
      );
    case 'protocollo':
      return [practice.requestProtocol, practice.answerProtocol].some(
        (found) => found?.number === search.number && (search.year === null || found.year === search.year),
      );
    case 'nome':
      return people.includes(practice.citizenId) || practice.code === search.code;
  }
};

type Key = string | number;
const keyOf = (order: OfficeOrder, practice: Practice): Key => {
  if (order.startsWith('data')) return sentAtOf(practice).getTime();
  if (order.startsWith('richiedente')) return plain(surnameFirst(applicantOf(practice)));
  const { requestProtocol } = practice;
  return requestProtocol === null ? '' : `${requestProtocol.year}/${requestProtocol.number}`;
};

/** The place of a row: its key, and its id among those with the same. */
const comparing =
  (order: OfficeOrder) =>
  (a: Practice, b: Practice): number => {
    const [one, two] = [keyOf(order, a), keyOf(order, b)];
    const ascending = one === two ? (a.id < b.id ? -1 : Number(a.id !== b.id)) : one < two ? -1 : 1;
    return order.endsWith('asc') ? ascending : -ascending;
  };

const wanted = (query: OfficeQuery) => (practice: Practice) => {
  const day = dayInItaly(sentAtOf(practice));
  return (
    (query.serviceId === null || practice.serviceId === query.serviceId) &&
    (query.state === null || practice.state === query.state) &&
    (query.sent?.from ?? day) <= day &&
    day <= (query.sent?.to ?? day)
  );
};

const pageAfter = (practices: readonly Practice[], order: OfficeOrder, { after, limit }: PageRequest) => {
  const compare = comparing(order);
  const [given, id] = after?.split('.') ?? [];
  const last = given === order ? practices.find((practice) => practice.id === id) : undefined;
  const rest = practices.filter((practice) => last === undefined || compare(practice, last) > 0).toSorted(compare);
  const end = rest.length > limit ? rest[limit - 1] : undefined;
  return { practices: rest.slice(0, limit), next: end === undefined ? null : `${order}.${end.id}` };
};

/** What the office sees of an ente's practices. */
export const officeLists = (data: TenantData): Pick<ReadModels, 'operatorDesk' | 'operatorPage'> => ({
  async operatorDesk(operatorId) {
    const count = (list: OperatorList) => inList(data, operatorId, list).length;
    const [da_gestire, da_assegnare, concluse, tutte] = OPERATOR_LISTS;
    const services = (data.operators.get(operatorId)?.operator.services ?? [])
      .flatMap((id) => data.services.get(id) ?? [])
      .map(({ id, definition: { slug, name } }) => ({ id, slug, name }))
      .toSorted((a, b) => (plain(a.name) < plain(b.name) ? -1 : 1));
    return {
      counts: {
        da_gestire: count(da_gestire),
        da_assegnare: count(da_assegnare),
        concluse: count(concluse),
        tutte: count(tutte),
      },
      services,
      hasPayments: services.length > 0 && data.payments.size > 0,
    };
  },
  async operatorPage(operatorId, query, request) {
    const { search } = query;
    const people = search?.kind === 'nome' ? peopleNamed(data, search.text) : [];
    const found = inList(data, operatorId, query.list)
      .filter(wanted(query))
      .filter(search === null ? () => true : matching(data, search, people.slice(0, MAX_PEOPLE)));
    const { practices, next } = pageAfter(found, query.order, request);
    return { rows: practices.map((practice) => toRow(data, practice)), next, morePeople: people.length > MAX_PEOPLE };
  },
});
