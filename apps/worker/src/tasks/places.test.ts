import { describe, expect, it } from '@jest/globals';
import { makeSettableClock } from '@stanza/core/testing';
import { MOST_OF_ALL } from '../protocol/outside-places.ts';
import { CONCURRENCY } from '../run-worker.ts';
import { MOST_OF_MAIL, MOST_OF_PAYMENTS, makePlaces } from './places.ts';

/** Mails to a server that says nothing until it is told to. */
const stage = () => {
  const inPlace = makePlaces(makeSettableClock(new Date('2026-03-02T09:00:00Z')), MOST_OF_MAIL);
  const pauses: number[] = [];
  const answers: (() => void)[] = [];
  const run = (send: () => Promise<void>) => inPlace(send, async (pauseMs) => void pauses.push(pauseMs));
  const mail = () => run(() => new Promise<void>((fulfil) => answers.push(fulfil)));
  return { pauses, answers, run, mail };
};

describe('a mail server that is silent', () => {
  it('holds three places of the worker; who finds none comes again, the later the more there are', async () => {
    const { pauses, answers, mail } = stage();
    const held = [mail(), mail(), mail()];
    expect(held).toHaveLength(MOST_OF_MAIL);
    for (let index = 0; index < 200; index += 1) await mail();
    expect(answers).toHaveLength(MOST_OF_MAIL);
    expect(pauses).toHaveLength(200);
    expect(Math.min(...pauses)).toBeGreaterThan(2_000);
    expect((pauses.at(-1) ?? 0) - (pauses[0] ?? 0)).toBeGreaterThan(5_000);
    for (const answer of answers) answer();
    await Promise.all(held);
    const next = mail();
    answers.at(-1)?.();
    await next;
    expect(pauses).toHaveLength(200);
  });

  it('leaves its place to another also when it fails', async () => {
    const { pauses, run } = stage();
    const fail = () => Promise.reject(new Error('not today'));
    for (let times = 0; times < 5; times += 1) await expect(run(fail)).rejects.toThrow('not today');
    expect(pauses).toEqual([]);
  });

  it('leaves places of the worker to what waits for nobody, with registries, App IO and pagoPA that are silent as well', () => {
    expect(CONCURRENCY).toBeGreaterThan(MOST_OF_ALL + MOST_OF_MAIL + MOST_OF_PAYMENTS + 1);
  });
});
