import type { FieldError } from './field-error.ts';
import { cleanText } from './text.ts';

/** A text of one line that has to be there, as it is kept. */
export const typedLine = (typed: string): string => cleanText(typed).replaceAll(/\s+/gu, ' ');

/** What is wrong with a text that has to be there. @param text as `cleanText` or `typedLine` gives it */
export const textErrors = (field: string, text: string, max: number): readonly FieldError[] => {
  if (text === '') return [{ field, code: 'required' }];
  return [...text].length > max ? [{ field, code: 'too_long' }] : [];
};
