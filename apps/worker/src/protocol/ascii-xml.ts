import { cleanText } from '@stanza/core';

/** What XML does not allow in any spelling and `cleanText` leaves. */
const NO_CHARACTERS = /[\uFFFE\uFFFF]/gu;

/** A text as one line that XML can say. */
export const xmlLine = (text: string): string => cleanText(text.replaceAll(NO_CHARACTERS, '')).replaceAll(/\s+/gu, ' ');

/**
 * XML with ASCII alone: what else there is becomes `&#232;`. Some registries read Latin-1 whatever the XML declares, others UTF-8: this
 * says the same to both.
 * @param xml with ASCII names
 */
export const asciiXml = (xml: string): string =>
  xml.replaceAll(/[^\p{ASCII}]/gu, (character) => `&#${character.codePointAt(0)};`);
