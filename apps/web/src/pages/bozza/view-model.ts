import type { Practice } from '@stanza/core';
import { dayAndTime } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { texts } from './texts.it.ts';

export const bozzaView = (base: string, serviceName: string, draft: Practice) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  service: serviceName,
  code: draft.code,
  datetime: draft.createdAt.toISOString(),
  created: texts.creata(dayAndTime(draft.createdAt)),
  badge: stateTexts.bozza,
  resumeHref: `${base}/pratiche/${draft.id}/compila`,
});
