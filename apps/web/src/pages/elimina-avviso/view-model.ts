import type { BulletinKind, KeptBulletin } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** @param listHref the list that it is in */
export const eliminaAvvisoView = (
  listHref: string,
  kind: BulletinKind,
  { id, title }: KeptBulletin,
): ConfirmPageView => ({
  id: 'elimina',
  question: texts.domanda(title),
  details: [texts.perTipo[kind].conseguenza],
  yes: texts.perTipo[kind].si,
  no: texts.no,
  action: `${listHref}/${encodeURIComponent(id)}/elimina`,
  hidden: [],
  noHref: listHref,
});
