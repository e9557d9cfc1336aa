import type { PersonalDataStore } from '../../ports/personal-data-store.ts';
import type { Integration } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import type { CitizenId } from '../../shared/ids.ts';
import { integrationsWhere } from './integration-store.ts';
import type { TenantData } from './tenant-data.ts';

const byTime = <T>(items: readonly T[], at: (item: T) => Date, id: (item: T) => string): readonly T[] =>
  items.toSorted((a, b) => at(a).getTime() - at(b).getTime() || (id(a) < id(b) ? -1 : 1));

const practicesOf = (data: TenantData, citizenId: CitizenId) =>
  byTime(
    [...data.practices.values()].filter(({ practice }) => practice.citizenId === citizenId),
    ({ practice }) => practice.createdAt,
    ({ practice }) => practice.id,
  );

const isTied = ({ ties }: TenantData, attachmentId: string): boolean =>
  [...ties.values()].some((ids) => ids.includes(attachmentId));

/** Deletes what a rule picks. @returns what was deleted */
const take = <T>(items: Map<string, T>, picked: (item: T) => boolean): readonly T[] => {
  const taken = [...items].filter(([, item]) => picked(item));
  for (const [id] of taken) items.delete(id);
  return taken.map(([, item]) => item);
};

const eraseProfile = ({ citizens }: TenantData, citizenId: CitizenId): boolean => {
  const citizen = citizens.get(citizenId);
  if (citizen === undefined) return false;
  const { contacts, residenza, domicilio } = citizen;
  const nothing = { contacts: { email: null, telefono: null }, residenza: null, domicilio: null };
  citizens.set(citizenId, { ...citizen, ...nothing, profileCompletedAt: null });
  return [contacts.email, contacts.telefono, residenza, domicilio].some((datum) => datum !== null);
};

/** Leaves, of what was typed in answer to requests of integration and not sent, what the practice was sent with. */
const eraseUnsentAnswers = (data: TenantData, practices: readonly Practice[]): number => {
  const sent = new Map(practices.map(({ id, answers }) => [id, answers]));
  const unsent = integrationsWhere(data, (one) => one.answeredAt === null && sent.has(one.practiceId));
  const changed = unsent.flatMap((one): readonly Integration[] => {
    const before = Object.entries(one.answers);
    const kept = before.filter(([field, value]) => sent.get(one.practiceId)?.[field] === value);
    if (kept.length === before.length && one.counterAnswers === null) return [];
    return [{ ...one, answers: Object.fromEntries(kept), counterAnswers: null }];
  });
  for (const one of changed) data.integrations.set(one.id, one);
  return changed.length;
};

const erase =
  (data: TenantData): PersonalDataStore['erase'] =>
  async (citizenId, at) => {
    if (!data.citizens.has(citizenId)) throw new Error(`Citizen ${citizenId} is not there`);
    const drafts = take(
      data.practices,
      ({ practice }) => practice.citizenId === citizenId && practice.state === 'bozza',
    );
    for (const { practice } of drafts) {
      for (const byPractice of [data.timelines, data.ties]) byPractice.delete(practice.id);
      take(data.deliveries, ({ practiceId }) => practiceId === practice.id);
    }
    const own = practicesOf(data, citizenId);
    const noted = own.filter(({ privateNote }) => privateNote !== '');
    for (const { practice } of noted) data.practices.set(practice.id, { practice, privateNote: '' });
    const answers = eraseUnsentAnswers(
      data,
      own.map(({ practice }) => practice),
    );
    const files = take(data.attachments, (file) => file.citizenId === citizenId && !isTied(data, file.id));
    for (const { sha256 } of files) data.discarded.set(sha256, at);
    const rated = new Set(own.map(({ practice }) => practice.id));
    const ratings = take(data.feedback, ({ practiceId }) => practiceId !== null && rated.has(practiceId));
    const profile = eraseProfile(data, citizenId);
    const counts = { drafts: drafts.length, notes: noted.length, attachments: files.length, ratings: ratings.length };
    const erasure = { at, ...counts, answers, profile };
    data.erasures.set(citizenId, [...(data.erasures.get(citizenId) ?? []), erasure]);
    return erasure;
  };

const onBehalfOf = (data: TenantData, citizenId: CitizenId): readonly Practice[] => {
  const code = data.citizens.get(citizenId)?.identity.codiceFiscale ?? '';
  const sent = [...data.practices.values()].map(({ practice }) => practice).filter(({ state }) => state !== 'bozza');
  const about = sent.filter(({ beneficiaries }) => beneficiaries.includes(code));
  return byTime(
    about,
    ({ createdAt }) => createdAt,
    ({ id }) => id,
  );
};

export const personalDataStore = (data: TenantData): PersonalDataStore => ({
  practicesOf: async (citizenId) => practicesOf(data, citizenId),
  onBehalfOf: async (citizenId) => onBehalfOf(data, citizenId),
  timelinesOf: async (citizenId) =>
    practicesOf(data, citizenId)
      .flatMap(({ practice }) =>
        (data.timelines.get(practice.id) ?? []).map((entry) => ({ practiceId: practice.id, entry })),
      )
      .toSorted((a, b) => a.entry.at.getTime() - b.entry.at.getTime()),
  async deliveriesOf(citizenId) {
    const own = new Set(practicesOf(data, citizenId).map(({ practice }) => practice.id));
    return [...data.deliveries.values()]
      .filter(({ practiceId }) => own.has(practiceId))
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  },
  attachmentsOf: async (citizenId) =>
    byTime(
      [...data.attachments.values()].filter((attachment) => attachment.citizenId === citizenId),
      ({ uploadedAt }) => uploadedAt,
      ({ id }) => id,
    ).map((attachment) => ({
      attachment,
      practices: [...data.practices.values()]
        .map(({ practice }) => practice.id)
        .filter((id) => data.ties.get(id)?.includes(attachment.id) === true)
        .toSorted(),
    })),
  async integrationsOf(citizenId) {
    const own = practicesOf(data, citizenId).map(({ practice }) => practice);
    const theirs = new Set<string>([...own, ...onBehalfOf(data, citizenId)].map(({ id }) => id));
    return integrationsWhere(data, ({ practiceId }) => theirs.has(practiceId));
  },
  async feedbackOf(citizenId) {
    const own = new Set(practicesOf(data, citizenId).map(({ practice }) => practice.id));
    const ratings = [...data.feedback].filter(([, { practiceId }]) => practiceId !== null && own.has(practiceId));
    return byTime(
      ratings,
      ([, { givenAt }]) => givenAt,
      ([id]) => id,
    ).map(([, rating]) => rating);
  },
  erasuresOf: async (citizenId) => (data.erasures.get(citizenId) ?? []).toReversed(),
  erase: erase(data),
});
