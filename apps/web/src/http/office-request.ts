import { type OfficeRequest, practiceIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { FormFields } from './form.ts';
import type { OfficePath } from './office-practice.ts';
import { paramAs } from './params.ts';
import { enteOf, operatorOf } from './request-facts.ts';

const VERSION = /^\d{1,9}$/u;
/** What a form says that was not made by a page of ours: no practice has it, so the form is refused as an old one. */
const NO_VERSION = -1;

/** An act of the operator on the practice of the path. Its form says, in `versione`, what they had before their eyes. */
export const officeRequestOf = (request: FastifyRequest<OfficePath>, { versione = '' }: FormFields): OfficeRequest => {
  return {
    tenantId: enteOf(request).id,
    operator: operatorOf(request),
    practiceId: paramAs(practiceIdSchema, request.params.pratica),
    version: VERSION.test(versione) ? Number(versione) : NO_VERSION,
  };
};
