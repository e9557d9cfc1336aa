import type { FieldError } from '@stanza/core';

/** 413 when a file was too large, 422 for every other mistake. */
export const statusOf = (errors: readonly FieldError[]): number =>
  errors.some(({ code }) => code === 'file_too_large') ? 413 : 422;
