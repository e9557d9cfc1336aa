import type { ComposeBlockedNotice } from '@stanza/core';
import { fill, letter } from './letter.ts';
import { BLOCKED_TEXTS, MAIL_FRAME } from './texts.it.ts';

/** The message that tells administrators that deliveries, or numbers, wait for somebody: how many, and nothing of what is in them. */
export const composeBlockedNotice: ComposeBlockedNotice = ({ ente, recipientName, blocked, late, link }) => {
  const facts = { name: recipientName, ente, waiting: BLOCKED_TEXTS.count(blocked, late) };
  return letter({
    subject: fill(BLOCKED_TEXTS.subject, facts),
    paragraphs: [MAIL_FRAME.greeting, ...BLOCKED_TEXTS.sentences].map((sentence) => fill(sentence, facts)),
    link: { ...BLOCKED_TEXTS.link, href: link },
    signature: ente,
  });
};
