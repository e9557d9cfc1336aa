import type { ReceivedFile } from '../../attachment/received-file.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Decision, Practice, PracticeDocument } from '../../practice/practice.ts';
import { mayDecideTogether, type Service, type ServiceSettings } from '../../service/service.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { type Enclosed, encloseDocument } from './enclose-document.ts';
import { type OfficeHappening, type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';
import type { BadSignature, VerifySignedDeps } from './verify-signed.ts';

/** Longest reason, in characters: about two printed pages. */
export const MAX_REASON = 5000;

/** What an operator chooses, types and uploads. `flow`: how the service is answered, as they had it before their eyes. */
export interface TypedDecision extends Pick<Decision, 'outcome' | 'reason' | 'flow'> {
  /** The document that was asked for, PDF or P7M; null when none was chosen, or one that is there already is kept. */
  readonly document: ReceivedFile | null;
}

export type ReasonProblem = 'reason_required' | 'reason_too_long';

export type DecisionProblem =
  | ReasonProblem
  /** The ente has meanwhile chosen another way to answer for this service. */
  | 'flow_changed'
  | 'document_required'
  /** With a rejection, or where nothing is enclosed. */
  | 'document_not_expected';

export type DecisionRefusal = { readonly code: DecisionProblem } | BadSignature;

/** Whether a document is enclosed with such an answer. */
const enclosesDocument = ({ flow, outcome }: Pick<Decision, 'flow' | 'outcome'>): boolean =>
  flow !== 'firma' && outcome === 'accettata';

/** Whether a practice has this very decision already: who sends it twice has nothing more to do. */
export const isDecidedAs = ({ decision, documents }: Practice, typed: TypedDecision): boolean =>
  decision?.outcome === typed.outcome &&
  decision.reason === cleanText(typed.reason) &&
  decision.flow === typed.flow &&
  (typed.document === null || documents.documento?.sha256 === typed.document.sha256);

/** What is wrong with the reason of a decision; null when nothing is. */
export const reasonProblem = ({ outcome, reason }: Pick<Decision, 'outcome' | 'reason'>): ReasonProblem | null => {
  const text = cleanText(reason);
  if (outcome === 'rifiutata' && text === '') return 'reason_required';
  return [...text].length > MAX_REASON ? 'reason_too_long' : null;
};

/** @param kept the document of the decision before, if there is one */
const problemOf = (
  typed: TypedDecision,
  kept: PracticeDocument | undefined,
  settings: ServiceSettings,
): DecisionProblem | null => {
  if (typed.flow !== settings.answerFlow) return 'flow_changed';
  const reason = reasonProblem(typed);
  if (reason !== null) return reason;
  if (!enclosesDocument(typed)) return typed.document === null ? null : 'document_not_expected';
  const hasDocument = typed.document !== null || kept !== undefined;
  return hasDocument || mayDecideTogether(settings) ? null : 'document_required';
};

/** The documents of a practice with this decision: the answer is made anew, what is not enclosed any more goes. */
const documentsWith = (
  { documents }: Practice,
  typed: TypedDecision,
  chosen: Enclosed | null,
): Practice['documents'] => {
  const { risposta: _replaced, documento, contenuto, ...others } = documents;
  if (!enclosesDocument(typed)) return others;
  const kept = { ...(documento && { documento }), ...(contenuto && { contenuto }) };
  return { ...others, ...(chosen ?? kept) };
};

/** The service as it is worked now. */
export const serviceOf = async ({ services }: Pick<Stores, 'services'>, practice: Practice): Promise<Service> => {
  const service = await services.byId(practice.serviceId);
  if (service === null) throw new Error(`The service of ${practice.id} is not there`);
  return service;
};

export type DecidePractice = (
  request: OfficeRequest,
  decision: TypedDecision,
) => Promise<Result<Practice, OfficeRefusal | DecisionRefusal>>;

/**
 * What happens when this is decided of a practice whose service is worked so.
 * @param chosen what the document that was typed is on the practice; null when none was
 */
export const decisionOf = (
  practice: Practice,
  settings: ServiceSettings,
  typed: TypedDecision,
  chosen: Enclosed | null,
  decidedAt: Date,
): Result<OfficeHappening, { readonly code: DecisionProblem }> => {
  const problem = problemOf(typed, practice.documents.documento, settings);
  if (problem !== null) return refuse({ code: problem });
  const { outcome, flow } = typed;
  const decision: Decision = { outcome, reason: cleanText(typed.reason), flow, decidedAt };
  const change = { documents: documentsWith(practice, typed, chosen), decision };
  return ok({ event: 'DECIDE', at: decidedAt, change, details: { esito: outcome, risposta: flow } });
};

/**
 * "Elabora": outcome, reason and, where the service encloses one, the document that was asked for. The answer is made
 * afterwards by the worker. Where it is signed, the decision may be changed until its signed version is handed in, and then
 * the answer is made anew, with the document that is there unless another is chosen; where it is not, this is the last word.
 * A rejection always has a reason (law 241/1990 art. 3), and encloses nothing.
 */
export const makeDecidePractice =
  (deps: VerifySignedDeps & { unitOfWork: UnitOfWork; ids: Ids; clock: Clock }): DecidePractice =>
  async (request, typed) => {
    const { document } = typed;
    const at = deps.clock.now();
    const chosen = document === null ? ok(null) : await encloseDocument(deps, request.tenantId, document, at);
    if (!chosen.ok) return chosen;
    return officeAction<DecisionRefusal>(deps, request, 'in_charge', async (practice, stores) => {
      const { settings } = await serviceOf(stores, practice);
      return decisionOf(practice, settings, typed, chosen.value, at);
    });
  };
