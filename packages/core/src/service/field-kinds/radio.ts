import { z } from 'zod';
import { asTyped, type FieldKind, fieldBaseSchema } from './field-kind.ts';

export const optionSchema = z.strictObject({
  /** Letters, digits, `_` and `-`: it is part of an id in the page. */
  value: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/u),
  label: z.string().min(1),
});
type Option = z.infer<typeof optionSchema>;

/** The schema of a value that must be one of the options. */
export const oneOf = (options: readonly Option[]): z.ZodType<string> =>
  z.string().refine((value) => options.some((option) => option.value === value), 'not_an_option');
export const labelOf = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

export const radioFieldSchema = fieldBaseSchema.extend({
  kind: z.literal('radio'),
  options: z.array(optionSchema).min(2),
});
export type RadioField = z.infer<typeof radioFieldSchema>;

/** One choice among a few, all visible. */
export const radioKind: FieldKind<RadioField> = {
  normalise: asTyped,
  schema: ({ options }) => oneOf(options),
  display: ({ options }, value) => labelOf(options, value),
};
