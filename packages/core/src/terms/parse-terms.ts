import type { FieldError } from '../shared/field-error.ts';
import { ok, type Result, refuse } from '../shared/result.ts';
import { cleanText } from '../shared/text.ts';
import type { TermsDocument } from './terms.ts';

export const MAX_TERMS_TITLE = 150;
/** About twenty printed pages. */
export const MAX_TERMS_TEXT = 50_000;

/** What the form sends, as it was typed; an empty line stands between paragraphs. */
export interface TermsInput {
  readonly title: string;
  readonly text: string;
  readonly mandatory: boolean;
}

/** What is read of a document. */
export type TermsContent = Pick<TermsDocument, 'title' | 'body' | 'mandatory'>;

const textErrors = (field: 'title' | 'text', text: string, max: number): readonly FieldError[] => {
  if (text === '') return [{ field, code: 'required' }];
  return [...text].length > max ? [{ field, code: 'too_long' }] : [];
};

/** Reads a document of terms. @returns errors at the names of the input */
export const parseTerms = (
  input: TermsInput,
): Result<TermsContent, { readonly code: 'invalid_terms'; readonly errors: readonly FieldError[] }> => {
  const title = cleanText(input.title).replaceAll(/\s+/gu, ' ');
  const text = cleanText(input.text);
  const errors = [...textErrors('title', title, MAX_TERMS_TITLE), ...textErrors('text', text, MAX_TERMS_TEXT)];
  if (errors.length > 0) return refuse({ code: 'invalid_terms', errors });
  const body = text
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return ok({ title, body, mandatory: input.mandatory });
};

/** Whether two documents say the same, whatever their revision. */
export const isSameTerms = (a: TermsContent, b: TermsContent): boolean =>
  a.title === b.title &&
  a.mandatory === b.mandatory &&
  a.body.length === b.body.length &&
  a.body.every((paragraph, index) => paragraph === b.body[index]);

/** A page of the office is at the path that a document of this key would have. */
export const RESERVED_TERMS_KEYS: ReadonlySet<string> = new Set(['nuovo']);

/** The key of a new document, from its title: `condizioni-di-utilizzo`. It is a part of a path. */
export const termsKey = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '') || 'documento';
