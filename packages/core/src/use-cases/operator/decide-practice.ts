import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Outcome, Practice } from '../../practice/practice.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

/** Longest reason, in characters: about two printed pages. */
export const MAX_REASON = 5000;

export type ReasonRefusal = { readonly code: 'reason_required' | 'reason_too_long' };

/** What an operator chooses and types. */
export interface TypedDecision {
  readonly outcome: Outcome;
  readonly reason: string;
}

/** Whether a practice has this very decision already: who sends it twice has nothing more to do. */
export const isDecidedAs = ({ decision }: Practice, typed: TypedDecision): boolean =>
  decision?.outcome === typed.outcome && decision.reason === cleanText(typed.reason);

export type DecidePractice = (
  request: OfficeRequest,
  decision: TypedDecision,
) => Promise<Result<Practice, OfficeRefusal | ReasonRefusal>>;

/**
 * "Elabora": outcome and reason. The answer to be signed is made afterwards by the worker; until its signed version is
 * handed in the decision may be changed, and then the answer is made anew. A rejection always has a reason (law
 * 241/1990 art. 3).
 */
export const makeDecidePractice =
  (deps: { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): DecidePractice =>
  (request, decision) =>
    officeAction<ReasonRefusal>(deps, request, { inCharge: true }, (practice) => {
      const reason = cleanText(decision.reason);
      if (decision.outcome === 'rifiutata' && reason === '') return refuse({ code: 'reason_required' });
      if ([...reason].length > MAX_REASON) return refuse({ code: 'reason_too_long' });
      const { risposta: _replaced, ...documents } = practice.documents;
      const decidedAt = deps.clock.now();
      const change = { documents, decision: { outcome: decision.outcome, reason, decidedAt } };
      return ok({ event: 'DECIDE', at: decidedAt, change, details: { esito: decision.outcome } });
    });
