import { isClosed, type OfficePracticeView, type Service } from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noAddressNotice } from '../../http/no-address-notice.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import type { Portal } from '../../portal.ts';
import { notice } from '../../ui/components.ts';
import { shownAs } from './refusals.ts';
import { texts } from './texts.it.ts';
import { type ElaboraState, elaboraView } from './view-model.ts';

/** The service as it is worked now. */
const serviceOf = async (
  portal: Portal,
  request: FastifyRequest,
  { practice }: OfficePracticeView,
): Promise<Service> => {
  const service = await portal.unitOfWork.read(enteOf(request).id, ({ services }) => services.byId(practice.serviceId));
  if (service === null) throw new Error(`The service of ${practice.id} is not there`);
  return service;
};

/** Answers with the page, as the practice is now. */
export const showElabora = async (
  { portal, show }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  viewed: OfficePracticeView,
  state: ElaboraState,
): Promise<FastifyReply> => {
  const base = `/${enteOf(request).slug}`;
  const practiceHref = `${base}/operatori/pratiche/${viewed.practice.id}`;
  const { refusal } = state;
  const { settings } = await serviceOf(portal, request, viewed);
  const refused = refusal === null ? null : shownAs(refusal);
  return show(request, reply, {
    template: 'operatori-elabora',
    view: {
      ...elaboraView(practiceHref, viewed, settings, state),
      noAddress: isClosed(viewed.practice) ? null : await noAddressNotice(portal, request, viewed.practice),
    },
    title: texts.titolo,
    path: [{ label: viewed.practice.code, href: practiceHref }],
    status: refused?.status ?? 200,
    hasErrors: refusal !== null,
    flash:
      refused?.field === null
        ? notice('error', { text: refused.text, link: { label: texts.apriDiNuovo, href: practiceHref } })
        : null,
  });
};
