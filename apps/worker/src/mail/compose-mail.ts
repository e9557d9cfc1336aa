import { type ComposeMail, longDay, withArticle } from '@stanza/core';
import { fill, letter } from './letter.ts';
import { MAIL_FRAME, MAIL_TEXTS } from './texts.it.ts';

/** "il 7 marzo 2026". @param day `YYYY-MM-DD`; null when the message has none */
const onDay = (day: string | null): string => (day === null ? '' : withArticle('il', longDay(day)));

/** The messages of manual §9.2: what happened in one sentence, and a link to the practice, which asks for a sign-in. */
export const composeMail: ComposeMail = (
  template,
  { ente, recipientName, serviceName, practiceCode, protocol, draftEnd, dueDate, encloses, link },
) => {
  const facts = {
    name: recipientName,
    service: serviceName,
    code: practiceCode,
    protocol: protocol ?? MAIL_FRAME.noProtocol,
    end: onDay(draftEnd),
    due: onDay(dueDate),
    answer: encloses ? MAIL_FRAME.answer.withDocument : MAIL_FRAME.answer.alone,
  };
  const subject = fill(MAIL_TEXTS[template].subject, facts);
  const paragraphs = [fill(MAIL_FRAME.greeting, facts), fill(MAIL_TEXTS[template].sentence, facts)];
  const toPage = MAIL_TEXTS[template].link ?? MAIL_FRAME.link;
  return letter({ subject, paragraphs, link: { ...toPage, href: link }, signature: ente });
};
