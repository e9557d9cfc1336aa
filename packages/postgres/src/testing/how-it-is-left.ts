import type { Practice } from '@stanza/core';
import { asText } from '@stanza/core/testing';
import type { Met, OfficeStage } from './office-stage.ts';

const isId = (part: string | null): boolean => part !== null && /^[0-9a-f-]{36}$/u.test(part);

/** What its documents say, but for the code and the protocol number, which no two practices share. */
const textsOf = async (
  { tenant }: OfficeStage,
  { storage }: OfficeStage['onMemory'],
  { code, documents }: Practice,
) => {
  const texts: Record<string, string> = {};
  for (const [kind, { sha256 }] of Object.entries(documents)) {
    let text = '';
    for await (const chunk of (await storage.open(tenant.id, sha256)) ?? []) text += asText(chunk);
    texts[kind] = text.replaceAll(code, '').replaceAll(/\b\d{7}(?:\/\d{4})?\b/gu, '');
  }
  return texts;
};

/** How a practice is left, whichever way it came there: all that the office and the citizen can see of it. */
export const howItIsLeft = async (
  stage: OfficeStage,
  portal: OfficeStage['onMemory'],
  { practice: { id, code } }: Met,
) => {
  const found = await portal.unitOfWork.read(stage.tenant.id, async (stores) => ({
    practice: await stores.practices.byId(id),
    entries: (await stores.audit.page({ after: null, limit: 10 })).rows,
    deliveries: await stores.deliveries.of(id),
    timeline: await stores.timeline.of(id),
    comments: await stores.comments.of(id),
    integrations: await stores.integrations.of(id),
    unsettled: await stores.registrations.unsettledOf(id),
  }));
  const { practice, entries } = found;
  if (practice === null) throw new Error('The practice is gone');
  const { state, version, assignedTo, decision, requestProtocol, answerProtocol } = practice;
  return {
    practice: { state, version, assignedTo, decision },
    unsettled: found.unsettled.map((one) => ({ state: one.state, by: one.claim?.by ?? null })),
    registered: { request: requestProtocol !== null, answer: answerProtocol !== null },
    documents: await textsOf(stage, portal, practice),
    timeline: found.timeline.map(({ event }) => event),
    // Acts on other practices come between.
    register: entries
      .filter(({ subject }) => subject === code)
      .map(({ action }) => action)
      .toSorted(),
    deliveries: found.deliveries
      .map((delivery) => [...Object.values(delivery.effect).filter((part) => !isId(part)), delivery.state].join(' '))
      .toSorted(),
    comments: found.comments.map(({ text }) => text).toSorted(),
    integrations: found.integrations.map(({ message, answeredAt, cancelledAt }) => ({
      message,
      answered: answeredAt !== null,
      cancelled: cancelledAt !== null,
    })),
  };
};
