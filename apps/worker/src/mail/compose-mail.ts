import { type ComposeMail, longDay, withArticle } from '@stanza/core';
import { MAIL_FRAME, MAIL_TEXTS } from './texts.it.ts';

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => HTML_ENTITIES[character] ?? '');

const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_match, name: string) => {
    const value = facts[name];
    if (value === undefined) throw new Error(`A mail text asks for ${name}, which does not exist`);
    return value;
  });

/** A page without images, scripts or style sheets: every mail program and screen reader shows it as it is. */
const htmlPage = (
  subject: string,
  paragraphs: readonly string[],
  link: { readonly href: string; readonly text: string },
  signature: string,
): string => `<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(subject)}</title>
</head>
<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5; color: #17324d; background: #ffffff">
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
<p><a href="${escapeHtml(link.href)}" style="color: #0066cc">${escapeHtml(link.text)}</a></p>
<p>${escapeHtml(signature)}</p>
<p><small>${escapeHtml(MAIL_FRAME.doNotAnswer)}</small></p>
</body>
</html>
`;

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
  const { link: toPractice, doNotAnswer } = MAIL_FRAME;
  const { introduction, text } = MAIL_TEXTS[template].link ?? toPractice;
  return {
    subject,
    text: `${[...paragraphs, `${introduction}\n${link}`, ente, doNotAnswer].join('\n\n')}\n`,
    html: htmlPage(subject, paragraphs, { href: link, text }, ente),
  };
};
