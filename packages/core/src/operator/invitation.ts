import type { Delivery } from '../practice/delivery.ts';
import type { DeliveryId, OperatorId } from '../shared/ids.ts';
import type { OperatorAccount } from './operator-account.ts';

/** Why somebody is sent a link that lets them choose a password: they are new, or have lost it. */
export type InvitationKind = 'invito' | 'reset';

const HOUR_MS = 60 * 60 * 1000;
/** How long a link is good. */
export const INVITATION_HOURS = { invito: 7 * 24, reset: 1 } as const satisfies Readonly<
  Record<InvitationKind, number>
>;

/** A link that an operator is mailed, to choose a password once. Its token follows from the id (`invitationToken`): none is stored. */
export interface Invitation {
  /** Also of the mail that brings it. */
  readonly id: DeliveryId;
  /** Null where somebody asked for a link for an address that is nobody's: it is all the same but for the mail. */
  readonly operatorId: OperatorId | null;
  readonly kind: InvitationKind;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When it was used, or another one took its place. */
  readonly endedAt: Date | null;
}

/** The mail that brings an invitation. */
export type InvitationMail = Pick<Delivery, 'state' | 'attempts' | 'lastError' | 'completedAt'>;

export const newInvitation = (
  id: DeliveryId,
  operatorId: OperatorId | null,
  kind: InvitationKind,
  createdAt: Date,
): Invitation => {
  const expiresAt = new Date(createdAt.getTime() + INVITATION_HOURS[kind] * HOUR_MS);
  return { id, operatorId, kind, createdAt, expiresAt, endedAt: null };
};

/** Who has no password yet is invited again, for as long as the first time: nobody who asks can cut an invitation short. */
export const kindFor = ({ hasPassword }: Pick<OperatorAccount, 'hasPassword'>): InvitationKind =>
  hasPassword ? 'reset' : 'invito';

/**
 * Whether a link still has to reach somebody and its mail will not be tried again. An invitation goes on to be missed when it is over,
 * because who was invited has no other way in; a link for a lost password does not.
 */
export const isUndelivered = (invitation: Invitation, mail: InvitationMail, now: Date): boolean =>
  mail.state === 'bloccata' &&
  invitation.endedAt === null &&
  (invitation.kind === 'invito' || invitation.expiresAt > now);

export const isUsable = ({ endedAt, expiresAt }: Invitation, now: Date): boolean => endedAt === null && expiresAt > now;
