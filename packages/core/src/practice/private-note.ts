import type { FieldError } from '../shared/field-error.ts';
import { fingerprint } from '../shared/fingerprint.ts';
import { cleanText } from '../shared/text.ts';

/** Longest private note, in characters (manual §6). */
export const MAX_PRIVATE_NOTE = 2000;
/** Name of the note among a page's fields. */
export const PRIVATE_NOTE_FIELD = 'nota_privata';

/** Plain text of at most 2000 characters. One that is longer is refused, not cut: nothing typed is lost in silence. */
export const parsePrivateNote = (
  typed: string | null,
): { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly error: FieldError } => {
  if (typed === null) return { ok: true, value: null };
  const note = cleanText(typed);
  if ([...note].length > MAX_PRIVATE_NOTE) return { ok: false, error: { field: PRIVATE_NOTE_FIELD, code: 'too_long' } };
  return { ok: true, value: note };
};

/**
 * A note in short, for the page that shows it to carry: a window in which nobody touched the note must not write it over
 * what another one has saved.
 * @param note as it is saved, or as a form sends it
 */
export const noteDigest = (note: string): string => fingerprint(cleanText(note));
