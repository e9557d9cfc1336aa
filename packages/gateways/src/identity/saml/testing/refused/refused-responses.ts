import { attributeStatementLines } from './refused-attributes.ts';
import { aroundLines, assertionLines, subjectLines } from './refused-messages.ts';
import type { RefusedResponse, WrongInstants } from './refused-response.ts';
import { authnLines, conditionLines } from './refused-statements.ts';

/** All that is refused of a Response that a provider has signed (spid.md 2.4): what is changed, and the rule that it breaks. */
export const refusedResponses = (at: WrongInstants): readonly RefusedResponse[] => [
  ...aroundLines(at),
  ...assertionLines(at),
  ...subjectLines(at),
  ...conditionLines(at),
  ...authnLines(at),
  ...attributeStatementLines,
];
