import {
  type Attachment,
  type CitizenId,
  holdsFiles,
  type JourneyStep,
  practiceFileLimits,
  type ServiceId,
  type TenantId,
} from '@stanza/core';
import type { Portal } from '../portal.ts';
import type { FieldFacts } from './field-facts.ts';
import type { Place } from './place.ts';

/** How large the files of a practice of this service may be. */
export const fileLimitsOf = async (
  { unitOfWork }: Pick<Portal, 'unitOfWork'>,
  tenantId: TenantId,
  serviceId: ServiceId,
) => {
  const choice = await unitOfWork.read(tenantId, ({ registrations }) => registrations.choiceFor(serviceId));
  return practiceFileLimits(choice?.limits ?? null);
};

/** What a step is to know of files, if it asks for any: how large they may be, and those that the citizen may use again. */
export const fileFactsOf = async (
  { unitOfWork }: Pick<Portal, 'unitOfWork'>,
  tenantId: TenantId,
  { atCounter }: Place,
  { fields }: Pick<JourneyStep, 'fields'>,
  of: { readonly citizenId: CitizenId; readonly serviceId: ServiceId },
): Promise<Pick<FieldFacts, 'reusable' | 'fileLimits'>> => {
  // Those of a citizen are not for an operator to look through.
  const none: readonly Attachment[] | null = atCounter ? null : [];
  if (!fields.some(({ bound }) => holdsFiles(bound.field))) {
    return { reusable: none, fileLimits: practiceFileLimits(null) };
  }
  return unitOfWork.read(tenantId, async ({ registrations, reads }) => ({
    reusable: atCounter ? none : await reads.attachmentsOf(of.citizenId),
    fileLimits: practiceFileLimits((await registrations.choiceFor(of.serviceId))?.limits ?? null),
  }));
};
