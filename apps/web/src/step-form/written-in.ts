import { CSRF_FIELD } from '../http/csrf.ts';
import type { FormFields } from '../http/form.ts';
import { OPENING } from '../http/opening.ts';
import type { Written } from '../http/problem.ts';
import { DECLARATION } from './declaration.ts';
import { SHOWN_DATA, SHOWN_NOTE } from './read-step.ts';

/** What a form says by itself. */
const NOT_TYPED: ReadonlySet<string> = new Set([
  CSRF_FIELD,
  OPENING,
  SHOWN_NOTE,
  SHOWN_DATA,
  DECLARATION,
  'azione',
  'conferma',
]);

/**
 * What was typed into a step that has no page any more, such as that of a draft deleted in another window: nothing says what was
 * asked but the ids of its fields.
 */
export const writtenIn = (fields: FormFields): readonly Written[] =>
  Object.entries(fields)
    .filter(([name, value]) => !NOT_TYPED.has(name) && !name.includes(':') && value !== 'si')
    .map(([name, value]) => ({ term: name.replaceAll(/[-_.]+/gu, ' '), value }));
