import type { PasswordJudge } from '../ports/password-judge.ts';
import type { Operator } from './operator.ts';

/** In characters. NIST SP 800-63B asks for length and refuses what is common; it wants no rules about which characters. */
export const MIN_PASSWORD = 12;
/** Hashing takes longer the longer the text is. */
export const MAX_PASSWORD = 200;
/** Of a password that holds one's own name or address, so much must be something else. */
const MIN_OWN = 8;
/** Shorter pieces of a name are in many words. */
const MIN_PIECE = 3;

/** Why a password is not taken. */
export type PasswordFlaw = 'too_short' | 'too_long' | 'like_name' | 'guessable';

/** In characters, as whoever types them counts: an emoji is one. */
const lengthOf = (password: string): number => [...password].length;

/** Whether a password is longer than any that can be chosen: it is nobody's, and need not be hashed. */
export const isTooLong = (password: string): boolean => lengthOf(password) > MAX_PASSWORD;

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

const piecesOf = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((piece) => piece.length >= MIN_PIECE);

/** @returns what is wrong with a password that an operator chooses; null when it will do */
export const passwordFlaw = async (
  judge: PasswordJudge,
  { name, email }: Pick<Operator, 'name' | 'email'>,
  password: string,
): Promise<PasswordFlaw | null> => {
  if (lengthOf(password) < MIN_PASSWORD) return 'too_short';
  if (isTooLong(password)) return 'too_long';
  const known = [...piecesOf(name), ...piecesOf(email)].toSorted((a, b) => b.length - a.length);
  let own = plain(password);
  for (const piece of known) own = own.replaceAll(piece, '');
  if (own.length < MIN_OWN) return 'like_name';
  return (await judge.isGuessable(password, known)) ? 'guessable' : null;
};
