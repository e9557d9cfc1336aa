import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Decision, Practice } from '../../practice/practice.ts';
import { mayDecideTogether } from '../../service/service.ts';
import { type Result, refuse } from '../../shared/result.ts';
import { type DecisionProblem, decisionOf, serviceOf } from './decide-practice.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

/** Its service is decided one practice at a time, or there is a decision already, which is changed before its own page. */
export type NotTogether = { readonly code: 'not_together' | 'decided' };

export type DecideTogether = (
  request: OfficeRequest,
  decision: Pick<Decision, 'outcome' | 'reason'>,
) => Promise<Result<Practice, OfficeRefusal | NotTogether | { readonly code: DecisionProblem }>>;

/** Decides a practice as one of several, where its service allows it: without a document, and for good. */
export const makeDecideTogether =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): DecideTogether =>
  (request, { outcome, reason }) =>
    officeAction<NotTogether | { readonly code: DecisionProblem }>(
      deps,
      request,
      'in_charge',
      async (practice, stores) => {
        const { settings } = await serviceOf(stores, practice);
        if (!mayDecideTogether(settings)) return refuse({ code: 'not_together' });
        if (practice.decision !== null) return refuse({ code: 'decided' });
        const typed = { outcome, reason, flow: settings.answerFlow, document: null };
        return decisionOf(practice, settings, typed, null, deps.clock.now());
      },
    );
