import type { BulkAction, OperatorList, OperatorPracticeRow } from '@stanza/core';
import { pageValuesOf } from '../../office/asked.ts';
import type { ListInForm } from '../../office/list-in-form.ts';
import { BULK_BOX, bulkBoxValue, bulkButtons } from '../../ui/bulk-views.ts';
import { type DataTableView, type RowBoxView, withBoxes } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/** What the row alone says of it; the practice itself has the last word. */
export const canBeTaken = ({ state, protocol, assignedTo }: OperatorPracticeRow): boolean =>
  state === 'inviata' && protocol !== null && assignedTo === null;
const canBeDecided = ({ state, decidesTogether }: OperatorPracticeRow): boolean =>
  state === 'in_elaborazione' && decidesTogether;

/** What can be done to several practices of a list at once, and to which of its rows. */
const TOGETHER: Partial<
  Record<
    OperatorList,
    { readonly actions: readonly BulkAction[]; readonly fits: (row: OperatorPracticeRow) => boolean }
  >
> = {
  da_assegnare: { actions: ['prendi'], fits: canBeTaken },
  da_gestire: { actions: ['accetta', 'rifiuta'], fits: canBeDecided },
};

const boxOf = (row: OperatorPracticeRow): RowBoxView => ({
  name: BULK_BOX,
  value: bulkBoxValue({ practiceId: row.id, version: row.version }),
  context: texts.quale(row.serviceName, row.code, row.applicantName),
});

/**
 * The form around the table by which several practices are chosen, and the table with its boxes; null where there is nothing to
 * choose. The form says which page of the list it is on, so that what follows can lead back to it.
 * @param home the address of the page
 */
export const choosingView = (
  home: string,
  { asked, after }: ListInForm,
  rows: readonly OperatorPracticeRow[],
  table: DataTableView,
) => {
  const together = TOGETHER[asked.list];
  if (together === undefined || !rows.some(together.fits)) return null;
  return {
    action: `${home}/insieme`,
    hidden: pageValuesOf(asked, after),
    box: BULK_BOX,
    table: withBoxes(
      table,
      texts.scegli,
      rows.map((row) => (together.fits(row) ? boxOf(row) : null)),
    ),
    ...bulkButtons(together.actions),
  };
};
