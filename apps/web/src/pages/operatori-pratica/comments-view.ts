import { dayAndTime, MAX_COMMENT, MAX_COMMENTS, type OfficeComment } from '@stanza/core';
import type { TextareaFieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** Why a comment was not saved. */
export type CommentRefusal = keyof typeof texts.rifiutiCommento;

/** A comment that was typed and not saved. */
export interface TypedComment {
  readonly text: string;
  readonly refusal: CommentRefusal;
}

const field = (typed: TypedComment | null): TextareaFieldView => ({
  partial: 'field-textarea',
  id: 'commento',
  name: 'commento',
  label: texts.nuovoCommento,
  hint: texts.commentoAiuto,
  required: true,
  value: typed?.text ?? '',
  rows: 3,
  maxlength: MAX_COMMENT,
  // That the page was expired is said on top of it.
  error: typed === null || typed.refusal === 'csrf' ? undefined : texts.rifiutiCommento[typed.refusal],
});

/** What the office says to itself on a practice. @param action where a new comment is sent */
export const commentsView = (action: string, comments: readonly OfficeComment[], typed: TypedComment | null) => ({
  written: comments.map(({ by, at, text }) => ({ by, datetime: at.toISOString(), when: dayAndTime(at), text })),
  form: comments.length >= MAX_COMMENTS && typed === null ? null : { action, field: field(typed) },
});
