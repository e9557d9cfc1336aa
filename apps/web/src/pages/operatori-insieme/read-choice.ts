import { BULK_ACTIONS, type BulkAction, type BulkItem, MAX_BULK, practiceIdSchema } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { allValues, formFields } from '../../http/form.ts';
import { formVersion } from '../../http/form-version.ts';
import { BULK_BOX } from '../../ui/bulk-views.ts';

/** Why nothing can be made of a choice. */
export type Refusal = 'none_chosen' | 'too_many' | 'action_required';

/** What is to be done, and to which practices. */
export interface Choice {
  readonly action: BulkAction;
  readonly items: readonly BulkItem[];
}

const actionSchema = z.enum(BULK_ACTIONS);

/** What the box of a practice has sent; nothing when it was not made by a page of ours. */
const itemOf = (value: string): readonly BulkItem[] => {
  const [id = '', versione = ''] = value.split(':');
  const practiceId = practiceIdSchema.safeParse(id);
  return practiceId.success ? [{ practiceId: practiceId.data, version: formVersion({ versione }) }] : [];
};

/** Reads which practices were chosen, each once, and what for. */
export const readChoice = (request: FastifyRequest): Choice | Refusal => {
  const items = [...new Set(allValues(request, BULK_BOX))].flatMap(itemOf);
  const action = actionSchema.safeParse(formFields(request).azione);
  if (items.length === 0) return 'none_chosen';
  if (items.length > MAX_BULK) return 'too_many';
  return action.success ? { action: action.data, items } : 'action_required';
};
