import { dayAndTime, draftEnd, longDay, type Practice, type Service, windowOn } from '@stanza/core';
import { stateTexts } from '../../texts/practice-states.it.ts';
import { sendingNote } from '../../texts/service-availability.it.ts';
import { texts } from './texts.it.ts';

/**
 * @param draftDays days that a draft is kept after it was last saved
 * @param today `YYYY-MM-DD` in Italy
 */
export const bozzaView = (
  base: string,
  service: Service,
  draft: Practice,
  { draftDays, today }: { readonly draftDays: number; readonly today: string },
) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  service: service.definition.name,
  availability: sendingNote(windowOn(service, today)),
  code: draft.code,
  datetime: draft.createdAt.toISOString(),
  created: texts.creata(dayAndTime(draft.createdAt)),
  end: texts.siCancella(longDay(draftEnd(draft, draftDays))),
  deleteHref: `${base}/pratiche/${draft.id}/elimina`,
  badge: stateTexts.bozza,
  resumeHref: `${base}/pratiche/${draft.id}/compila`,
});
