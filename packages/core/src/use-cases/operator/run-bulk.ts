import type { Actor } from '../../operator/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Outcome, Practice } from '../../practice/practice.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type BulkAction, type BulkChoice, type BulkItem, type BulkObstacle, chosenOf, obstacleTo } from './bulk.ts';
import { isDecidedAs, type ReasonProblem, reasonProblem } from './decide-practice.ts';
import { makeDecideTogether } from './decide-together.ts';
import { makeTakeCharge } from './take-charge.ts';

/** What happened to one of the chosen practices. */
export interface BulkResult {
  readonly code: string;
  readonly serviceName: string;
  readonly outcome: 'done' | BulkObstacle;
}

export type RunBulk = (
  tenantId: TenantId,
  actor: Actor,
  action: BulkAction,
  items: readonly BulkItem[],
  reason: string,
) => Promise<Result<readonly BulkResult[], { readonly code: ReasonProblem }>>;

const OUTCOMES: Readonly<Record<Exclude<BulkAction, 'prendi'>, Outcome>> = {
  accetta: 'accettata',
  rifiuta: 'rifiutata',
};

/** Whether this operator has done it already: who sends the form twice has nothing more to do. */
const isDone = (action: BulkAction, { operator }: Actor, reason: string, practice: Practice): boolean => {
  if (practice.assignedTo !== operator.id) return false;
  if (action === 'prendi') return practice.state === 'in_elaborazione';
  return isDecidedAs(practice, { outcome: OUTCOMES[action], reason, flow: 'documento', document: null });
};

/**
 * Does the same to several practices, each in a transaction of its own and as it would be done alone: what happens to one holds
 * up no other. Accepting and rejecting have one reason for all.
 */
export const makeRunBulk = (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): RunBulk => {
  const takeCharge = makeTakeCharge(deps);
  const decideTogether = makeDecideTogether(deps);
  return async (tenantId, actor, action, items, reason) => {
    const problem = action === 'prendi' ? null : reasonProblem({ outcome: OUTCOMES[action], reason });
    if (problem !== null) return refuse({ code: problem });
    const choose = (some: readonly BulkItem[]) =>
      deps.unitOfWork.read(tenantId, (stores) => chosenOf(stores, actor.operator, some));
    const act = ({ practiceId, version }: BulkItem) => {
      const request = { ...actor, tenantId, practiceId, version };
      return action === 'prendi' ? takeCharge(request) : decideTogether(request, { outcome: OUTCOMES[action], reason });
    };
    /** What stood in the way, from how the practice is now. */
    const obstacleNow = async (choice: BulkChoice): Promise<BulkResult['outcome']> => {
      const [now] = await choose([choice]);
      if (now === undefined) return 'not_possible';
      if (isDone(action, actor, reason, now.practice)) return 'done';
      return obstacleTo(action, actor.operator, now) ?? 'stale_version';
    };
    const results: BulkResult[] = [];
    for (const choice of await choose(items)) {
      const outcome = (await act(choice)).ok ? 'done' : await obstacleNow(choice);
      results.push({ code: choice.practice.code, serviceName: choice.service.definition.name, outcome });
    }
    return ok(results);
  };
};
