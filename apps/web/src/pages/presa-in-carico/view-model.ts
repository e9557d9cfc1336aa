import type { OfficePracticeView } from '@stanza/core';
import { texts } from './texts.it.ts';

/** @param practiceHref the practice's page in the office */
export const presaInCaricoView = (practiceHref: string, { practice, definition }: OfficePracticeView) => ({
  id: 'presa',
  question: texts.domanda(definition.name, practice.code),
  yes: texts.si,
  no: texts.no,
  action: `${practiceHref}/presa-in-carico`,
  hidden: [{ name: 'versione', value: String(practice.version) }],
  noHref: practiceHref,
});
