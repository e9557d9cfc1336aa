import type { RouteTable } from './route-table.ts';

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

/**
 * The page that a browser asks to be taken to (`verso`), if it is one of ours: a {@link safeReturnPath} that answers GET. The
 * address of a form would end a sign-in on an error.
 * @returns null when it is not
 */
export const returnPage = (routes: RouteTable, enteSlug: string, candidate: unknown): string | null => {
  const path = safeReturnPath(enteSlug, candidate);
  return path !== null && routes.methodsFor(path).includes('GET') ? path : null;
};
