import { type OfficeRequest, practiceIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { FormFields } from './form.ts';
import { formVersion } from './form-version.ts';
import type { OfficePath } from './office-practice.ts';
import { paramAs } from './params.ts';
import { actorOf, enteOf } from './request-facts.ts';

/** An act of the operator on the practice of the path. Its form says, in `versione`, what they had before their eyes. */
export const officeRequestOf = (request: FastifyRequest<OfficePath>, fields: FormFields): OfficeRequest => {
  return {
    tenantId: enteOf(request).id,
    ...actorOf(request),
    practiceId: paramAs(practiceIdSchema, request.params.pratica),
    version: formVersion(fields),
  };
};
