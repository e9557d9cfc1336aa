import { z } from 'zod';

/** There is nothing to say: the key that the office's system shows is made by the command. */
export const nothingSchema = z.strictObject({});

/** The book that it writes into (`RegistrySteps.book`), as operators read it. */
export const EXTERNAL_BOOK = 'Sistema del Comune';
