import type { Citizen } from '@stanza/core';
import { refusedEmail } from '../texts/refused-email.it.ts';
import { type NoticeView, notice } from '../ui/components.ts';

/**
 * That mail to this citizen comes back, and what they can do; null when it does not.
 * @param profile path of the profile, on other pages
 */
export const refusedEmailNotice = ({ contacts, emailRefused }: Citizen, profile?: string): NoticeView | null =>
  !emailRefused || contacts.email === null
    ? null
    : notice('warning', {
        title: refusedEmail.title,
        text: refusedEmail.text(contacts.email),
        link: profile === undefined ? undefined : { label: refusedEmail.link, href: profile },
      });
