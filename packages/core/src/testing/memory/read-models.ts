import { fullName } from '../../person/citizen.ts';
import {
  CITIZEN_TABS,
  type CitizenPracticeRow,
  type CitizenTab,
  NOTE_BEGINNING,
  OPERATOR_LISTS,
  type OperatorList,
  type OperatorPracticeRow,
  type ReadModels,
} from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import { bulletinReads } from './bulletin-store.ts';
import { chargeReads } from './charge-reads.ts';
import { citizenFiles } from './citizen-files.ts';
import { feedbackReads } from './feedback-store.ts';
import { newestFirst, pageOf, rowOf } from './practice-rows.ts';
import type { TenantData } from './tenant-data.ts';

const CLOSED = ['accettata', 'rifiutata'];

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

const inTab = (data: TenantData, citizenId: string, tab: CitizenTab): readonly Practice[] => {
  const code = data.citizens.get(citizenId)?.identity.codiceFiscale ?? '';
  return [...data.practices.values()]
    .map(({ practice }) => practice)
    .filter((practice) => {
      const byThemselves = practice.openedBy === null;
      const own = practice.citizenId === citizenId;
      if (tab !== 'per_mio_conto') {
        return own && (byThemselves || tab === 'da_integrare') && practice.state === tab;
      }
      return practice.state !== 'bozza' && ((own && !byThemselves) || practice.beneficiaries.includes(code));
    });
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
      .filter(({ openedBy, state }) => openedBy === null || state !== 'bozza')
      .toSorted(newestFirst)
      .slice(0, limit)
      .map((practice) => rowOf(data, practice)),
  ...citizenFiles(data),
  ...bulletinReads(data),
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
  ...feedbackReads(data),
  ...chargeReads(data),
  operatorPage: async (operatorId, list, request) =>
    pageOf(inList(data, operatorId, list), request, (practice) => operatorRowOf(data, practice)),
});
