import type { Federation, SignInRefusal } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';

/**
 * Notes the rule that a message broke, and nothing of the message: by it an operator helps somebody on the phone. What is to no
 * request of ours has no line in the register of sign-ins.
 * @param what happened, for the log
 */
export const logRefusal = (
  request: FastifyRequest,
  federation: Federation,
  refusal: SignInRefusal,
  what: string,
): void => {
  if (refusal.code !== 'not_valid') return;
  request.log.info({ ente: enteOf(request).slug, federation, rule: refusal.rule }, what);
};
