import type { Attachment, Field, FileType } from '@stanza/core';
import { FILE_TYPES, fileIds } from '@stanza/core';
import { fileSize, sizeLimit } from '../format/file-size.ts';
import { stepFormTexts as texts } from '../texts/step-form.it.ts';
import type { FileFieldView, SelectFieldView } from '../ui/fields.ts';
import type { FieldFacts, FieldPlace } from './field-facts.ts';
import { removeName, reuseName } from './form-names.ts';

const ENDINGS: Readonly<Record<FileType, string>> = { pdf: '.pdf', jpeg: '.jpg,.jpeg', png: '.png', p7m: '.p7m' };
const NAMES: Readonly<Record<FileType, string>> = { pdf: 'PDF', jpeg: 'JPEG', png: 'PNG', p7m: 'P7M' };

const option = (file: Attachment, selected: boolean) => ({
  value: file.id,
  label: texts.fileGiaCaricato(file.fileName, fileSize(file.size), file.description),
  selected,
});

/** A form may have forty such lists, and a professional hundreds of files: what is looked for is nearly always a recent one. */
const MOST_REUSED = 8;

/** The latest of the citizen's files that a field takes, in a list to choose from; of those that are the same, one. */
const reuseOf = (accept: readonly FileType[], held: readonly string[], place: FieldPlace, { reusable }: FieldFacts) => {
  const taken = (reusable ?? []).filter((file) => accept.includes(file.type) && !held.includes(file.id));
  if (taken.length === 0) return null;
  const latest = new Map<string, Attachment>();
  for (const file of taken) {
    const same = `${file.sha256} ${file.fileName} ${file.description}`;
    if (latest.size < MOST_REUSED && !latest.has(same)) latest.set(same, file);
  }
  const options = [...latest.values()].map((file) => option(file, false));
  return { id: `${place.id}-riusa`, name: reuseName(place.name), options };
};

const limitsOf = (
  field: Extract<Field, { kind: 'file' | 'files' }>,
  { fileLimits: { maxFileBytes, maxTotalBytes } }: FieldFacts,
): string => {
  const types = field.accept.map((type) => NAMES[type]);
  const each = texts.limiti(types, field.kind === 'files' ? field.max : 1, sizeLimit(maxFileBytes));
  return maxTotalBytes === null ? each : `${each} ${texts.tuttiInsieme(sizeLimit(maxTotalBytes))}`;
};

/** A file, or a list of them, with what was received already. */
export const fileFieldView = (
  field: Extract<Field, { kind: 'file' | 'files' }>,
  value: string,
  place: FieldPlace,
  facts: FieldFacts,
): FileFieldView => {
  const held = fileIds(value);
  const multiple = field.kind === 'files';
  return {
    partial: 'field-file',
    ...place,
    accept: field.accept.map((type) => ENDINGS[type]).join(','),
    limits: limitsOf(field, facts),
    multiple,
    current: held.flatMap((id) => {
      const file = facts.files.find((candidate) => candidate.id === id);
      if (file === undefined) return [];
      const href = `${facts.filesHref}/${file.id}`;
      return [
        {
          name: file.fileName,
          size: fileSize(file.size),
          href,
          removeName: removeName(place.name, file.id),
          removeId: `${place.id}-togli-${file.id}`,
        },
      ];
    }),
    currentHint: multiple ? texts.aggiungiFile : texts.sostituisciFile,
    reuse: reuseOf(field.accept, held, place, facts),
  };
};

/** A document uploaded before, chosen from a list; a new file where nobody may look through the earlier ones. */
export const documentFieldView = (
  field: Extract<Field, { kind: 'document' }>,
  value: string,
  place: FieldPlace,
  facts: FieldFacts,
): SelectFieldView | FileFieldView => {
  const { reusable, files } = facts;
  if (reusable === null) return fileFieldView({ ...field, kind: 'file', accept: [...FILE_TYPES] }, value, place, facts);
  const held = files.filter(({ id }) => id === value);
  const others = reusable.filter(({ id }) => id !== value);
  return {
    partial: 'field-select',
    ...place,
    name: reuseName(place.name),
    placeholder: texts.scegliDocumento,
    options: [...held.map((file) => option(file, true)), ...others.map((file) => option(file, false))],
  };
};
