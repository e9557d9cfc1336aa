import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOfToken, newBrowserToken } from '../../http/browser-token.ts';
import { SESSION_COOKIES } from '../../http/sessions.ts';
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
const listen = async (of: string, cookies: Readonly<Record<string, string>> = there.cookies) => {
  const stops = new AbortController();
  const cookie = Object.entries(cookies)
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
    // The portal hears a little later that they are closed.
    let again = await listen(practice);
    for (let times = 0; again.answer.status === 503 && times < 200; times += 1) again = await listen(practice);
    expect(again.answer.status).toBe(200);
    expect(await again.next()).not.toBeNull();
    again.stop();
  });

  it('asks no more where there is nothing to pay', async () => {
    const { practice } = await there.fill('esente');
    expect((await listen(practice)).answer.status).toBe(204);
  });

  it('keeps nobody signed in, and tells nothing to who has signed out', async () => {
    const { practice } = await there.fill();
    const { sessions } = there.ports;
    const token = newBrowserToken();
    const inHours = (hours: number) => new Date(there.clock.now().getTime() + hours * 3_600_000);
    // More than half of it is over.
    const times = { expiresAt: inHours(1), endsAt: inHours(9) };
    const subject = { kind: 'citizen', id: there.citizen.id, level: 2, provider: null } as const;
    await sessions.create(there.ente.id, hashOfToken(token), subject, times);
    const cookies = { [SESSION_COOKIES.citizen]: token };
    const heard = await listen(practice, cookies);
    expect(await heard.next()).not.toBeNull();
    const after = () => sessions.find(there.ente.id, hashOfToken(token), there.clock.now());
    expect((await after())?.expiresAt).toEqual(times.expiresAt);
    // A page that somebody opens does prolong it.
    await there.browser(cookies).visit(`${practice}/compila/pagamento`);
    expect((await after())?.expiresAt).not.toEqual(times.expiresAt);
    await sessions.end(there.ente.id, hashOfToken(token));
    expect(await heard.next()).toBeNull();
  });

  it('is let go when the portal stops', async () => {
    const { practice } = await there.fill();
    const heard = await listen(practice);
    expect(await heard.next()).not.toBeNull();
    await there.close();
    expect(await heard.next()).toBeNull();
  });
});
