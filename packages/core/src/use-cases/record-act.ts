import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Actor } from '../operator/actor.ts';
import type { Stores } from '../ports/unit-of-work.ts';

/** What somebody of the office did. */
export type Act = Pick<AuditEntry, 'at' | 'action' | 'subject'> & Partial<Pick<AuditEntry, 'details'>>;

/** Writes an act into the register of the office, in the transaction of the act and as the last thing in it (`AuditLog`). */
export const recordAct = (
  { audit }: Pick<Stores, 'audit'>,
  { operator, address }: Actor,
  { details = {}, ...act }: Act,
): Promise<void> => audit.append({ ...act, details, address, actor: { kind: 'operatore', id: operator.id } });
