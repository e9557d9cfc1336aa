import { FILE_TYPES, type Field, type FileType } from '@stanza/core';
import type { Place } from './place.ts';

/**
 * The types of file that a field takes; null when it takes none. At the counter nobody looks through the citizen's files: where
 * they would choose one of theirs a new one is uploaded.
 */
export const acceptedTypesOf = (field: Field | undefined, { atCounter }: Place): readonly FileType[] | null => {
  if (field?.kind === 'file' || field?.kind === 'files') return field.accept;
  return field?.kind === 'document' && atCounter ? FILE_TYPES : null;
};
