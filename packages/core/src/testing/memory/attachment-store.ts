import type { AttachmentStore } from '../../ports/unit-of-work.ts';
import type { TenantData } from './tenant-data.ts';

/** The digests that something still there refers to. */
const allReferences = ({ attachments, practices, integrations, payments }: TenantData): ReadonlySet<string> =>
  new Set([
    ...[...attachments.values()].map(({ sha256 }) => sha256),
    ...[...integrations.values()].flatMap(({ papers }) => Object.values(papers).map(({ document }) => document.sha256)),
    ...[...practices.values()].flatMap(({ practice }) => Object.values(practice.documents).map(({ sha256 }) => sha256)),
    ...[...payments.values()].flatMap(({ documents }) => Object.values(documents).map(({ sha256 }) => sha256)),
  ]);

export const attachmentStore = (data: TenantData): AttachmentStore => {
  const { attachments, ties, discarded } = data;
  const found = (ids: readonly string[]) => ids.flatMap((id) => attachments.get(id) ?? []);
  const usageOf = async (citizenId: string) => {
    const files = [...attachments.values()].filter((one) => one.citizenId === citizenId);
    return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
  };
  return {
    async insert(attachment) {
      attachments.set(attachment.id, attachment);
    },
    usageOf,
    // Transactions follow one another.
    lockUsage: usageOf,
    byId: async (id) => attachments.get(id) ?? null,
    byIds: async (ids) => found(ids),
    async tie(practiceId, ids) {
      ties.set(practiceId, [...new Set([...(ties.get(practiceId) ?? []), ...ids])]);
    },
    of: async (practiceId) => found(ties.get(practiceId) ?? []),
    ofPractices: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const tied = found(ties.get(id) ?? []);
          return tied.length === 0 ? [] : [[id, tied] as const];
        }),
      ),
    async delete(id, at) {
      const attachment = attachments.get(id);
      if (attachment === undefined || [...ties.values()].some((tied) => tied.includes(id))) return false;
      attachments.delete(id);
      discarded.set(attachment.sha256, at);
      return true;
    },
    discarded: async (before, after, limit) =>
      [...discarded]
        .map(([sha256, at]) => ({ sha256, at }))
        .filter(({ sha256, at }) => at < before && (after === null || sha256 > after))
        .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
        .slice(0, limit),
    async referredTo(digests) {
      return new Set(digests).intersection(allReferences(data));
    },
    async known(digests) {
      return new Set(digests).intersection(allReferences(data).union(new Set(discarded.keys())));
    },
    async forgetDiscarded({ sha256, at }) {
      if (discarded.get(sha256)?.getTime() === at.getTime()) discarded.delete(sha256);
    },
  };
};
