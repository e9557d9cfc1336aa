import { type BulletinKind, italianDate, type PublishedBulletin } from '@stanza/core';
import { texts } from './texts.it.ts';

export const avvisoView = (kind: BulletinKind, { title, text, day, link }: PublishedBulletin, backHref: string) => ({
  heading: { title },
  datetime: day,
  when: kind === 'news' ? texts.pubblicato(italianDate(day)) : texts.entro(italianDate(day)),
  text,
  link,
  backHref,
});
