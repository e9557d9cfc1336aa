import type { SignInLevel } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';
import { signInHref } from '../../http/sign-in-level.ts';
import type { WebContext } from '../../http/web-context.ts';
import type { RefusalView } from './refusal.ts';
import { texts } from './texts.it.ts';

/** Answers with the page of what went wrong, and a way to begin again. @param asked null when nobody knows: they may be in already */
export const showRefusal = (
  { show }: Pick<WebContext, 'show'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, text: lead, status }: RefusalView,
  asked: { readonly destination: string; readonly level: SignInLevel } | null,
): FastifyReply => {
  const { slug } = enteOf(request);
  const again = asked === null ? `/${slug}/accedi` : signInHref(`/${slug}`, asked.level, asked.destination);
  return show(request, reply, {
    template: 'federazione',
    view: {
      heading: { title, lead },
      again: { href: again, label: texts.riprova },
      roomHref: asked === null ? `/${slug}/stanza` : null,
    },
    title,
    status,
  });
};
