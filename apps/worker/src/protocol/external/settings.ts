import { z } from 'zod';

/** There is nothing to say: the key that the office's system shows is made by the command. */
export const nothingSchema = z.strictObject({});
