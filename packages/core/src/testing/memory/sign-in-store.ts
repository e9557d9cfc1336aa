import type { SignInStore } from '../../ports/sign-in-store.ts';
import { FEDERATIONS, type Federation } from '../../sign-in/federation.ts';
import type { PendingSignIn } from '../../sign-in/pending-sign-in.ts';
import { SIGN_IN_LOG_MONTHS } from '../../sign-in/sign-in-log-entry.ts';
import type { TenantData } from './tenant-data.ts';

const monthsBefore = (moment: Date, months: number): Date => {
  const date = new Date(moment);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date;
};

export const signInStore = ({
  serviceProviders,
  identityProviders,
  pendingSignIns,
  pendingLogouts,
  signInLog,
}: TenantData): SignInStore => {
  const pendingSignIn = (federation: Federation, requestId: string, now: Date): PendingSignIn | null => {
    const found = pendingSignIns.get(requestId);
    if (found === undefined || found.expiresAt <= now || found.pending.federation !== federation) return null;
    return found.pending;
  };
  return {
    settings: async () => FEDERATIONS.flatMap((federation) => serviceProviders.get(federation) ?? []),
    providers: async () =>
      [...identityProviders.values()].flat().toSorted((a, b) => (a.entityId < b.entityId ? -1 : 1)),
    async insertPending(pending, expiresAt) {
      pendingSignIns.set(pending.requestId, { pending, expiresAt });
    },
    pending: async (...asked) => pendingSignIn(...asked),
    async usePending(...asked) {
      const pending = pendingSignIn(...asked);
      if (pending !== null) pendingSignIns.delete(pending.requestId);
      return pending;
    },
    async insertPendingLogout(pending, expiresAt) {
      pendingLogouts.set(pending.requestId, { pending, expiresAt });
    },
    async usePendingLogout({ requestId, federation, provider }, now) {
      const found = pendingLogouts.get(requestId);
      if (found === undefined || found.expiresAt <= now) return false;
      if (found.pending.federation !== federation || found.pending.provider !== provider) return false;
      return pendingLogouts.delete(requestId);
    },
    async appendLog(entry) {
      signInLog.set(entry.id, entry);
    },
    async forgetLog(now) {
      const before = monthsBefore(now, SIGN_IN_LOG_MONTHS);
      const old = [...signInLog.values()].filter(({ at }) => at < before);
      for (const { id } of old) signInLog.delete(id);
      return old.length;
    },
  };
};
