const PATH = /^\/[a-z0-9-]+(\/[A-Za-z0-9-]+)*$/u;

/**
 * A place to go back to after a sign-in, if it is one of ours: a plain path below the Comune, without query, dots,
 * backslashes or anything a browser could read as another site.
 * @returns null when it is not
 */
export const safeReturnPath = (enteSlug: string, candidate: unknown): string | null =>
  typeof candidate === 'string' &&
  candidate.length <= 200 &&
  candidate.startsWith(`/${enteSlug}/`) &&
  PATH.test(candidate)
    ? candidate
    : null;
