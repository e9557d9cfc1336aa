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
import { type OfficeRefusal, type OfficeRequest, officeAction } from './office-action.ts';

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
  dueDate: typed.dueDate.trim(),
});

/** Whether an integration is this very request: who sends it twice has nothing more to do. */
export const isRequestedAs = ({ message, fields, documents, dueDate }: Integration, typed: TypedIntegration): boolean =>
  JSON.stringify([message, fields, documents, dueDate]) === JSON.stringify(Object.values(parse(typed)));

const dueDateProblems = (dueDate: string, today: string): readonly IntegrationProblem[] => {
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
 * "Richiedi integrazione" (ente.md): what is missing, as text, as fields of the form and as documents by name, and by which
 * day. A decision that was not signed yet was made without it: it is dropped, with the answer made from it and the document
 * enclosed. Registration of the request and the mail with the link are queued with it.
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
      const integration: Integration = {
        ...asked,
        id: integrationIdSchema.parse(deps.ids.next()),
        practiceId: practice.id,
        requestedAt: at,
        requestedBy: request.operator.id,
        answers: startingAnswers(form, practice.answers),
        counterAnswers: null,
        answeredAt: null,
        answeredBy: null,
        cancelledAt: null,
        papers: {},
      };
      const { risposta: _answer, documento: _enclosed, contenuto: _opened, ...documents } = practice.documents;
      return ok({
        event: 'REQUEST_INTEGRATION',
        at,
        change: { documents, decision: null },
        integrationId: integration.id,
        afterwards: async () => {
          if (!(await stores.integrations.insert(integration)))
            throw new Error(`${practice.id} has an open integration`);
        },
      });
    });
