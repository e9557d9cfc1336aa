import type { OfficePracticeView } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { notice } from '../../ui/components.ts';
import { REFUSALS } from './refusals.ts';
import { texts } from './texts.it.ts';
import { type ElaboraState, elaboraView } from './view-model.ts';

/** Answers with the page, as the practice is now. */
export const showElabora = (
  { show }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  viewed: OfficePracticeView,
  state: ElaboraState,
): FastifyReply => {
  const base = `/${enteOf(request).slug}`;
  const practiceHref = `${base}/operatori/pratiche/${viewed.practice.id}`;
  const { refusal } = state;
  const onTop = refusal !== null && REFUSALS[refusal].field === null;
  return show(request, reply, {
    template: 'operatori-elabora',
    view: elaboraView(practiceHref, viewed, state),
    title: texts.titolo,
    path: [
      { label: texts.pannello, href: `${base}/operatori` },
      { label: viewed.practice.code, href: practiceHref },
    ],
    status: refusal === null ? 200 : REFUSALS[refusal].status,
    hasErrors: refusal !== null,
    flash: onTop
      ? notice('error', { text: texts.rifiuti[refusal], link: { label: texts.apriDiNuovo, href: practiceHref } })
      : null,
  });
};
