import { dayAndTime } from '@stanza/core';
import type { StoredMail } from '../../mailbox/mailbox.ts';
import { texts } from './texts.it.ts';

/** A link in plain text, as our own messages write it: on a line of its own. */
const linkIn = (text: string): string | null => /^https?:\/\/\S+$/mu.exec(text)?.[0] ?? null;

export const postaView = (mails: readonly StoredMail[]) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  mails: mails.map((mail) => ({
    subject: mail.subject,
    from: mail.from,
    to: mail.to,
    when: dayAndTime(mail.sentAt),
    datetime: mail.sentAt.toISOString(),
    text: mail.text,
    link: linkIn(mail.text),
  })),
  none: mails.length > 0 ? null : { title: texts.nessuna, text: texts.nessunaTesto },
});
