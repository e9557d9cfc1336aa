import { type BulletinKind, italianDate, type PublishedBulletin } from '@stanza/core';
import { outsideLink } from '../../texts/outside-link.it.ts';
import { texts } from './texts.it.ts';

export const avvisoView = (kind: BulletinKind, { title, text, day, link }: PublishedBulletin, backHref: string) => ({
  heading: { title },
  datetime: day,
  when: kind === 'news' ? texts.pubblicato(italianDate(day)) : texts.entro(italianDate(day)),
  text,
  link: outsideLink(link),
  backHref,
});
