import { STATUS } from '../saml/response-names.ts';
import type { SigningKey } from '../saml/signing-key.ts';
import { type AnswerFacts, responseFrame } from './response-frame.ts';
import { encodeMessage, signResponse } from './sign-response.ts';

/** The faults of our request, by the table of the messages of AgID; the others are the citizen's or the provider's. */
const REQUESTER_FAULTS: readonly number[] = [8, 9, 11, 12, 13, 14, 15, 16, 17, 18];

/**
 * The field SAMLResponse of a sign-in that did not happen.
 * @param error number of the ErrorCode
 * @param key null: without a signature, as the rules allow
 */
export const makeErrorResponse = (facts: AnswerFacts, error: number, key: SigningKey | null): string => {
  const side = REQUESTER_FAULTS.includes(error) ? 'Requester' : 'Responder';
  const xml = responseFrame(
    facts,
    `<samlp:Status><samlp:StatusCode Value="${STATUS}${side}"><samlp:StatusCode Value="${STATUS}AuthnFailed"/></samlp:StatusCode>` +
      `<samlp:StatusMessage>ErrorCode nr${String(error).padStart(2, '0')}</samlp:StatusMessage></samlp:Status>`,
  );
  return encodeMessage(key === null ? xml : signResponse(xml, key, 'response'));
};
