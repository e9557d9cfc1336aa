import type { OperatorId } from '../shared/ids.ts';

/** Longest comment, in characters. */
export const MAX_COMMENT = 2000;
/** How many a practice may have: its page shows them all. */
export const MAX_COMMENTS = 200;

/** What an operator writes on a practice for the colleagues (ente.md). It is neither changed nor deleted, and no page shows it to a citizen. */
export interface PracticeComment {
  readonly operatorId: OperatorId;
  readonly at: Date;
  readonly text: string;
}
