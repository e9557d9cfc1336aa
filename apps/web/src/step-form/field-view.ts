import type { JourneyField } from '@stanza/core';
import { stepFormTexts as texts } from '../texts/step-form.it.ts';
import type { FieldView } from '../ui/fields.ts';
import { radioChoices } from '../ui/radio-choices.ts';
import type { FieldFacts, FieldPlace } from './field-facts.ts';
import { documentFieldView, fileFieldView } from './file-field-view.ts';
import { anchorOf } from './form-names.ts';

const code = { partial: 'field-code', capitals: false, digits: false, short: true } as const;

/**
 * A field of the journey as its component draws it.
 * @param value what the input holds: as it was just typed, or as it was saved
 * @param error the sentence at the field, when it is shown again
 */
export const fieldView = (
  { bound: { field }, value: saved, required }: JourneyField,
  value: string,
  error: string | undefined,
  facts: FieldFacts,
): FieldView => {
  const place: FieldPlace = {
    id: anchorOf(field.id),
    name: field.id,
    label: field.label,
    hint: field.hint,
    required,
    error,
  };
  switch (field.kind) {
    case 'text':
      return field.digits === undefined
        ? { partial: 'field-text', ...place, value, maxlength: field.maxLength }
        : { ...code, ...place, value, maxlength: field.maxLength, digits: true, short: false };
    case 'textarea':
      return { partial: 'field-textarea', ...place, value, rows: 6, maxlength: field.maxLength };
    case 'number':
      return { partial: 'field-number', ...place, value, unit: field.unit, decimals: field.decimals > 0 };
    case 'integer':
      return { partial: 'field-number', ...place, value, unit: field.unit, decimals: false };
    case 'money':
      return { partial: 'field-number', ...place, value, unit: '€', decimals: true };
    case 'date': {
      const [min, max] = [field.future ? facts.today : undefined, field.past ? facts.today : undefined];
      return { partial: 'field-date', ...place, value, min, max };
    }
    case 'time':
      return { partial: 'field-time', ...place, value };
    case 'email':
      return { partial: 'field-email', ...place, value };
    case 'phone':
      return { partial: 'field-tel', ...place, value };
    case 'url':
      return { partial: 'field-url', ...place, value };
    case 'cap':
      return { ...code, ...place, value, maxlength: 5, digits: true };
    case 'provincia':
      return { ...code, ...place, value, maxlength: 2, capitals: true };
    case 'codice_fiscale':
      return { ...code, ...place, value, maxlength: 16, capitals: true, short: false };
    case 'partita_iva':
      return { ...code, ...place, value, maxlength: 13, capitals: true };
    case 'iban':
      // Written in groups of four, as on paper.
      return { ...code, ...place, value, maxlength: 42, capitals: true, short: false };
    case 'select':
      return {
        partial: 'field-select',
        ...place,
        placeholder: texts.scegli,
        options: field.options.map((option) => ({ ...option, selected: option.value === value })),
      };
    case 'radio':
      return { partial: 'field-radio', ...place, choices: radioChoices(place.id, value, field.options) };
    case 'checkbox':
      return { partial: 'field-checkbox', ...place, value: 'si', checked: value === 'si' };
    case 'municipality':
      return { partial: 'field-place', ...place, value, suggestions: `${facts.base}/luoghi?tipo=comune&cerca=` };
    case 'country':
      return { partial: 'field-place', ...place, value, suggestions: `${facts.base}/luoghi?tipo=stato&cerca=` };
    case 'file':
    case 'files':
      return fileFieldView(field, saved, place, facts);
    case 'document':
      return documentFieldView(field, saved, place, facts);
    case 'readonly':
      return {
        partial: 'field-readonly',
        label: field.label,
        value: facts.applicant.get(field.fact) ?? '',
        hint: field.hint,
      };
    case 'info':
      return { partial: 'field-info', label: field.label, paragraphs: field.text };
  }
};
