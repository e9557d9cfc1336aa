import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { isPossible } from '../../practice/advance.ts';
import type { Practice } from '../../practice/practice.ts';
import { mayDecideTogether, type Service } from '../../service/service.ts';
import type { PracticeId } from '../../shared/ids.ts';

/** What may be done to several practices at once (ente.md). */
export const BULK_ACTIONS = ['prendi', 'accetta', 'rifiuta'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** As many as a page of the office's lists shows. */
export const MAX_BULK = 20;

/** One of the chosen practices, at the version that the operator had before their eyes. */
export interface BulkItem {
  readonly practiceId: PracticeId;
  readonly version: number;
}

/** Why it cannot be done to one of them. `taken`: another operator has it; `decided`: what was decided is changed one at a time. */
export type BulkObstacle = 'taken' | 'stale_version' | 'not_in_charge' | 'not_possible' | 'not_together' | 'decided';

/** A chosen practice that the operator may see. */
export interface BulkChoice extends BulkItem {
  readonly practice: Practice;
  readonly service: Service;
}

/**
 * The chosen practices that an operator may see, each once, in the order in which they were chosen: two questions to the
 * store, however many. What they may not see is as if it had not been chosen.
 */
export const chosenOf = async (
  stores: Stores,
  operator: Operator,
  items: readonly BulkItem[],
): Promise<readonly BulkChoice[]> => {
  const versions = new Map(items.map(({ practiceId, version }) => [practiceId, version]));
  if (versions.size > MAX_BULK) throw new Error(`${versions.size} practices at once`);
  const practices = new Map((await stores.practices.byIds([...versions.keys()])).map((one) => [one.id, one]));
  const services = new Map((await stores.services.list()).map((service) => [service.id, service]));
  return [...versions].flatMap(([practiceId, version]) => {
    const practice = practices.get(practiceId);
    const service = practice === undefined ? undefined : services.get(practice.serviceId);
    if (practice === undefined || service === undefined || practice.state === 'bozza') return [];
    return mayWorkOn(operator, service.id) ? [{ practiceId, version, practice, service }] : [];
  });
};

/** Why this would be refused as things are now; null when it would be done. */
export const obstacleTo = (
  action: BulkAction,
  operator: Operator,
  { practice, service, version }: BulkChoice,
): BulkObstacle | null => {
  const isMine = practice.assignedTo === operator.id;
  if (action === 'prendi') {
    if (practice.assignedTo !== null && !isMine) return 'taken';
    if (!isPossible(practice, 'TAKE_CHARGE')) return 'not_possible';
  } else {
    if (!isMine) return 'not_in_charge';
    if (!mayDecideTogether(service.settings)) return 'not_together';
    if (!isPossible(practice, 'DECIDE')) return 'not_possible';
  }
  if (practice.version !== version) return 'stale_version';
  return action !== 'prendi' && practice.decision !== null ? 'decided' : null;
};
