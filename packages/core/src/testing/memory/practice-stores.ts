import type { InvitationMail } from '../../operator/invitation.ts';
import type { DeliveryStore, PracticeStore, TimelineStore } from '../../ports/unit-of-work.ts';
import { hasEnded, MAX_DELIVERY_ATTEMPTS } from '../../practice/delivery.ts';
import type { Practice } from '../../practice/practice.ts';
import type { DeliveryId } from '../../shared/ids.ts';
import type { TenantData } from './tenant-data.ts';

const newestFirst = (a: Practice, b: Practice): number =>
  b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1);

const sentLastFirst = (a: Practice, b: Practice): number =>
  (b.submittedAt?.getTime() ?? 0) - (a.submittedAt?.getTime() ?? 0) || (a.id < b.id ? 1 : -1);

export const practiceStore = ({
  practices,
  services,
  openings,
  timelines,
  ties,
  deliveries,
}: TenantData): PracticeStore => {
  const owned = (id: string, citizenId: string) => {
    const found = practices.get(id);
    return found?.practice.citizenId === citizenId ? found : null;
  };
  const shownTo = (id: string, citizenId: string) => {
    const found = owned(id, citizenId);
    return found?.practice.state === 'bozza' && found.practice.openedBy !== null ? null : found;
  };
  const drafts = (of: Pick<Practice, 'citizenId' | 'serviceId' | 'openedBy'>) =>
    [...practices.values()]
      .map(({ practice }) => practice)
      .filter((one) => one.state === 'bozza' && one.citizenId === of.citizenId)
      .filter((one) => one.serviceId === of.serviceId && one.openedBy === of.openedBy);
  const allDrafts = () =>
    [...practices.values()]
      .map(({ practice }) => practice)
      .filter(({ state }) => state === 'bozza')
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const openedFrom = (citizenId: string, openedBy: string | null, opening: string) =>
    allDrafts().find(
      (one) => one.citizenId === citizenId && one.openedBy === openedBy && openings.get(one.id) === opening,
    ) ?? null;
  const byId = async (id: string) => practices.get(id)?.practice ?? null;
  return {
    byId,
    byIds: async (ids) =>
      [...new Set(ids)].toSorted().flatMap((id) => {
        const found = practices.get(id);
        return found === undefined ? [] : [found.practice];
      }),
    // Transactions follow one another, so that nobody else ever changes it meanwhile.
    lock: byId,
    draftOf: async (citizenId, serviceId, openedBy) =>
      drafts({ citizenId, serviceId, openedBy }).toSorted(newestFirst)[0] ?? null,
    draftsOpenedBy: async (operatorId) => allDrafts().filter(({ openedBy }) => openedBy === operatorId),
    lastSentOf: async (citizenId, serviceId) =>
      [...practices.values()]
        .map(({ practice }) => practice)
        .filter((one) => one.state !== 'bozza' && one.citizenId === citizenId && one.serviceId === serviceId)
        .toSorted(sentLastFirst)[0] ?? null,
    draftFrom: async (citizenId, openedBy, opening) => openedFrom(citizenId, openedBy, opening),
    async insert(practice, exclusive, opening) {
      if (exclusive && drafts(practice).length > 0) return false;
      const from = exclusive ? undefined : opening;
      if (from !== undefined && openedFrom(practice.citizenId, practice.openedBy, from) !== null) return false;
      if ([...practices.values()].some((other) => other.practice.code === practice.code)) return false;
      practices.set(practice.id, { practice, privateNote: '' });
      if (from !== undefined) openings.set(practice.id, from);
      return true;
    },
    async update(practice, expectedVersion) {
      const found = practices.get(practice.id);
      if (found?.practice.version !== expectedVersion) return false;
      practices.set(practice.id, { ...found, practice });
      return true;
    },
    async saveAnswers(id, citizenId, answers, privateNote, changedAt) {
      const found = owned(id, citizenId);
      if (found?.practice.state !== 'bozza') return false;
      const merged = { ...found.practice.answers, ...answers };
      const practice = { ...found.practice, answers: merged, changedAt, warning: null };
      practices.set(id, { practice, privateNote: privateNote ?? found.privateNote });
      return true;
    },
    async ownedBy(id, citizenId) {
      const found = shownTo(id, citizenId);
      const service = found === null ? undefined : services.get(found.practice.serviceId);
      if (found === null || service === undefined) return null;
      const { opensOn, closesOn, settings } = service;
      return { ...found, days: { opensOn, closesOn }, signInLevel: settings.signInLevel };
    },
    async savePrivateNote(id, citizenId, privateNote, changedAt) {
      const found = shownTo(id, citizenId);
      if (found === null) return false;
      const { practice } = found;
      const kept = practice.state === 'bozza' ? { ...practice, changedAt, warning: null } : practice;
      practices.set(id, { practice: kept, privateNote });
      return true;
    },
    lockUnfinished: async (citizenId) =>
      [...practices.values()]
        .map(({ practice }) => practice)
        .filter((one) => one.citizenId === citizenId && (one.state === 'bozza' || one.state === 'da_integrare'))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    agedDrafts: async (before, after, limit) =>
      allDrafts()
        .filter(({ id, changedAt }) => changedAt < before && (after === null || id > after))
        .slice(0, limit),
    async deleteDraft(id, citizenId) {
      if (owned(id, citizenId)?.practice.state !== 'bozza') return false;
      for (const byPractice of [practices, timelines, ties]) byPractice.delete(id);
      for (const delivery of deliveries.values()) if (delivery.practiceId === id) deliveries.delete(delivery.id);
      return true;
    },
  };
};

export const timelineStore = ({ timelines }: TenantData): TimelineStore => ({
  async append(practiceId, entry) {
    timelines.set(practiceId, [...(timelines.get(practiceId) ?? []), entry]);
  },
  of: async (practiceId) => (timelines.get(practiceId) ?? []).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
});

const MAX_ERROR = 2_000;
const NOTICE_GAP_MS = 3_600_000;

/** @param queue told what was enqueued: its job is there when the transaction commits */
export const deliveryStore = (
  { deliveries, invitations, noticeAt, handedOver }: TenantData,
  queue: (id: DeliveryId) => void,
): DeliveryStore => {
  /** What is there of a delivery, or of the mail of an invitation, and how it is changed. */
  const find = (id: DeliveryId): { readonly now: InvitationMail; save(mail: Partial<InvitationMail>): void } | null => {
    const delivery = deliveries.get(id);
    if (delivery !== undefined) {
      return { now: delivery, save: (mail) => deliveries.set(id, { ...delivery, ...mail }) };
    }
    const kept = invitations.get(id);
    if (kept === undefined) return null;
    return { now: kept.mail, save: (mail) => invitations.set(id, { ...kept, mail: { ...kept.mail, ...mail } }) };
  };
  return {
    async enqueue(id, practiceId, effect, createdAt) {
      deliveries.set(id, {
        id,
        practiceId,
        effect,
        state: 'in_attesa',
        attempts: 0,
        lastError: null,
        createdAt,
        completedAt: null,
      });
      queue(id);
    },
    byId: async (id) => deliveries.get(id) ?? null,
    of: async (practiceId) =>
      [...deliveries.values()]
        .filter((delivery) => delivery.practiceId === practiceId)
        .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    // In memory nothing is put off: what waits is tried at the next `drain`.
    nextAttempts: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const delivery = deliveries.get(id);
          return delivery?.state === 'in_attesa' ? [[id, delivery.createdAt] as const] : [];
        }),
      ),
    async complete(id, at, end = 'consegnata') {
      const found = find(id);
      if (found !== null && !hasEnded(found.now)) found.save({ state: end, completedAt: at });
    },
    async retry(id) {
      const found = find(id);
      if (found?.now.state !== 'bloccata') return false;
      found.save({ state: 'in_attesa', attempts: 0 });
      queue(id);
      return true;
    },
    async saveHandedOver(id) {
      if (handedOver.has(id)) return false;
      handedOver.add(id);
      return true;
    },
    isHandedOver: async (id) => handedOver.has(id),
    async forgetHandedOver(id) {
      handedOver.delete(id);
    },
    async wake(id) {
      const found = find(id);
      if (found?.now.state !== 'in_attesa') return false;
      found.save({ attempts: 0 });
      queue(id);
      return true;
    },
    async fail(id, error, final) {
      const found = find(id);
      if (found === null || hasEnded(found.now)) return false;
      const attempts = found.now.attempts + 1;
      const state = final || attempts >= MAX_DELIVERY_ATTEMPTS ? 'bloccata' : found.now.state;
      found.save({ attempts, lastError: error.replaceAll('\u0000', '').slice(0, MAX_ERROR), state });
      return state === 'bloccata';
    },
    async enqueueNotice(id, at) {
      const last = noticeAt.get('last');
      if (last !== undefined && last > at) return;
      const earliest = last === undefined ? at.getTime() : last.getTime() + NOTICE_GAP_MS;
      noticeAt.set('last', new Date(Math.max(at.getTime(), earliest)));
      queue(id);
    },
  };
};
