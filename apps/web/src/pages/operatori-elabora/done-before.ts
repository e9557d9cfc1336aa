import type { Practice } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { type OfficePath, officePracticeOf } from '../../http/office-practice.ts';
import { operatorOf } from '../../http/request-facts.ts';
import type { Portal } from '../../portal.ts';
import type { Refusal } from './refusals.ts';

/**
 * Whether this operator has already done what was refused: a form sent twice, by a double click or from an old page, is
 * done once and succeeds twice.
 */
export const doneBefore = async (
  portal: Portal,
  request: FastifyRequest<OfficePath>,
  refusal: Refusal,
  isDone: (practice: Practice) => boolean,
): Promise<boolean> => {
  if (refusal !== 'stale_version' && refusal !== 'not_possible') return false;
  const { practice } = await officePracticeOf(portal, request);
  return practice.assignedTo === operatorOf(request).id && isDone(practice);
};
