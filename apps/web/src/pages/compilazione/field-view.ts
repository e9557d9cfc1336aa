import type { Attachment, Field, JourneyField } from '@stanza/core';
import { fileSize } from '../../format/file-size.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';

/** What a form needs besides the journey. */
export interface FieldFacts {
  /** The ente's path, for links. */
  readonly base: string;
  readonly files: readonly Attachment[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

type FileType = Extract<Field, { kind: 'file' }>['accept'][number];

const ENDINGS: Readonly<Record<FileType, string>> = { pdf: '.pdf', jpeg: '.jpg,.jpeg', png: '.png', p7m: '.p7m' };
const NAMES: Readonly<Record<FileType, string>> = { pdf: 'PDF', jpeg: 'JPEG', png: 'PNG', p7m: 'P7M' };

const currentFile = (attachment: Attachment | undefined, base: string) =>
  attachment === undefined
    ? null
    : { name: attachment.fileName, size: fileSize(attachment.size), href: `${base}/allegati/${attachment.id}` };

/**
 * A field of the journey as its component draws it.
 * @param value what it holds: saved, or just typed
 * @param error the sentence at the field, when it is shown again
 */
export const fieldView = (
  { bound: { field } }: JourneyField,
  value: string,
  error: string | undefined,
  facts: FieldFacts,
): FieldView => {
  const common = {
    id: field.id,
    name: field.id,
    label: field.label,
    hint: field.hint,
    required: field.required,
    error,
  };
  switch (field.kind) {
    case 'text':
      return { partial: 'field-text', ...common, value, maxlength: field.maxLength };
    case 'textarea':
      return { partial: 'field-textarea', ...common, value, rows: 6, maxlength: field.maxLength };
    case 'codice_fiscale':
      return { partial: 'field-codice-fiscale', ...common, value };
    case 'date':
      return { partial: 'field-date', ...common, value, max: field.past ? facts.today : undefined };
    case 'radio':
      return {
        partial: 'field-radio',
        ...common,
        choices: field.options.map((option, index) => ({
          id: index === 0 ? field.id : `${field.id}-${option.value}`,
          value: option.value,
          label: option.label,
          checked: option.value === value,
        })),
      };
    case 'file':
      return {
        partial: 'field-file',
        ...common,
        accept: field.accept.map((type) => ENDINGS[type]).join(','),
        limits: texts.limiti(field.accept.map((type) => NAMES[type])),
        current: currentFile(
          facts.files.find(({ id }) => id === value),
          facts.base,
        ),
      };
  }
};
