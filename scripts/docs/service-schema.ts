import { serviceDefinitionSchema } from '@stanza/core';
import { z } from 'zod';

/**
 * The JSON Schema of a service's definition, for editors that check and complete while one writes. What looks at more than one
 * part (an id used twice, a condition on a later field) is checked by the program alone.
 * @returns the text of the file
 */
export const serviceSchema = (): string => {
  const schema = z.toJSONSchema(serviceDefinitionSchema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ ...schema, title: 'Service definition' }, null, 2)}\n`;
};
