import type { Attachment } from '../../attachment/attachment.ts';
import type { Payment } from '../../payment/payment.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { type Integration, isOpen } from '../../practice/integration.ts';
import { startingAnswers } from '../../practice/integration-form.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { fileIds, joinFileIds } from '../../service/field-kinds/files.ts';
import { holdsFiles } from '../../service/field-kinds/index.ts';
import { type Answers, type CompiledService, type JourneyStep, journey } from '../../service/journey.ts';
import { attachmentIdSchema, type PracticeId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { isOperator, mayIntegrate, type Writer } from '../draft-access.ts';
import { type LevelTooLow, levelTooLow } from '../level-too-low.ts';

/** A request of integration that its citizen, or an operator at the counter, may answer. */
export interface OpenIntegration {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly integration: Integration;
  /** What this writer has typed, without the files that are there no more. */
  readonly answers: Answers;
  /** The form of the answer, made from the request. */
  readonly service: CompiledService;
  /** The files that answers point to. */
  readonly files: readonly Attachment[];
  /** What was made to ask for the money, oldest first; empty where nothing is to be paid. */
  readonly payments: readonly Payment[];
  /** Why this writer may not answer it; null when they may. */
  readonly tooLow: LevelTooLow | null;
}

export type IntegrationRefusal =
  | { readonly code: 'not_found' }
  /** Nothing is asked: it was answered or cancelled, perhaps in another window. */
  | { readonly code: 'not_open' };

/** The one step in which the request is answered. */
export const integrationStep = (service: CompiledService, answers: Answers): JourneyStep => {
  const [step] = journey(service, answers).steps;
  if (step === undefined) throw new Error('The form of an integration has no step');
  return step;
};

/** The ids of the files in an answer. */
export const integrationFiles = (service: CompiledService, answers: Answers): readonly string[] =>
  integrationStep(service, answers)
    .fields.filter(({ bound }) => holdsFiles(bound.field))
    .flatMap(({ value }) => fileIds(value));

/** The answers without the files that are there no more, so that they are asked for again. */
const withoutLost = (service: CompiledService, answers: Answers, files: readonly Attachment[]): Answers => {
  const there = new Set<string>(files.map(({ id }) => id));
  const held = integrationStep(service, answers).fields.filter(({ bound }) => holdsFiles(bound.field));
  return {
    ...answers,
    ...Object.fromEntries(
      held.map(({ bound, value }) => [bound.field.id, joinFileIds(fileIds(value).filter((id) => there.has(id)))]),
    ),
  };
};

/** What is typed online and at the counter is apart. */
const typedBy = (
  writer: Writer,
  { integration, service, practice }: Pick<OpenIntegration, 'integration' | 'service' | 'practice'>,
) =>
  isOperator(writer) ? (integration.counterAnswers ?? startingAnswers(service, practice.answers)) : integration.answers;

/** A sent practice as whoever may answer its requests has it, and why they may not just now; null when it is not theirs. */
const integrableBy = async ({ practices }: Stores, id: PracticeId, writer: Writer) => {
  const owned = isOperator(writer) ? null : await practices.ownedBy(id, writer.citizenId);
  const practice = isOperator(writer) ? await practices.byId(id) : (owned?.practice ?? null);
  if (practice === null || !mayIntegrate(practice, writer)) return null;
  return { practice, tooLow: owned === null ? null : levelTooLow(writer, owned.signInLevel) };
};

/** The open request of a practice, for who may answer it. */
export const openIntegration = async (
  stores: Stores,
  services: CompiledServices,
  writer: Writer,
  practiceId: PracticeId,
): Promise<Result<OpenIntegration, IntegrationRefusal>> => {
  const integrable = await integrableBy(stores, practiceId, writer);
  if (integrable === null) return refuse({ code: 'not_found' });
  const { practice, tooLow } = integrable;
  const integration =
    practice.state === 'da_integrare' ? (await stores.integrations.of(practice.id)).find(isOpen) : undefined;
  if (integration === undefined) return refuse({ code: 'not_open' });
  const { definition } = await services.of(stores, practice);
  const service = services.integration(definition, integration);
  const typed = typedBy(writer, { integration, service, practice });
  const ids = integrationFiles(service, typed).map((id) => attachmentIdSchema.parse(id));
  const files = ids.length === 0 ? [] : await stores.attachments.byIds(ids);
  const answers = withoutLost(service, typed, files);
  const made = integration.payment === null ? [] : await stores.payments.of(practiceId);
  const payments = made.filter(({ integrationId }) => integrationId === integration.id);
  return ok({ practice, definition, integration, service, answers, files, payments, tooLow });
};

/** The same, and nobody else changes practice or request until the transaction ends. */
export const lockIntegration = async (
  stores: Stores,
  services: CompiledServices,
  writer: Writer,
  practiceId: PracticeId,
): Promise<Result<OpenIntegration, IntegrationRefusal>> => {
  await stores.practices.lock(practiceId);
  return openIntegration(stores, services, writer, practiceId);
};
