import { type SignInLevel, USUAL_SIGN_IN_LEVEL } from '../sign-in/federation.ts';
import { isOperator, type Writer } from './draft-access.ts';

/** The citizen has to sign in more strongly: the service asks for the level `asked` (spid.md 2.4). */
export interface LevelTooLow {
  readonly code: 'level_too_low';
  readonly asked: SignInLevel;
}

/** The same of somebody who has typed something: whether it was kept. */
export type SavedTooLow = LevelTooLow & { readonly kept: boolean };

/**
 * Whether what somebody types is kept although the service asks for a stronger sign-in: nothing is lost to who has signed in as the
 * portal asks of everybody. A password alone changes nothing that its service does not leave to it.
 */
export const keepsBelow = (writer: Writer): boolean => isOperator(writer) || writer.level >= USUAL_SIGN_IN_LEVEL;

/** @returns null for who has signed in as strongly as a service asks; operators have a sign-in of their own */
export const levelTooLow = (writer: Writer, asked: SignInLevel): LevelTooLow | null =>
  isOperator(writer) || writer.level >= asked ? null : { code: 'level_too_low', asked };
