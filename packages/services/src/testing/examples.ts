import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Answers } from '@stanza/core';
import { z } from 'zod';

const FOLDER = join(import.meta.dirname, '..', '..', 'examples');
const answersSchema = z.record(z.string(), z.union([z.string(), z.literal(true)]));

/** A filled service: everything in it is invented. */
export interface Example {
  /** Which way through the service it takes. */
  readonly name: string;
  readonly answers: Answers;
}

/** The examples of a service, one for each way through it that matters. Files stand there as ids that point to nothing. */
export const examplesOf = (slug: string): readonly Example[] =>
  readdirSync(join(FOLDER, slug))
    .sort()
    .map((file) => ({
      name: basename(file, '.json'),
      answers: answersSchema.parse(JSON.parse(readFileSync(join(FOLDER, slug, file), 'utf8'))),
    }));
