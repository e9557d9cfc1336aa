import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MemoryPayer, openMemoryPayer } from '../../testing/memory-payer.ts';

let there: MemoryPayer;
let origin: string;
beforeAll(async () => {
  there = await openMemoryPayer();
  origin = await there.listen();
});
// Last: what is still open then is closed by it.
afterAll(() => there.close());

/** Listens over a real connection. @param of a practice */
const listen = async (of: string) => {
  const stops = new AbortController();
  const cookie = Object.entries(there.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  // As a browser does, whose answers travel compressed.
  const headers = { cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip, br', 'sec-fetch-dest': 'empty' };
  const answer = await fetch(`${origin}${of}/pagamento/eventi`, { headers, signal: stops.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  /** The next thing that is told; null when it is over. */
  const next = async (): Promise<string | null> => {
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return null;
      const [, data] = /^data: (\S+)$/mu.exec(chunk.value) ?? [];
      if (data !== undefined) return data;
    }
  };
  return { answer, next, stop: () => stops.abort() };
};

describe('a page that waits for a payment', () => {
  it('is told at once how it stands, and again when that has changed', async () => {
    const { practice, page } = await there.fill();
    const seen = page.html.querySelector('#pagamento')?.getAttribute('data-visto');
    const heard = await listen(practice);
    expect(heard.answer.headers.get('content-type')).toBe('text/event-stream');
    expect(heard.answer.headers.get('cache-control')).toBe('no-store');
    expect(heard.answer.headers.get('content-encoding')).toBeNull();
    expect(await heard.next()).toBe(seen);
    await there.work();
    const told = await heard.next();
    expect(told).not.toBe(seen);
    const now = await there.citizenBrowser.visit(`${practice}/compila/pagamento`);
    expect(now.html.querySelector('#pagamento')?.getAttribute('data-visto')).toBe(told);
    heard.stop();
  });

  it('may be open a few times, not without end; one that is closed makes room', async () => {
    const { practice } = await there.fill();
    const all = [];
    for (let count = 0; count < 6; count += 1) all.push(await listen(practice));
    for (const one of all) expect(await one.next()).not.toBeNull();
    const tooMany = await listen(practice);
    expect(tooMany.answer.status).toBe(503);
    expect(tooMany.answer.headers.get('retry-after')).toBe('10');
    expect(await tooMany.next()).toBeNull();
    for (const one of all) one.stop();
    let again = await listen(practice);
    while (again.answer.status === 503) again = await listen(practice);
    expect(await again.next()).not.toBeNull();
    again.stop();
  });

  it('asks no more where there is nothing to pay', async () => {
    const { practice } = await there.fill('esente');
    expect((await listen(practice)).answer.status).toBe(204);
  });

  it('is let go when the portal stops', async () => {
    const { practice } = await there.fill();
    const heard = await listen(practice);
    expect(await heard.next()).not.toBeNull();
    await there.close();
    expect(await heard.next()).toBeNull();
  });
});
