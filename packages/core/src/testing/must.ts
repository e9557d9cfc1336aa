import type { Refusal, Result } from '../shared/result.ts';

/** The value of a result that must not be a refusal. @throws Error with the code of the refusal */
export const must = <T, E extends Refusal>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(`Refused: ${result.error.code}`);
  return result.value;
};
