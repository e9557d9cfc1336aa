import { isAdministrator, type Operator } from '../../operator/operator.ts';
import type { CitizenStore, OperatorStore, TermsStore } from '../../ports/unit-of-work.ts';
import type { CitizenId } from '../../shared/ids.ts';
import { withAsserted } from '../../sign-in/verified-identity.ts';
import type { TermsDocument } from '../../terms/terms.ts';
import type { TenantData } from './tenant-data.ts';

/** Those whom the counter alone has known, without a practice. */
const unservedIn = ({ citizens, practices }: TenantData): readonly CitizenId[] => {
  const served = new Set([...practices.values()].map(({ practice }) => practice.citizenId));
  return [...citizens.values()]
    .filter(({ id, identityVerified }) => !identityVerified && !served.has(id))
    .map(({ id }) => id)
    .toSorted();
};

const eraseUnserved = (data: TenantData, id: CitizenId, at: Date): boolean => {
  if (!unservedIn(data).includes(id)) return false;
  for (const file of data.attachments.values()) {
    if (file.citizenId !== id) continue;
    data.attachments.delete(file.id);
    data.discarded.set(file.sha256, at);
  }
  return data.citizens.delete(id);
};

export const citizenStore = (data: TenantData): CitizenStore => {
  const { citizens } = data;
  return {
    byId: async (id) => citizens.get(id) ?? null,
    byIds: async (ids) => ids.flatMap((id) => citizens.get(id) ?? []),
    byCodiceFiscale: async (code) =>
      [...citizens.values()].find(({ identity }) => identity.codiceFiscale === code) ?? null,
    async insert(citizen) {
      const same = [...citizens.values()].some(
        ({ identity }) => identity.codiceFiscale === citizen.identity.codiceFiscale,
      );
      if (!same) citizens.set(citizen.id, citizen);
      return !same;
    },
    async saveIdentity(id, identity) {
      const citizen = citizens.get(id);
      if (citizen === undefined) return false;
      citizens.set(id, { ...citizen, identity: withAsserted(citizen.identity, identity), identityVerified: true });
      return true;
    },
    async saveProfile(id, profile, at) {
      const citizen = citizens.get(id);
      if (citizen === undefined) return;
      const profileCompletedAt = citizen.profileCompletedAt ?? at;
      citizens.set(id, { ...citizen, ...profile, emailRefused: false, profileCompletedAt });
    },
    async saveTypedIdentity(id, identity) {
      const citizen = citizens.get(id);
      if (citizen === undefined || citizen.identityVerified) return false;
      citizens.set(id, { ...citizen, identity });
      return true;
    },
    async saveTypedProfile(id, profile) {
      const citizen = citizens.get(id);
      if (citizen === undefined || citizen.profileCompletedAt !== null) return false;
      citizens.set(id, { ...citizen, ...profile, emailRefused: false });
      return true;
    },
    async saveEmailRefused(id, email, emailRefused) {
      const citizen = citizens.get(id);
      if (citizen?.contacts.email === email) citizens.set(id, { ...citizen, emailRefused });
    },
    unserved: async (after, limit) =>
      unservedIn(data)
        .filter((id) => after === null || id > after)
        .slice(0, limit),
    eraseUnserved: async (id, at) => eraseUnserved(data, id, at),
  };
};

const inOrder = (a: TermsDocument, b: TermsDocument): number =>
  Number(b.mandatory) - Number(a.mandatory) || a.title.localeCompare(b.title, 'it');

export const currentTerms = ({ terms }: TenantData): readonly TermsDocument[] =>
  [...terms.values()]
    .filter(({ key, revision }) => ![...terms.values()].some((other) => other.key === key && other.revision > revision))
    .toSorted(inOrder);

export const termsStore = (data: TenantData): TermsStore => ({
  current: async () => currentTerms(data),
  acceptances: async (citizenId) =>
    (data.acceptances.get(citizenId) ?? []).toSorted(
      (a, b) => b.acceptedAt.getTime() - a.acceptedAt.getTime() || (a.key < b.key ? -1 : 1),
    ),
  revisions: async (key) =>
    [...data.terms.values()].filter((one) => one.key === key).toSorted((a, b) => b.revision - a.revision),
  async insert(document) {
    const isThere = [...data.terms.values()].some(
      ({ key, revision }) => key === document.key && revision === document.revision,
    );
    if (!isThere) data.terms.set(document.id, document);
    return !isThere;
  },
  async accept(citizenId, termsId, at) {
    const document = data.terms.get(termsId);
    if (document === undefined) throw new Error(`The terms ${termsId} are not there`);
    const before = data.acceptances.get(citizenId) ?? [];
    if (before.some((acceptance) => acceptance.termsId === termsId)) return;
    const { key, revision, title, body } = document;
    data.acceptances.set(citizenId, [...before, { termsId, key, revision, title, body, acceptedAt: at }]);
  },
});

const byName = (a: Operator, b: Operator): number =>
  a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1;

export const operatorStore = ({ operators }: TenantData): OperatorStore => ({
  byId: async (id) => operators.get(id)?.operator ?? null,
  namesOf: async (ids) =>
    new Map(
      [...operators.values()]
        .filter(({ operator }) => ids.includes(operator.id))
        .map(({ operator: { id, name } }) => [id, name]),
    ),
  enabledFor: async (serviceId) =>
    [...operators.values()]
      .map(({ operator }) => operator)
      .filter(({ enabled, services }) => enabled && services.includes(serviceId))
      .toSorted(byName),
  administrators: async () =>
    [...operators.values()]
      .map(({ operator }) => operator)
      .filter(isAdministrator)
      .toSorted(byName),
});
