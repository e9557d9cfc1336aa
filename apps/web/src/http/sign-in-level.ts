import type { SignInLevel } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type Written } from './problem.ts';
import { enteOf, pathOf } from './request-facts.ts';

/**
 * Where a citizen signs in as strongly as a service asks for; who has done so already goes straight on.
 * @param base path of the ente
 * @param destination path of the page that they come to in the end
 */
export const signInHref = (base: string, level: SignInLevel, destination: string): string =>
  `${base}/accedi?${new URLSearchParams({ livello: String(level), verso: destination })}`;

/**
 * Sends a citizen who has not signed in strongly enough to do so; they come back to the page that they were going to.
 * @param unsaved what they typed and is kept nowhere: then a page gives it back before they go
 * @throws Problem that page
 */
export const sendToSignIn = (
  request: FastifyRequest,
  reply: FastifyReply,
  level: SignInLevel,
  unsaved: readonly Written[] = [],
): FastifyReply => {
  if (unsaved.some(({ value }) => value !== '')) throw new Problem('level_too_low', unsaved, level);
  return reply.redirect(signInHref(`/${enteOf(request).slug}`, level, pathOf(request)), 303);
};
