import {
  type FieldError,
  type JourneyField,
  type JourneyRows,
  type JourneyStep,
  PRIVATE_NOTE_FIELD,
} from '@stanza/core';
import type { FormFields } from '../http/form.ts';
import { namedError } from '../texts/field-errors.it.ts';
import { stepFormTexts as texts } from '../texts/step-form.it.ts';
import { NOTE_LABEL } from '../ui/components.ts';
import type { FieldView, GroupFieldView, RowsFieldView } from '../ui/fields.ts';
import type { FieldFacts } from './field-facts.ts';
import { fieldView } from './field-view.ts';
import { addRowAction, anchorOf, removeRowAction } from './form-names.ts';

export interface FormFacts extends FieldFacts {
  /** What was just typed and is not saved, by field id; empty when what is saved is shown. */
  readonly typed: FormFields;
  /** The sentence at a field, if it has one. */
  readonly sentence: (field: string) => string | undefined;
}

/** What an input holds. A box that was not ticked is not among what was typed. */
const heldBy = ({ bound, value }: JourneyField, typed: FormFields): string => {
  const { id, kind } = bound.field;
  const nothingTyped = Object.keys(typed).length === 0;
  if (kind === 'checkbox' && !nothingTyped) return typed[id] ?? '';
  return typed[id] ?? bound.typed(value);
};

const drawn = (field: JourneyField, facts: FormFacts): FieldView =>
  fieldView(field, heldBy(field, facts.typed), facts.sentence(field.bound.field.id), facts);

const rowsView = (block: JourneyRows, fields: readonly JourneyField[], facts: FormFacts): RowsFieldView => {
  const row = (index: number): GroupFieldView => ({
    partial: 'field-group',
    id: anchorOf(`${block.id}.${index}`),
    label: `${block.rowLabel} ${index + 1}`,
    hint: undefined,
    fields: fields.filter(({ bound }) => bound.group?.row === index).map((field) => drawn(field, facts)),
    remove:
      block.count > block.min
        ? { action: removeRowAction(block.id, index), label: texts.togliRiga(`${block.rowLabel} ${index + 1}`) }
        : null,
  });
  return {
    partial: 'field-rows',
    id: block.id,
    label: block.label,
    hint: block.hint,
    rows: Array.from({ length: block.count }, (_, index) => row(index)),
    add:
      block.count < block.max
        ? { action: addRowAction(block.id), label: texts.aggiungiRiga(block.rowLabel.toLowerCase()) }
        : null,
  };
};

/** The fields and blocks of a step, in the order of its definition. */
export const formView = ({ definition, fields, rows }: JourneyStep, facts: FormFacts): readonly FieldView[] => {
  if (definition.kind !== 'form') return [];
  return definition.fields.flatMap((entry): readonly FieldView[] => {
    const block = rows.find(({ id }) => id === entry.id);
    const own = fields.filter(({ bound }) => bound.field.id === entry.id || bound.field.id.startsWith(`${entry.id}.`));
    if (block !== undefined) return [rowsView(block, own, facts)];
    const group = own[0]?.bound.group;
    if (group == null) return own.map((field) => drawn(field, facts));
    const views = own.map((field) => drawn(field, facts));
    const { label, hint } = group;
    return [{ partial: 'field-group', id: anchorOf(entry.id), label, hint, fields: views, remove: null }];
  });
};

/** The sentence in the summary on top, where the field it is about cannot be seen. */
export const summarySentence = (step: JourneyStep, { field }: FieldError, sentence: string): string => {
  if (field === PRIVATE_NOTE_FIELD) return namedError(NOTE_LABEL, sentence);
  const found = step.fields.find(({ bound }) => bound.field.id === field)?.bound;
  if (found === undefined) return sentence;
  const { label } = found.field;
  return namedError(found.group === null ? label : `${found.group.label}, ${label}`, sentence);
};
