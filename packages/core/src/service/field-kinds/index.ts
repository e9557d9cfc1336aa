import { z } from 'zod';
import { cleanText } from '../../shared/text.ts';
import { type CodiceFiscaleField, codiceFiscaleFieldSchema, codiceFiscaleKind } from './codice-fiscale.ts';
import { type DateField, dateFieldSchema, dateKind } from './date.ts';
import type { DisplayFacts, FieldKind, ValidationFacts } from './field-kind.ts';
import { type FileField, fileFieldSchema, fileKind } from './file.ts';
import { type RadioField, radioFieldSchema, radioKind } from './radio.ts';
import { type TextField, textFieldSchema, textKind } from './text.ts';
import { type TextareaField, textareaFieldSchema, textareaKind } from './textarea.ts';

/** The register of kinds: a new kind is a new file and three lines here. */
interface KindMap {
  text: TextField;
  textarea: TextareaField;
  radio: RadioField;
  date: DateField;
  codice_fiscale: CodiceFiscaleField;
  file: FileField;
}

const KINDS: { readonly [K in keyof KindMap]: FieldKind<KindMap[K]> } = {
  text: textKind,
  textarea: textareaKind,
  radio: radioKind,
  date: dateKind,
  codice_fiscale: codiceFiscaleKind,
  file: fileKind,
};

export const fieldSchema = z.discriminatedUnion('kind', [
  textFieldSchema,
  textareaFieldSchema,
  radioFieldSchema,
  dateFieldSchema,
  codiceFiscaleFieldSchema,
  fileFieldSchema,
]);

type FieldOf<K extends keyof KindMap> = { [P in K]: KindMap[P] & { readonly kind: P } }[K];
/** A field of a definition, of any kind. */
export type Field = FieldOf<keyof KindMap>;

/** A field tied to its kind: what the journey and the pages work with. */
export interface BoundField {
  readonly field: Field;
  normalise(typed: string): string;
  readonly schema: z.ZodType<string>;
  display(value: string, facts: DisplayFacts): string;
}

/** Builds the field's schema: to be done once for each revision of a definition, not at each request. */
export const bindField = <K extends keyof KindMap>(field: FieldOf<K>, facts: ValidationFacts): BoundField => {
  const kind: FieldKind<KindMap[K]> = KINDS[field.kind];
  return {
    field,
    normalise: (typed) => kind.normalise(cleanText(typed)),
    schema: kind.schema(field, facts),
    display: (value, display) => kind.display(field, value, display),
  };
};
