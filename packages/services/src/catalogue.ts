import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceDefinition, serviceDefinitionSchema } from '@stanza/core';

const FOLDER = join(import.meta.dirname, '..', 'catalogue');

const read = (file: string): ServiceDefinition => {
  const parsed = serviceDefinitionSchema.safeParse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
  throw new Error([`${file} is not the definition of a service:`, ...mistakes].join('\n'));
};

/**
 * The services that an ente may activate, each at its newest revision, by slug. A definition with a mistake stops the program
 * at once, with the path of the mistake: the files are ours.
 */
export const catalogue: readonly ServiceDefinition[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map(read)
  .toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
