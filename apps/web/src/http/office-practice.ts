import { type OfficePracticeView, practiceIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { Portal } from '../portal.ts';
import { paramAs } from './params.ts';
import { Problem } from './problem.ts';
import { enteOf, operatorOf } from './request-facts.ts';

/** A page of the office about one practice. */
export interface OfficePath {
  Params: { pratica: string };
}

/** The practice of the path, as the operator may see it; one that they may not see is a page that does not exist. */
export const officePracticeOf = async (
  portal: Portal,
  request: FastifyRequest<OfficePath>,
): Promise<OfficePracticeView> => {
  const id = paramAs(practiceIdSchema, request.params.pratica);
  const viewed = await portal.viewOfficePractice(enteOf(request).id, operatorOf(request), id);
  if (!viewed.ok) throw new Problem('not_found');
  return viewed.value;
};
