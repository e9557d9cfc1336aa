import type { Attachment } from '../../attachment/attachment.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { type Integration, isOpen } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { fileIds, joinFileIds } from '../../service/field-kinds/files.ts';
import { holdsFiles } from '../../service/field-kinds/index.ts';
import { type Answers, type CompiledService, type JourneyStep, journey } from '../../service/journey.ts';
import { attachmentIdSchema, type CitizenId, type PracticeId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { CompiledServices } from '../compiled-services.ts';

/** A request of integration that its citizen may answer. */
export interface OpenIntegration {
  readonly practice: Practice;
  readonly definition: ServiceDefinition;
  readonly integration: Integration;
  /** The form of the answer, made from the request. */
  readonly service: CompiledService;
  /** The files that answers point to. */
  readonly files: readonly Attachment[];
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

/** The open request of a practice of this citizen. @param owned the practice; null when it is not theirs */
export const openIntegration = async (
  stores: Stores,
  services: CompiledServices,
  owned: Practice | null,
): Promise<Result<OpenIntegration, IntegrationRefusal>> => {
  if (owned === null || owned.state === 'bozza') return refuse({ code: 'not_found' });
  const found = owned.state === 'da_integrare' ? (await stores.integrations.of(owned.id)).find(isOpen) : undefined;
  if (found === undefined) return refuse({ code: 'not_open' });
  const { definition } = await services.of(stores, owned);
  const service = services.integration(definition, found);
  const ids = integrationFiles(service, found.answers).map((id) => attachmentIdSchema.parse(id));
  const files = ids.length === 0 ? [] : await stores.attachments.byIds(ids);
  const integration = { ...found, answers: withoutLost(service, found.answers, files) };
  return ok({ practice: owned, definition, integration, service, files });
};

/** The same, and nobody else changes practice or request until the transaction ends. */
export const lockIntegration = async (
  stores: Stores,
  services: CompiledServices,
  citizenId: CitizenId,
  practiceId: PracticeId,
): Promise<Result<OpenIntegration, IntegrationRefusal>> => {
  const practice = await stores.practices.lock(practiceId);
  return openIntegration(stores, services, practice?.citizenId === citizenId ? practice : null);
};
