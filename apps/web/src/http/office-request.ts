import { type OfficeRequest, practiceIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { FormFields } from './form.ts';
import type { OfficePath } from './office-practice.ts';
import { paramAs } from './params.ts';
import { Problem } from './problem.ts';
import { enteOf, operatorOf } from './request-facts.ts';

const VERSION = /^\d{1,9}$/u;

/** An act of the operator on the practice of the path. Its form says, in `versione`, what they had before their eyes. */
export const officeRequestOf = (request: FastifyRequest<OfficePath>, { versione = '' }: FormFields): OfficeRequest => {
  if (!VERSION.test(versione)) throw new Problem('bad_request');
  return {
    tenantId: enteOf(request).id,
    operator: operatorOf(request),
    practiceId: paramAs(practiceIdSchema, request.params.pratica),
    version: Number(versione),
  };
};
