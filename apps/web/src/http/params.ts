import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from './problem.ts';

/** A part of the path as what it must be; whatever is not ends as a page that does not exist. */
export const paramAs = <Schema extends z.ZodType>(schema: Schema, value: string): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Problem('not_found');
  return parsed.data;
};

const MAX_QUERY_VALUE = 200;
const querySchema = z.record(z.string(), z.unknown());

/** What a value is for an address; empty when it is missing, repeated or too long. */
export const addressText = (value: unknown): string =>
  typeof value === 'string' && value.length <= MAX_QUERY_VALUE ? value : '';

/** One value of the query; empty when it is missing, repeated or too long. */
export const queryText = (request: FastifyRequest, name: string): string =>
  addressText(querySchema.parse(request.query)[name]);
