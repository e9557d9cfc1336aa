import type { z } from 'zod';

/** Why a value is refused. The sentence that a person reads is chosen by the adapter, by this code. */
export const FIELD_ERROR_CODES = [
  'required',
  'too_long',
  'not_an_option',
  'invalid_date',
  'date_in_future',
  'invalid_codice_fiscale',
  'invalid_cap',
  'invalid_postal_code',
  'invalid_provincia',
  'invalid_email',
  'email_taken',
  'invalid_phone',
  'invalid_text',
  'wrong_digits',
  'domicilio_not_declared',
  'must_accept',
  'file_required',
  'file_too_large',
  'file_type_not_allowed',
  'file_empty',
  'file_infected',
  'file_not_scanned',
  'file_not_scannable',
  'too_many_files',
  'practice_too_large',
  'no_room_for_file',
  'too_many_uploads',
  'not_your_file',
  'invalid_number',
  'invalid_integer',
  'too_many_decimals',
  'out_of_range',
  'date_in_past',
  'ends_before_start',
  'invalid_time',
  'invalid_url',
  'invalid_partita_iva',
  'invalid_iban',
  'unknown_municipality',
  'ambiguous_municipality',
  'ceased_municipality',
  'unknown_country',
  'birth_date_mismatch',
  'unlike_codice_fiscale',
  'rule_broken',
  'needs_unsigned_answer',
  'not_a_statement',
  'of_portal',
  'not_paid_yet',
  'invalid_stamp',
  'stamp_used',
] as const;

export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number];

export interface FieldError {
  /** Dotted path of the field, for example `residenza.cap`. */
  readonly field: string;
  readonly code: FieldErrorCode;
  /** For `rule_broken`: the sentence that the definition has for it. */
  readonly message?: string;
  /** For `file_too_large` and `practice_too_large`: how large it may be. */
  readonly maxBytes?: number;
}

const isFieldErrorCode = (message: string): message is FieldErrorCode =>
  FIELD_ERROR_CODES.some((code) => code === message);

/** Our schemas carry the code as zod's message; anything else is `invalid_text`. */
export const fieldErrorCode = (message: string | undefined): FieldErrorCode =>
  message !== undefined && isFieldErrorCode(message) ? message : 'invalid_text';

/** The first error of each field. */
export const fieldErrors = (error: z.ZodError): readonly FieldError[] => {
  const byField = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.');
    if (!byField.has(field)) byField.set(field, { field, code: fieldErrorCode(issue.message) });
  }
  return [...byField.values()];
};
