import type { BulkAction, BulkItem } from '@stanza/core';
import { texts } from './partials/texts.it.ts';

/** `{{> bulk-buttons}}`: what is done to the chosen practices; inside the form that their boxes belong to. */
export interface BulkButtonsView {
  readonly buttons: readonly { readonly action: BulkAction; readonly label: string }[];
}

/** Name of the boxes by which practices are chosen. */
export const BULK_BOX = 'pratica';

/** What the box of a practice sends: a box sends one value, so it holds both. */
export const bulkBoxValue = ({ practiceId, version }: BulkItem): string => `${practiceId}:${version}`;

/** @param actions in the order in which they are offered */
export const bulkButtons = (actions: readonly BulkAction[]): BulkButtonsView => ({
  buttons: actions.map((action) => ({ action, label: texts.insieme[action] })),
});
