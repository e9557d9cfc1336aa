import type { FastifyServerOptions } from 'fastify';

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly [other: string]: unknown;
}

/** What is logged of an error. Not its other properties: the database puts there the row it complains about. */
const loggedError = (error: Error & { readonly code?: string }): LoggedError => ({
  type: error.name,
  message: error.message,
  code: error.code,
  stack: error.stack ?? '',
});

/** One JSON line for each thing that an operator must know of, on the standard output. */
export const loggerOptions = (
  mode: 'development' | 'production' | 'test',
): FastifyServerOptions['logger'] & object => ({
  level: mode === 'production' ? 'info' : 'warn',
  base: { process: 'web' },
  serializers: { err: loggedError },
});
