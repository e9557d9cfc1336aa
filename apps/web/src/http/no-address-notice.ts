import { type Practice, reachableEmail } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { Portal } from '../portal.ts';
import { noAddress } from '../texts/no-address.it.ts';
import { type NoticeView, notice } from '../ui/components.ts';
import { enteOf } from './request-facts.ts';

/** What an operator must know before writing to a citizen whom no e-mail reaches; null when one does. */
export const noAddressNotice = async (
  portal: Portal,
  request: FastifyRequest,
  { citizenId }: Practice,
): Promise<NoticeView | null> => {
  const citizen = await portal.unitOfWork.read(enteOf(request).id, ({ citizens }) => citizens.byId(citizenId));
  return citizen === null || reachableEmail(citizen) === null ? notice('warning', { text: noAddress }) : null;
};
