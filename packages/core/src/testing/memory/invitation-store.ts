import { isUndelivered, isUsable } from '../../operator/invitation.ts';
import type { InvitationStore } from '../../ports/invitation-store.ts';
import type { DeliveryId, OperatorId } from '../../shared/ids.ts';
import { byName } from './account-store.ts';
import type { TenantData } from './tenant-data.ts';

const QUEUED = { state: 'in_attesa', attempts: 0, lastError: null, completedAt: null } as const;

const FORGOTTEN_AFTER_MS = 90 * 24 * 60 * 60 * 1000;

/** @param queue told what was enqueued: its job is there when the transaction commits */
export const invitationStore = (
  { invitations, operators }: TenantData,
  queue: (id: DeliveryId) => void,
): InvitationStore => {
  const end = (operatorId: OperatorId, endedAt: Date): void => {
    for (const kept of invitations.values()) {
      if (kept.invitation.operatorId !== operatorId || kept.invitation.endedAt !== null) continue;
      invitations.set(kept.invitation.id, { ...kept, invitation: { ...kept.invitation, endedAt } });
    }
  };
  return {
    async insert(invitation) {
      const longOver = new Date(invitation.createdAt.getTime() - FORGOTTEN_AFTER_MS);
      for (const kept of invitations.values()) {
        if (kept.invitation.expiresAt < longOver) invitations.delete(kept.invitation.id);
      }
      if (invitation.operatorId !== null) end(invitation.operatorId, invitation.createdAt);
      invitations.set(invitation.id, { invitation, mail: QUEUED });
      queue(invitation.id);
    },
    byId: async (id) => invitations.get(id) ?? null,
    latestOf: async (operatorId) =>
      [...invitations.values()].findLast(({ invitation }) => invitation.operatorId === operatorId) ?? null,
    undelivered: async (now) =>
      [...invitations.values()]
        .filter(({ invitation, mail }) => isUndelivered(invitation, mail, now))
        .flatMap(({ invitation }) => {
          const found = invitation.operatorId === null ? undefined : operators.get(invitation.operatorId);
          return found?.operator.enabled === true ? [found.operator] : [];
        })
        .toSorted(byName)
        .map(({ id, name }) => ({ id, name })),
    async use(id, endedAt) {
      const kept = invitations.get(id);
      if (kept === undefined || !isUsable(kept.invitation, endedAt)) return false;
      invitations.set(id, { ...kept, invitation: { ...kept.invitation, endedAt } });
      return true;
    },
    endAll: async (operatorId, at) => end(operatorId, at),
  };
};
