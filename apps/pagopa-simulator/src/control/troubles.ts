import { z } from 'zod';

/** The calls of the four APIs. */
export const CALLS = [
  'create',
  'read',
  'list',
  'update',
  'remove',
  'publish',
  'invalidate',
  'mark',
  'cart',
  'receipt',
  'generate',
] as const;
export type CallName = (typeof CALLS)[number];

/** What goes wrong with a call, or with several. */
export const troubleSchema = z.strictObject({
  /** Which one; the next one of all, where none is said. */
  call: z.enum(CALLS).optional(),
  /** How many calls it happens to. */
  calls: z.int().min(1).max(1_000).default(1),
  /** How long it waits first. */
  delayMs: z.int().min(0).max(120_000).default(0),
  /** How often it does what it is asked; the last answer is given. */
  times: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(1),
  /** What it answers in the place of its own answer. */
  status: z.int().min(300).max(599).optional(),
  /** Goes with the status. */
  retryAfter: z.string().max(50).optional(),
  /** The connection is cut in the place of an answer. */
  cut: z.boolean().default(false),
});
export type TypedTrouble = z.input<typeof troubleSchema>;
export type Trouble = z.output<typeof troubleSchema>;

/** What is going to go wrong, in the order in which it was asked for. */
export const makeTroubles = () => {
  const waiting: { readonly trouble: Trouble; left: number }[] = [];
  return {
    add(typed: TypedTrouble): void {
      const trouble = troubleSchema.parse(typed);
      waiting.push({ trouble, left: trouble.calls });
    },
    clear: (): void => void waiting.splice(0),
    /** What goes wrong with this call; null where nothing does. */
    take(call: CallName): Trouble | null {
      const index = waiting.findIndex(({ trouble }) => trouble.call === undefined || trouble.call === call);
      const found = waiting[index];
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left === 0) waiting.splice(index, 1);
      return found.trouble;
    },
  };
};
export type Troubles = ReturnType<typeof makeTroubles>;
