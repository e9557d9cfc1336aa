import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { isPossible } from '../../practice/advance.ts';
import type { Practice } from '../../practice/practice.ts';
import type { OperatorId, PracticeId, TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction, sentPractice } from './office-action.ts';

/** Disabled, not enabled for the service, or the one who has it already. */
type NotACandidate = { readonly code: 'not_a_candidate' };

/** Who may get a practice from whoever has it. */
const candidatesFor = async (
  { operators }: Stores,
  { serviceId, assignedTo }: Practice,
): Promise<readonly Operator[]> => (await operators.enabledFor(serviceId)).filter(({ id }) => id !== assignedTo);

/** A practice in charge as who reassigns it sees it: an administrator need not be enabled for its service. */
export interface ChargeView {
  readonly practice: Pick<Practice, 'id' | 'code' | 'state' | 'version' | 'submittedAt' | 'assignedTo'>;
  readonly serviceName: string;
  /** By name. */
  readonly assignedTo: string | null;
  readonly candidates: readonly Pick<Operator, 'id' | 'name'>[];
  /** Whether this administrator may open the practice itself. */
  readonly mayOpen: boolean;
}

export type ViewCharge = (
  tenantId: TenantId,
  operator: Operator,
  practiceId: PracticeId,
) => Promise<Result<ChargeView, { readonly code: 'not_found' | 'not_possible' }>>;

/** What an administrator has to know to give a practice to somebody else: nothing of the citizen and of what they ask. */
export const makeViewCharge =
  (deps: { unitOfWork: UnitOfWork }): ViewCharge =>
  (tenantId, operator, practiceId) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const practice = await sentPractice(stores, operator, practiceId);
      if (practice === null) return refuse({ code: 'not_found' });
      if (!isPossible(practice, 'REASSIGN')) return refuse({ code: 'not_possible' });
      const { id, code, state, version, submittedAt, assignedTo, serviceId, revision } = practice;
      const definition = await stores.services.revision(serviceId, revision);
      const names = await stores.operators.namesOf(assignedTo === null ? [] : [assignedTo]);
      return ok({
        practice: { id, code, state, version, submittedAt, assignedTo },
        serviceName: definition?.name ?? '',
        assignedTo: assignedTo === null ? null : (names.get(assignedTo) ?? null),
        candidates: (await candidatesFor(stores, practice)).map((one) => ({ id: one.id, name: one.name })),
        mayOpen: mayWorkOn(operator, serviceId),
      });
    });

export type ReassignPractice = (
  request: OfficeRequest,
  to: OperatorId,
) => Promise<Result<Practice, OfficeRefusal | NotACandidate>>;

/**
 * An administrator gives a practice in charge to another operator who is enabled for its service (ente.md, the absent
 * colleague), from the taking charge to the outcome. The new one is mailed; the citizen, who never knows who it is, is not.
 */
export const makeReassignPractice =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): ReassignPractice =>
  (request, to) =>
    officeAction<NotACandidate>(deps, request, 'administrator', async (practice, stores) => {
      const next = (await candidatesFor(stores, practice)).find(({ id }) => id === to);
      if (next === undefined) return refuse({ code: 'not_a_candidate' });
      const before = practice.assignedTo === null ? null : await stores.operators.byId(practice.assignedTo);
      return ok({
        event: 'REASSIGN',
        at: deps.clock.now(),
        change: { assignedTo: to },
        notify: [to],
        // Addresses: two colleagues may have the same name.
        details: { da: before?.email ?? '', a: next.email },
      });
    });
