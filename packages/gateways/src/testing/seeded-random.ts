/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** An integer from 0, below `limit`. */
  below(limit: number): number;
  /** One of a list, which has some. */
  oneOf<T>(choices: readonly [T, ...T[]]): T;
}

/** A generator by multiplication (Park and Miller, "minimal standard"): good enough to choose mutations. */
export const makeSeededRandom = (seed: number): SeededRandom => {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return { below, oneOf: (choices) => choices[below(choices.length)] ?? choices[0] };
};
