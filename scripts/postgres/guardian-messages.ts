import { z } from 'zod';

/** What the guardian is told on its command line, as JSON. Paths are absolute. */
export const guardianOptionsSchema = z.strictObject({
  postgres: z.string(),
  arguments: z.array(z.string()),
  user: z.union([z.strictObject({ uid: z.number(), gid: z.number() }), z.strictObject({})]),
  logFile: z.string(),
  /** A throw-away folder, deleted once the server has stopped. */
  removeAtEnd: z.string().optional(),
});

export type GuardianOptions = z.infer<typeof guardianOptionsSchema>;

/** What the guardian says to the process that started it: once `ready`, or `failed` with the server's last words. */
export const guardianReportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('failed'), output: z.string() }),
]);

export type GuardianReport = z.infer<typeof guardianReportSchema>;

/** The one thing that the guardian is asked. */
export const STOP_MESSAGE = 'stop';
