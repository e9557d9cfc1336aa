import type { Invitation, InvitationMail } from '../operator/invitation.ts';
import type { Operator } from '../operator/operator.ts';
import type { DeliveryId, OperatorId } from '../shared/ids.ts';

export interface KeptInvitation {
  readonly invitation: Invitation;
  readonly mail: InvitationMail;
}

/** Links by which operators choose a password, each with its mail: that is completed, fails and is retried in `DeliveryStore`. */
export interface InvitationStore {
  /**
   * Writes it and queues its mail, in one transaction as `DeliveryStore.enqueue`; the earlier ones of the operator end,
   * and those of all that have been over for ninety days are forgotten.
   */
  insert(invitation: Invitation): Promise<void>;
  byId(id: DeliveryId): Promise<KeptInvitation | null>;
  /** The newest of an operator. */
  latestOf(operatorId: OperatorId): Promise<KeptInvitation | null>;
  /** The enabled operators, by name, whom a link did not reach (`isUndelivered`). */
  undelivered(now: Date): Promise<readonly Pick<Operator, 'id' | 'name'>[]>;
  /** @returns false when it was used before, has ended or expired, also at the same moment */
  use(id: DeliveryId, at: Date): Promise<boolean>;
  /** Ends all that an operator could still use. */
  endAll(operatorId: OperatorId, at: Date): Promise<void>;
}
