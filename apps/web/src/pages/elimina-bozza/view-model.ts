import type { DraftView } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** @param base the ente's path */
export const eliminaBozzaView = (base: string, { practice, definition }: DraftView): ConfirmPageView => ({
  id: 'elimina',
  question: texts.domanda(definition.name, practice.code),
  details: texts.conseguenze,
  yes: texts.si,
  no: texts.no,
  action: `${base}/pratiche/${practice.id}/elimina`,
  hidden: [],
  noHref: `${base}/pratiche?stato=bozza`,
});
