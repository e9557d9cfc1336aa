import type { Practice } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import type { Portal } from '../portal.ts';
import { addressRefused, noAddress } from '../texts/no-address.it.ts';
import { type NoticeView, notice } from '../ui/components.ts';
import { enteOf } from './request-facts.ts';

/** What an operator must know before writing to a citizen whom no e-mail reaches; null when one does. */
export const noAddressNotice = async (
  portal: Portal,
  request: FastifyRequest,
  { citizenId }: Practice,
): Promise<NoticeView | null> => {
  const citizen = await portal.unitOfWork.read(enteOf(request).id, ({ citizens }) => citizens.byId(citizenId));
  if (citizen === null || citizen.contacts.email === null) return notice('warning', { text: noAddress });
  return citizen.emailRefused ? notice('warning', { text: addressRefused }) : null;
};
