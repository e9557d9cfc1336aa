import { cents, countedOf, type DraftView, inEuro, keepsDraft } from '@stanza/core';
import type { ConfirmPageView } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** Field of the form by which one says that what was paid is given up. */
export const GIVES_UP = 'rinuncia';

/** What has come in for it, in cents. */
const paidFor = ({ payments }: DraftView): number =>
  payments.filter(keepsDraft).reduce((sum, payment) => sum + countedOf(payment), 0);

/** @param base the ente's path */
export const eliminaBozzaView = (base: string, draft: DraftView): ConfirmPageView => {
  const { practice, definition } = draft;
  const paid = paidFor(draft);
  return {
    id: 'elimina',
    question: texts.domanda(definition.name, practice.code),
    details: [...(paid > 0 ? [texts.pagata(inEuro(cents(paid)))] : []), ...texts.conseguenze],
    yes: paid > 0 ? texts.siRinuncio : texts.si,
    no: texts.no,
    action: `${base}/pratiche/${practice.id}/elimina`,
    hidden: paid > 0 ? [{ name: GIVES_UP, value: 'si' }] : [],
    noHref: `${base}/pratiche?stato=bozza`,
  };
};
