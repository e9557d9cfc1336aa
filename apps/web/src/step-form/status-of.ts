import type { FieldError } from '@stanza/core';

/** 413 when a file was too large, 429 when there were too many of them in an hour, 422 for every other mistake. */
export const statusOf = (errors: readonly FieldError[]): number => {
  if (errors.some(({ code }) => code === 'too_many_uploads')) return 429;
  return errors.some(({ code }) => code === 'file_too_large' || code === 'practice_too_large') ? 413 : 422;
};
