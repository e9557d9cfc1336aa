import { type ComposeInvitation, dayAndTime } from '@stanza/core';
import { fill, letter } from './letter.ts';
import { INVITATION_TEXTS, MAIL_FRAME } from './texts.it.ts';

/** The messages with a link by which an operator chooses a password. */
export const composeInvitation: ComposeInvitation = (kind, { ente, recipientName, expiresAt, link }) => {
  const facts = { name: recipientName, ente, end: dayAndTime(expiresAt) };
  const { subject, sentences, link: toPage } = INVITATION_TEXTS[kind];
  return letter({
    subject: fill(subject, facts),
    paragraphs: [MAIL_FRAME.greeting, ...sentences].map((sentence) => fill(sentence, facts)),
    link: { ...toPage, href: link },
    signature: ente,
  });
};
