import type { ProblemCode } from './problem.ts';

/** Why somebody may not go on with a draft, or not delete it, as a page says it. */
export const undeletable = ({ code }: { readonly code: 'not_found' | 'already_sent' | 'paid' }): ProblemCode => {
  if (code === 'paid') return 'draft_paid';
  return code === 'not_found' ? code : 'not_possible';
};
