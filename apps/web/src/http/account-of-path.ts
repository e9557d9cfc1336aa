import { type OperatorAccount, operatorIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { Portal } from '../portal.ts';
import { paramAs } from './params.ts';
import { Problem } from './problem.ts';
import { enteOf } from './request-facts.ts';

/** A page about one operator. */
export interface AccountPath {
  Params: { operatore: string };
}

/** The operator of the path; one that the ente does not have is a page that does not exist. */
export const accountOfPath = async (portal: Portal, request: FastifyRequest<AccountPath>): Promise<OperatorAccount> => {
  const id = paramAs(operatorIdSchema, request.params.operatore);
  const account = await portal.unitOfWork.read(enteOf(request).id, ({ accounts }) => accounts.byId(id));
  if (account === null) throw new Problem('not_found');
  return account;
};
