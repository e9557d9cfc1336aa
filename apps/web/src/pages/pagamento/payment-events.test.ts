import { expect, it } from '@jest/globals';
import { LONGEST_MS, paymentEvents } from './payment-events.ts';

/** Everything that is sent while what is watched becomes another thing at these moments. */
const sent = async (changes: Readonly<Record<number, string>>) => {
  let [now, looks] = [0, 0];
  const look = async () => {
    looks += 1;
    return Object.entries(changes).findLast(([at]) => Number(at) <= now)?.[1] ?? '';
  };
  const pause = async (ms: number) => {
    now += ms;
  };
  const events: string[] = [];
  for await (const event of paymentEvents({ look, pause })) events.push(`${now} ${event.trim()}`);
  return { events, looks, ended: now };
};

it('tells at once how it stands, and again only when that has changed', async () => {
  const { events } = await sent({ 0: 'prima', 9000: 'dopo' });
  expect(events.filter((event) => event.includes('data:'))).toEqual(['0 data: prima', '9000 data: dopo']);
});

it('ends by itself, having looked seldom and never been silent for long', async () => {
  const { events, looks, ended } = await sent({ 0: 'sempre' });
  expect(ended).toBeGreaterThanOrEqual(LONGEST_MS);
  expect(looks).toBeLessThan(30);
  const moments = events.map((event) => Number(event.split(' ')[0]));
  const gaps = moments.map((at, index) => (moments[index + 1] ?? ended) - at);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(20_000);
});

it('ends when who listens may see it no more', async () => {
  const changes = ['prima', null];
  const events: string[] = [];
  for await (const event of paymentEvents({
    look: async () => changes.shift() ?? null,
    pause: async () => undefined,
  })) {
    events.push(event.trim());
  }
  expect(events).toEqual(['retry: 5000', 'data: prima']);
});
