import type { AuditAction } from '../../audit/audit-entry.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FailedAttempts } from '../../ports/failed-attempts.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { OperatorId, TenantId } from '../../shared/ids.ts';

const HOUR_MS = 60 * 60 * 1000;
/** What is written down is kept for good, and anybody can have something refused: so many of an ente in an hour. */
export const MAX_STRANGERS = 300;

/** What was refused to somebody, or asked by them, who is not known to be the operator. */
export interface StrangerAct {
  readonly at: Date;
  readonly action: AuditAction;
  /** Whom they said to be; null for nobody. */
  readonly id: OperatorId | null;
  readonly address: string;
}

/** Writes it down. */
export const recordStranger = ({ audit }: Pick<Stores, 'audit'>, { id, ...act }: StrangerAct): Promise<void> =>
  audit.append({ ...act, subject: id, details: {}, actor: { kind: 'sconosciuto' } });

interface Deps {
  readonly failedAttempts: FailedAttempts;
  readonly clock: Clock;
}

/** Counts one more, before the transaction that writes it down. @returns how many there are in this hour */
export const countStranger = async ({ failedAttempts, clock }: Deps, tenantId: TenantId): Promise<number> => {
  const now = clock.now();
  const [count = 0] = await failedAttempts.add(tenantId, ['strangers'], now, new Date(now.getTime() + HOUR_MS));
  return count;
};

/** Writes it down while there are not too many of them, then once that there were more. @param count of `countStranger` */
export const recordCounted = async (stores: Pick<Stores, 'audit'>, count: number, act: StrangerAct): Promise<void> => {
  if (count <= MAX_STRANGERS) await recordStranger(stores, act);
  if (count !== MAX_STRANGERS + 1) return;
  const more = { at: act.at, action: 'altri_non_annotati', subject: null, details: {}, address: null } as const;
  await stores.audit.append({ ...more, actor: { kind: 'sconosciuto' } });
};

/** The same where nothing else is written. */
export const noteStranger = async (
  deps: Deps & { unitOfWork: UnitOfWork },
  tenantId: TenantId,
  act: StrangerAct,
): Promise<void> => {
  const count = await countStranger(deps, tenantId);
  await deps.unitOfWork.run(tenantId, (stores) => recordCounted(stores, count, act));
};
