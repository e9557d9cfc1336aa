import { z } from 'zod';
import { addressFieldSchema, bindAddress } from './address.ts';
import type { ValidationFacts } from './field-kind.ts';
import { type BoundField, bindLeaf, leafSchemas } from './leaf-kinds.ts';
import { bindPerson, personFieldSchema } from './person.ts';
import { type BoundRows, bindRows, rowsFieldSchema } from './rows.ts';

export { asksNothing, type BoundField, type Field, type FieldGroup, holdsFiles } from './leaf-kinds.ts';
export type { BoundRows } from './rows.ts';

/** What may stand among the fields of a step: fields with one answer, and blocks of them. */
export const fieldSchema = z.discriminatedUnion('kind', [
  ...leafSchemas,
  addressFieldSchema,
  personFieldSchema,
  rowsFieldSchema,
]);
export type FieldDefinition = z.infer<typeof fieldSchema>;

/** A field, or a block of fields, of a step: bound once for each revision. */
export type BoundEntry =
  | { readonly kind: 'fields'; readonly fields: readonly BoundField[] }
  | { readonly kind: 'rows'; readonly rows: BoundRows };

export const bindField = (field: FieldDefinition, facts: ValidationFacts): BoundEntry => {
  if (field.kind === 'rows') return { kind: 'rows', rows: bindRows(field, facts) };
  if (field.kind === 'address') return { kind: 'fields', fields: bindAddress(field, facts) };
  if (field.kind === 'person') return { kind: 'fields', fields: bindPerson(field, facts) };
  return { kind: 'fields', fields: [bindLeaf(field, facts, null)] };
};

/** Every field that an entry may have, all its possible rows included. */
export const allFieldsOf = (entry: BoundEntry): readonly BoundField[] =>
  entry.kind === 'fields' ? entry.fields : entry.rows.at.flat();
