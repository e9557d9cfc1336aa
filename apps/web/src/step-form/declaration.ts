import type { FieldError } from '@stanza/core';
import type { FormFields } from '../http/form.ts';

/** The name of the operator's declaration that the citizen has signed on paper. */
export const DECLARATION = 'dichiarazione';

/** What is wrong with a form of the counter in which it was not made. */
export const UNDECLARED: readonly FieldError[] = [{ field: DECLARATION, code: 'must_accept' }];

export const isDeclared = ({ [DECLARATION]: declared }: FormFields): boolean => declared === 'si';

/** The box that it is made with. @param label what was signed */
export const declarationField = (label: string, typed: FormFields, error: string | undefined) => ({
  partial: 'field-checkbox' as const,
  id: DECLARATION,
  name: DECLARATION,
  value: 'si',
  label,
  required: true,
  checked: isDeclared(typed),
  error,
});
