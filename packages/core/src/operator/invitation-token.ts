import type { SecretBox } from '../ports/secret-box.ts';
import { type DeliveryId, deliveryIdSchema } from '../shared/ids.ts';

const contextOf = (id: DeliveryId): string => `invitation ${id}`;
const SHAPE = /^([0-9a-f-]{36})-([0-9a-f]{64})$/u;

/** The last part of the link of an invitation: the same each time, so that a mail that is sent again carries the same link. */
export const invitationToken = (secretBox: SecretBox, id: DeliveryId): string =>
  `${id}-${secretBox.derive(contextOf(id))}`;

/** @returns the id of the invitation that this is the token of; null when it was not made by us */
export const readInvitationToken = (secretBox: SecretBox, token: string): DeliveryId | null => {
  const [, id, proof = ''] = SHAPE.exec(token) ?? [];
  const parsed = deliveryIdSchema.safeParse(id);
  return parsed.success && secretBox.isDerived(contextOf(parsed.data), proof) ? parsed.data : null;
};
