import { z } from 'zod';

const technical = z
  .string()
  .regex(/^\w{2,40}$/u)
  .optional()
  .catch(undefined);

const errorSchema = z.object({
  /** The answer of an SMTP server. */
  responseCode: z.int().optional().catch(undefined),
  /** `ECONNREFUSED`, a SQLSTATE. */
  code: technical,
  name: technical,
  stack: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
});

/** Causes of causes that are looked at. */
const MAX_DEPTH = 5;

/** The code that an error, or what caused it, carries; null when there is none. */
export const errorCode = (error: unknown, depth = 0): string | null => {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success || depth > MAX_DEPTH) return null;
  const { responseCode, code, cause } = parsed.data;
  return responseCode?.toString() ?? code ?? errorCode(cause, depth + 1);
};

/**
 * What the log may say of an error: kind, code and where it happened. Not its message, which may hold the data that
 * it choked on.
 */
export const describeError = (error: unknown) => {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) return { name: typeof error, code: null, at: [] };
  const { name = 'Error', stack = '' } = parsed.data;
  const at = stack.split('\n').filter((line) => /^\s+at /u.test(line));
  return { name, code: errorCode(error), at: at.slice(0, 8).map((line) => line.trim()) };
};
