import type { Position } from './book.ts';
import { type Refused, refused } from './refused.ts';

type State = Position['status'];
const isOneOf = ({ status }: Position, ...states: readonly State[]): boolean => states.includes(status);

/** Whether money has come for it. */
export const isSettled = (position: Position): boolean => isOneOf(position, 'PARTIALLY_PAID', 'PAID', 'REPORTED');

/** What happens to a position because time passes. */
export const settle = (position: Position, now: Date): void => {
  const { validityDate, switchToExpired, paymentOption } = position;
  if (position.status === 'PUBLISHED' && validityDate !== null && validityDate <= now) position.status = 'VALID';
  const isOver = paymentOption.every(({ dueDate }) => dueDate < now);
  if (switchToExpired && isOver && isOneOf(position, 'VALID', 'PUBLISHED')) position.status = 'EXPIRED';
};

/** @returns why it cannot be published */
export const publish = (position: Position, now: Date): Refused | null => {
  const { validityDate, paymentOption } = position;
  if (position.status !== 'DRAFT') return refused(409, 'Existing related payment found or not in publishable state');
  if (validityDate !== null && validityDate < now) {
    return refused(409, 'Publish request occurred after the validity date began');
  }
  if (validityDate === null && paymentOption.some(({ dueDate }) => dueDate < now)) {
    return refused(409, 'Publish request occurred after the due date of a payment options has expired');
  }
  position.publishDate = now;
  position.status = validityDate === null ? 'VALID' : 'PUBLISHED';
  position.validityDate = validityDate ?? now;
  return null;
};

/** @returns why it cannot be withdrawn */
export const invalidate = (position: Position): Refused | null => {
  if (!isOneOf(position, 'PUBLISHED', 'VALID')) {
    return refused(409, 'Existing related payment found or not in invalidable state');
  }
  position.status = 'INVALID';
  return null;
};
