import type { SignInLevel } from '../sign-in/federation.ts';
import { isOperator, type Writer } from './draft-access.ts';

/** The citizen has to sign in more strongly: the service asks for the level `asked` (spid.md 2.4). */
export interface LevelTooLow {
  readonly code: 'level_too_low';
  readonly asked: SignInLevel;
}

/** @returns null for who has signed in as strongly as a service asks; operators have a sign-in of their own */
export const levelTooLow = (writer: Writer, asked: SignInLevel): LevelTooLow | null =>
  isOperator(writer) || writer.level >= asked ? null : { code: 'level_too_low', asked };
