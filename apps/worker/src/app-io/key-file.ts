import { z } from 'zod';

/** What the file of an ente says of App IO: a key of one of its services there, as it stands in a header. */
export const appIoKeySchema = z.strictObject({ chiave: z.string().regex(/^[\x21-\x7e]{16,200}$/u) });
