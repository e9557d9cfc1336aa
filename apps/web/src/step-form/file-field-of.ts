import { FILE_TYPES, type Field } from '@stanza/core';
import type { Place } from './place.ts';
import type { FileField } from './read-step.ts';

/**
 * What a field takes of files; null when it takes none. At the counter nobody looks through the citizen's files: where they
 * would choose one of theirs a new one is uploaded.
 * @param of whose files they become, and how large each may be
 */
export const fileFieldOf = (
  field: Field | undefined,
  { atCounter }: Place,
  of: Pick<FileField, 'citizenId' | 'maxBytes'>,
): FileField | null => {
  if (field?.kind === 'file' || field?.kind === 'files') return { accept: field.accept, ...of };
  return field?.kind === 'document' && atCounter ? { accept: FILE_TYPES, ...of } : null;
};
