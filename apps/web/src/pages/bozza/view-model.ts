import { draftEnd, type Practice } from '@stanza/core';
import { dayAndTime, longDay } from '../../format/moment.ts';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { texts } from './texts.it.ts';

/** @param draftDays days that a draft is kept after it was last saved */
export const bozzaView = (base: string, serviceName: string, draft: Practice, draftDays: number) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  service: serviceName,
  code: draft.code,
  datetime: draft.createdAt.toISOString(),
  created: texts.creata(dayAndTime(draft.createdAt)),
  end: texts.siCancella(longDay(draftEnd(draft, draftDays))),
  deleteHref: `${base}/pratiche/${draft.id}/elimina`,
  badge: stateTexts.bozza,
  resumeHref: `${base}/pratiche/${draft.id}/compila`,
});
