import type { OfficePracticeView } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** @param practiceHref the practice's page in the office */
export const annullaIntegrazioneView = (
  practiceHref: string,
  { practice, definition }: OfficePracticeView,
): ConfirmPageView => ({
  id: 'annulla',
  question: texts.domanda(definition.name, practice.code),
  details: texts.conseguenze,
  yes: texts.si,
  no: texts.no,
  action: `${practiceHref}/integrazione/annulla`,
  hidden: [{ name: 'versione', value: String(practice.version) }],
  noHref: practiceHref,
});
