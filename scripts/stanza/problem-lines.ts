import type { z } from 'zod';

/** Where something is wrong in a file with secrets, never what was written there. @param prefix of the part that was read */
export const problemLines = (prefix: string, { issues }: z.ZodError): readonly string[] =>
  issues.map(
    ({ path, code }) => `- ${[prefix, ...path].filter((part) => part !== '').join('.')}: non va bene (${code})`,
  );
