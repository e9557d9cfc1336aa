import type { z } from 'zod';
import type { PartPath, PlacedProblem } from './definition-problem.ts';
import { valueAt } from './unknown-value.ts';

/** Most keys that are told of one object that has many it should not have. */
const MOST_KEYS = 20;
const MAX_KEY = 80;

const texts = (values: readonly unknown[] | undefined): readonly string[] => (values ?? []).map(String);

/** JSON has no other keys. */
const pathOf = (path: readonly PropertyKey[]): PartPath =>
  path.map((key) => (typeof key === 'symbol' ? String(key) : key));

/** What one issue says. @param isMissing there is nothing at its path */
const problemsOf = (issue: z.core.$ZodIssue, isMissing: boolean): readonly PlacedProblem[] => {
  const path = pathOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return [
        isMissing ? { code: 'missing', values: [], path } : { code: 'wrong_type', expected: issue.expected, path },
      ];
    case 'invalid_value': {
      const values = texts(issue.values);
      return [{ code: isMissing ? 'missing' : 'not_one_of', values, path }];
    }
    case 'invalid_union': {
      if (issue.discriminator === undefined) return [{ code: 'bad_condition', path }];
      const values = texts('options' in issue && Array.isArray(issue.options) ? issue.options : []);
      return [{ code: isMissing ? 'missing' : 'not_one_of', values, path }];
    }
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_KEYS).map((key) => ({ code: 'unknown_key', key: key.slice(0, MAX_KEY), path }));
    case 'too_small': {
      const min = Number(issue.minimum);
      if (issue.origin === 'string') return [{ code: 'empty_text', path }];
      return [issue.origin === 'array' ? { code: 'too_few', min, path } : { code: 'too_low', min, path }];
    }
    case 'too_big': {
      const max = Number(issue.maximum);
      if (issue.origin === 'string') return [{ code: 'text_too_long', max, path }];
      return [issue.origin === 'array' ? { code: 'too_many', max, path } : { code: 'too_high', max, path }];
    }
    case 'invalid_format':
      return [{ code: 'bad_name', path }];
    case 'custom':
      return [{ code: issue.message === 'no_condition_in_rows' ? 'condition_in_rows' : 'invalid', path }];
    default:
      return [{ code: 'invalid', path }];
  }
};

/** What zod says of a value, as problems. Its own sentences, in English and about types, are nobody's to read. */
export const shapeProblems = (issues: readonly z.core.$ZodIssue[], value: unknown): readonly PlacedProblem[] =>
  issues.flatMap((issue) => problemsOf(issue, valueAt(value, pathOf(issue.path)) === undefined));
