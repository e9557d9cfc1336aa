import { z } from 'zod';
import type { ClamdAddress } from './make-clamd-scanner.ts';

const SENTENCE = 'deve essere un indirizzo come tcp://127.0.0.1:3310 o unix:/run/clamav/clamd.ctl';

const addressSchema = z.string().transform((text, context): ClamdAddress => {
  const url = URL.parse(text);
  if (url?.protocol === 'unix:' && url.pathname.startsWith('/')) return { path: url.pathname };
  if (url?.protocol === 'tcp:' && url.hostname !== '' && url.port !== '') {
    return { host: url.hostname.replaceAll(/^\[|\]$/gu, ''), port: Number(url.port) };
  }
  context.addIssue({ code: 'custom', message: SENTENCE });
  return z.NEVER;
});

/** The scanner of viruses, as environment variables, with what the person at the terminal is told of a wrong value. */
export const clamdSettings = {
  CLAMD_URL: addressSchema.optional(),
  CLAMD_DOWN: z.enum(['accept', 'hold'], { error: 'deve essere accept o hold' }).default('hold'),
};
