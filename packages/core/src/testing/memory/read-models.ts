import {
  CITIZEN_TABS,
  type CitizenPracticeRow,
  type CitizenTab,
  NOTE_BEGINNING,
  type ReadModels,
} from '../../ports/read-models.ts';
import type { Practice } from '../../practice/practice.ts';
import { bulletinReads } from './bulletin-store.ts';
import { chargeReads } from './charge-reads.ts';
import { citizenFiles } from './citizen-files.ts';
import { deliveryReads } from './delivery-reads.ts';
import { feedbackReads } from './feedback-store.ts';
import { metricsReads } from './metrics-reads.ts';
import { officeLists } from './office-lists.ts';
import { newestFirst, pageOf, rowOf } from './practice-rows.ts';
import type { TenantData } from './tenant-data.ts';

const citizenRowOf = (data: TenantData, citizenId: string, practice: Practice): CitizenPracticeRow => {
  const note = practice.citizenId === citizenId ? (data.practices.get(practice.id)?.privateNote ?? '') : '';
  return { ...rowOf(data, practice), noteBeginning: [...note].slice(0, NOTE_BEGINNING).join('') };
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
  ...officeLists(data),
  ...feedbackReads(data),
  ...deliveryReads(data),
  ...metricsReads(data),
  // Nothing that runs in memory makes them: the night's work is the worker's.
  dailyRegisters: async () => ({ rows: [], next: null }),
  dailyRegister: async () => null,
  ...chargeReads(data),
});
