/** How long one listens at the most: then the browser asks again, as whoever it is then. */
export const LONGEST_MS = 2 * 60 * 1000;
const HEARTBEAT_MS = 15_000;
/** Between two looks; the last one for all that follow. */
const LOOKS_MS = [1000, 1000, 2000, 2000, 3000, 5000] as const;

export interface Watch {
  /** What is watched, in short; null when whoever asked may see it no more. */
  look(): Promise<string | null>;
  /** @throws when nobody listens any more */
  pause(ms: number): Promise<void>;
}

/**
 * The server-sent events of a page that waits: what it looks at, in short, at once and then whenever it has changed; in between
 * something that says nothing, for proxies that close what is silent. One look after another, less and less often.
 */
export async function* paymentEvents({ look, pause }: Watch): AsyncGenerator<string> {
  // Where the connection breaks the browser waits for so long before it comes back.
  yield 'retry: 5000\n\n';
  let [told, silentMs, index] = ['', 0, 0];
  for (let passedMs = 0; passedMs < LONGEST_MS; ) {
    const now = await look();
    if (now === null) return;
    if (now !== told) {
      yield `data: ${now}\n\n`;
      [told, silentMs] = [now, 0];
    } else if (silentMs >= HEARTBEAT_MS) {
      yield ': attesa\n\n';
      silentMs = 0;
    }
    const ms = LOOKS_MS[Math.min(index, LOOKS_MS.length - 1)] ?? LONGEST_MS;
    await pause(ms);
    [passedMs, silentMs, index] = [passedMs + ms, silentMs + ms, index + 1];
  }
}
