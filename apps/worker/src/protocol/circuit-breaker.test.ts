import { describe, expect, it } from '@jest/globals';
import { RegistryError, type RegistryErrorKind, RegistryPaused, type RegistrySteps } from '@stanza/core';
import { aTenant, makeSettableClock } from '@stanza/core/testing';
import { aRegistration } from '@stanza/core/testing/contracts';
import { withCircuitBreaker } from './circuit-breaker.ts';
import { makeOutsidePlaces } from './outside-places.ts';

const NUMBER = { number: '0000001', year: 2026, registeredAt: new Date('2026-03-02T09:00:00Z') };
const REGISTRATION = aRegistration('a');
const ENTE = aTenant('01890a5d-ac96-7000-8000-000000000001').id;

/** A registry that answers as a test says. */
const stage = ({ numberLater = false } = {}) => {
  const clock = makeSettableClock(new Date('2026-03-02T09:00:00Z'));
  const registry = {
    asked: 0,
    attach: async (): Promise<void> => undefined,
    answer: async () => NUMBER as Awaited<ReturnType<RegistrySteps['commit']>>,
  };
  const steps: RegistrySteps = {
    book: 'a book',
    numberLater,
    limits: { maxFileBytes: 1, maxTotalBytes: 1 },
    prepare: async () => null,
    attach: async () => {
      await registry.attach();
      return '1';
    },
    find: null,
    commit: async () => {
      registry.asked += 1;
      return registry.answer();
    },
  };
  const guarded = withCircuitBreaker(steps, clock, makeOutsidePlaces().of(ENTE));
  const ask = () => guarded.inPlace(() => guarded.steps.commit(REGISTRATION, null, []));
  const fail = (kind: RegistryErrorKind) => async (): Promise<never> => {
    throw new RegistryError(kind, 'as the test says');
  };
  const minutes = (count: number) => clock.set(new Date(clock.now().getTime() + count * 60_000));
  const handOver = () =>
    guarded.inPlace(async () => {
      await guarded.steps.prepare(REGISTRATION);
      return guarded.steps.attach(null, REGISTRATION.main, 0, (async function* () {})());
    });
  return { registry, ask, handOver, fail, minutes };
};

describe('a registry that does not answer', () => {
  it('is left alone after three failures, for a minute, then for two, and again as long as before when it is back', async () => {
    const { registry, ask, fail, minutes } = stage();
    registry.answer = fail('again');
    for (let times = 0; times < 3; times += 1) await expect(ask()).rejects.toThrow('as the test says');
    await expect(ask()).rejects.toThrow('has not answered lately');
    expect(registry.asked).toBe(3);
    minutes(1);
    await expect(ask()).rejects.toThrow('as the test says');
    minutes(1);
    await expect(ask()).rejects.toThrow('has not answered lately');
    minutes(1);
    registry.answer = async () => NUMBER;
    expect(await ask()).toEqual(NUMBER);
    registry.answer = fail('in-doubt');
    for (let times = 0; times < 3; times += 1) await expect(ask()).rejects.toThrow('as the test says');
    minutes(1);
    await expect(ask()).rejects.toThrow('as the test says');
    expect(registry.asked).toBe(9);
  });

  it('is tried by one after a pause, while the others wait', async () => {
    const { registry, ask, fail, minutes } = stage();
    registry.answer = fail('again');
    for (let times = 0; times < 3; times += 1) await expect(ask()).rejects.toThrow('as the test says');
    minutes(1);
    registry.answer = async () => NUMBER;
    const [first, second] = await Promise.allSettled([ask(), ask()]);
    expect([first?.status, second]).toEqual([
      'fulfilled',
      { status: 'rejected', reason: expect.objectContaining({ kind: 'again', message: 'The registry is busy' }) },
    ]);
  });

  it('is not taken for one that answers because there was nothing to ask it before the first document', async () => {
    const { registry, handOver, fail } = stage();
    registry.attach = fail('again');
    for (let times = 0; times < 3; times += 1) await expect(handOver()).rejects.toThrow('as the test says');
    await expect(handOver()).rejects.toThrow('has not answered lately');
  });

  it('is not taken for one that answers because documents were made ready that go with the request for the number', async () => {
    const { registry, handOver, ask, fail } = stage({ numberLater: true });
    registry.answer = fail('again');
    for (let times = 0; times < 3; times += 1) {
      await handOver();
      await expect(ask()).rejects.toThrow('as the test says');
    }
    await expect(ask()).rejects.toThrow('has not answered lately');
  });

  it('costs nobody an attempt, before it is away for so long that people should know', async () => {
    const { registry, ask, fail, minutes } = stage();
    registry.answer = fail('again');
    for (let times = 0; times < 3; times += 1) await expect(ask()).rejects.toThrow('as the test says');
    const pauses: number[] = [];
    for (let times = 0; times < 100; times += 1) {
      const told = await ask().catch((error: unknown) => error);
      pauses.push(told instanceof RegistryPaused ? told.pauseMs : 0);
    }
    expect(Math.min(...pauses)).toBeGreaterThan(60_000);
    expect(Math.max(...pauses)).toBeLessThan(120_000);
    // They come again a quarter of a second apart, and never all at once.
    expect((pauses.at(-1) ?? 0) - (pauses[0] ?? 0)).toBeGreaterThan(20_000);
    for (const pause of [1, 2, 4, 8]) {
      minutes(pause);
      await expect(ask()).rejects.toThrow('as the test says');
    }
    await expect(ask()).rejects.not.toBeInstanceOf(RegistryPaused);
  });

  it('is not one whose documents we cannot read', async () => {
    const { registry, ask } = stage();
    registry.answer = async () => {
      throw new Error('The content is not there');
    };
    for (let times = 0; times < 5; times += 1) await expect(ask()).rejects.toThrow('The content is not there');
    expect(registry.asked).toBe(5);
  });

  it('holds up two jobs at most', async () => {
    const { registry, ask } = stage();
    const waiting: (() => void)[] = [];
    registry.answer = () => new Promise((resolve) => waiting.push(() => resolve(NUMBER)));
    const two = [ask(), ask()];
    await expect(ask()).rejects.toMatchObject({ kind: 'again' });
    for (const answer of waiting) answer();
    expect(await Promise.all(two)).toEqual([NUMBER, NUMBER]);
    expect(registry.asked).toBe(2);
  });

  it.each(['settings', 'refused', 'start-over'] as const)('is not one that answers: %s', async (kind) => {
    const { registry, ask, fail } = stage();
    for (let times = 0; times < 5; times += 1) {
      registry.answer = fail(kind);
      await expect(ask()).rejects.toMatchObject({ kind });
      // Failures, of which no two come in a row.
      registry.answer = fail('again');
      await expect(ask()).rejects.toThrow('as the test says');
    }
    expect(registry.asked).toBe(10);
  });

  it('is back when after a pause it answers, whatever it says', async () => {
    const { registry, ask, fail, minutes } = stage();
    registry.answer = fail('again');
    for (let times = 0; times < 3; times += 1) await expect(ask()).rejects.toThrow('as the test says');
    minutes(1);
    registry.answer = fail('refused');
    await expect(ask()).rejects.toMatchObject({ kind: 'refused' });
    registry.answer = async () => NUMBER;
    expect(await Promise.all([ask(), ask()])).toEqual([NUMBER, NUMBER]);
  });
});
