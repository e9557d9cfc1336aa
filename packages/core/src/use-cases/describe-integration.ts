import type { Attachment } from '../attachment/attachment.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Integration } from '../practice/integration.ts';
import { requestedLabels } from '../practice/integration-form.ts';
import type { Practice } from '../practice/practice.ts';
import type { TimelineEntry } from '../practice/timeline.ts';
import type { ServiceDefinition } from '../service/definition.ts';
import { attachmentIdsOf, journey, type SummarySection, summarise } from '../service/journey.ts';
import type { CompiledServices } from './compiled-services.ts';
import { displayFacts } from './display-facts.ts';

/** A request of integration as it is shown: what was asked, and what was answered. */
export interface IntegrationView {
  readonly integration: Integration;
  /** Names of the fields and documents that were asked for. */
  readonly asked: readonly string[];
  /** The answers as people read them; empty until they are sent. */
  readonly rows: SummarySection['rows'];
  readonly files: readonly Attachment[];
}

/**
 * The requests of integration of a practice, oldest first. They are looked for only where the iter speaks of one: most
 * practices have none.
 */
export const integrationsOf = async (
  { integrations }: Stores,
  { id }: Practice,
  timeline: readonly TimelineEntry[],
): Promise<readonly Integration[]> =>
  timeline.some(({ event }) => event === 'integrazione_richiesta') ? integrations.of(id) : [];

/** @param attachments all that are tied to the practice */
export const describeIntegration = (
  services: CompiledServices,
  definition: ServiceDefinition,
  { applicant }: Pick<Practice, 'applicant'>,
  integration: Integration,
  attachments: readonly Attachment[],
): IntegrationView => {
  const asked = requestedLabels(definition, integration);
  if (integration.answeredAt === null) return { integration, asked, rows: [], files: [] };
  const way = journey(services.integration(definition, integration), integration.answers);
  const ids = attachmentIdsOf(way);
  return {
    integration,
    asked,
    rows: summarise(way, displayFacts(applicant, attachments)).flatMap(({ rows }) => rows),
    files: attachments.filter(({ id }) => ids.includes(id)),
  };
};

/** Of the attachments tied to a practice, those that it was sent with: others came with an answer to the office. */
export const sentWith = (ids: readonly string[], attachments: readonly Attachment[]): readonly Attachment[] =>
  attachments.filter(({ id }) => ids.includes(id));
