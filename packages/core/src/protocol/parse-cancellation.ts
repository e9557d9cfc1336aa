import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import { textErrors, typedLine } from '../shared/typed-text.ts';
import type { CancellationGrounds } from './book-entry.ts';

export const MAX_PROVISION = 200;
export const MAX_CANCELLATION_REASON = 1000;

/** What the form sends, as it was typed. */
export interface CancellationInput {
  readonly provision: string;
  readonly reason: string;
}

/** Both have to be there (DPR 445/2000 art. 54). @returns errors at the names of the input */
export const parseCancellation = (
  input: CancellationInput,
): Result<Omit<CancellationGrounds, 'by'>, { readonly code: 'invalid'; readonly errors: readonly FieldError[] }> => {
  const [provision, reason] = [typedLine(input.provision), cleanText(input.reason)];
  const errors = [
    ...textErrors('provision', provision, MAX_PROVISION),
    ...textErrors('reason', reason, MAX_CANCELLATION_REASON),
  ];
  return errors.length > 0 ? refuse({ code: 'invalid', errors }) : ok({ provision, reason });
};
