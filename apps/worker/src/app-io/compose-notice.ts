import { type ComposeNotice, longDay, withArticle } from '@stanza/core';
import { fill } from '../mail/letter.ts';
import { MAIL_FRAME, MAIL_TEXTS } from '../mail/texts.it.ts';
import { SUBJECTS } from './texts.it.ts';

/** What Markdown would take for its own. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>~|#]/gu, '\\$&');

const withCapital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * The message on App IO: the sentence of the mail and the way to the practice, without the name of whoever reads it. Of any facts it
 * is within `NOTICE_LIMITS`, since names of services are short.
 */
export const composeNotice: ComposeNotice = (template, given) => {
  const facts = {
    service: escaped(given.serviceName),
    code: given.practiceCode,
    protocol: given.protocol ?? MAIL_FRAME.noProtocol,
    due: given.dueDate === null ? '' : withArticle('il', longDay(given.dueDate)),
    answer: given.encloses ? MAIL_FRAME.answer.withDocument : MAIL_FRAME.answer.alone,
  };
  const { sentence, link = MAIL_FRAME.link } = MAIL_TEXTS[template];
  return {
    subject: fill(SUBJECTS[template], facts),
    markdown: `${withCapital(fill(sentence, facts))}\n\n${link.introduction}\n\n[${link.text}](${given.link})\n`,
  };
};
