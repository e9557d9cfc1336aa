/**
 * Something that the person who started the program can put right: the message is one plain Italian sentence, printed
 * as it is and without a stack trace.
 */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
}
