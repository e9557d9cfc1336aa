import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import {
  type Integration,
  type IntegrationRequest,
  MAX_DOCUMENT_NAME,
  MAX_DUE_DAYS,
  MAX_INTEGRATION_MESSAGE,
  MAX_REQUESTED_DOCUMENTS,
} from '../../practice/integration.ts';
import { askableIds, startingAnswers } from '../../practice/integration-form.ts';
import type { Practice } from '../../practice/practice.ts';
import { journey } from '../../service/journey.ts';
import { dayInItaly, daysAfter, isCalendarDate } from '../../shared/calendar.ts';
import { integrationIdSchema } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { type OfficeHappening, type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

/** What an operator typed; `documents` is one name on each line. */
export interface TypedIntegration {
  readonly message: string;
  readonly fields: readonly string[];
  readonly documents: string;
  readonly dueDate: string;
}

/** What of it cannot be, and why. */
export type IntegrationProblem =
  | 'nothing_asked'
  | 'message_too_long'
  | 'unknown_field'
  | 'too_many_documents'
  | 'document_name_too_long'
  | 'due_date_required'
  | 'due_date_past'
  | 'due_date_too_far';

type InvalidIntegration = { readonly code: 'invalid_integration'; readonly problems: readonly IntegrationProblem[] };

export type RequestIntegration = (
  request: OfficeRequest,
  typed: TypedIntegration,
) => Promise<Result<Practice, OfficeRefusal | InvalidIntegration>>;

const lengthOf = (text: string): number => [...text].length;

const linesOf = (text: string): readonly string[] => [
  ...new Set(
    cleanText(text)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const parse = (typed: TypedIntegration): IntegrationRequest => ({
  message: cleanText(typed.message),
  fields: [...new Set(typed.fields)],
  documents: linesOf(typed.documents),
  payment: null,
  dueDate: typed.dueDate.trim(),
});

/** Whether an integration is this very request: who sends it twice has nothing more to do. */
export const isRequestedAs = (
  { message, fields, documents, payment, dueDate }: Integration,
  typed: TypedIntegration,
): boolean =>
  JSON.stringify({ message, fields, documents, payment, dueDate } satisfies IntegrationRequest) ===
  JSON.stringify(parse(typed));

/** What is wrong with the day by which the citizen is to answer. */
export const dueDateProblems = (
  dueDate: string,
  today: string,
): readonly Extract<IntegrationProblem, `due_date_${string}`>[] => {
  if (!isCalendarDate(dueDate)) return ['due_date_required'];
  if (dueDate < today) return ['due_date_past'];
  return dueDate > daysAfter(today, MAX_DUE_DAYS) ? ['due_date_too_far'] : [];
};

/** @param askable ids of what the form has asked */
const problemsOf = (
  { message, fields, documents, dueDate }: IntegrationRequest,
  askable: readonly string[],
  today: string,
): readonly IntegrationProblem[] => {
  const problems: readonly (readonly [IntegrationProblem, boolean])[] = [
    ['nothing_asked', message === '' && fields.length + documents.length === 0],
    ['message_too_long', lengthOf(message) > MAX_INTEGRATION_MESSAGE],
    ['unknown_field', fields.some((field) => !askable.includes(field))],
    ['too_many_documents', documents.length > MAX_REQUESTED_DOCUMENTS],
    ['document_name_too_long', documents.some((name) => lengthOf(name) > MAX_DOCUMENT_NAME)],
  ];
  return [...problems.flatMap(([problem, is]) => (is ? [problem] : [])), ...dueDateProblems(dueDate, today)];
};

/**
 * What a request of integration lets happen to its practice. A decision that was not signed yet was made without it: it is dropped,
 * with the answer made from it and the document enclosed.
 */
export const askFor = (
  { integrations }: Stores,
  practice: Practice,
  asked: IntegrationRequest & Pick<Integration, 'id' | 'requestedAt' | 'requestedBy' | 'answers'>,
): OfficeHappening => {
  const { risposta: _answer, documento: _enclosed, contenuto: _opened, ...documents } = practice.documents;
  const end = { counterAnswers: null, answeredAt: null, answeredBy: null, cancelledAt: null, papers: {} };
  return {
    event: 'REQUEST_INTEGRATION',
    at: asked.requestedAt,
    change: { documents, decision: null },
    integrationId: asked.id,
    afterwards: async () => {
      if (!(await integrations.insert({ ...asked, ...end, practiceId: practice.id }))) {
        throw new Error(`${practice.id} has an open integration`);
      }
    },
  };
};

/**
 * "Richiedi integrazione" (ente.md): what is missing, as text, as fields of the form and as documents by name, and by which
 * day. Registration of the request and the mail with the link are queued with it.
 */
export const makeRequestIntegration =
  (deps: { unitOfWork: UnitOfWork; services: CompiledServices; ids: Ids; clock: Clock }): RequestIntegration =>
  (request, typed) =>
    officeAction<InvalidIntegration>(deps, request, 'in_charge', async (practice, stores: Stores) => {
      const at = deps.clock.now();
      const asked = parse(typed);
      const service = await deps.services.of(stores, practice);
      const askable = askableIds(journey(service, practice.answers));
      const problems = problemsOf(asked, askable, dayInItaly(at));
      if (problems.length > 0) return refuse({ code: 'invalid_integration', problems });
      const form = deps.services.integration(service.definition, asked);
      return ok(
        askFor(stores, practice, {
          ...asked,
          id: integrationIdSchema.parse(deps.ids.next()),
          requestedAt: at,
          requestedBy: request.operator.id,
          answers: startingAnswers(form, practice.answers),
        }),
      );
    });
