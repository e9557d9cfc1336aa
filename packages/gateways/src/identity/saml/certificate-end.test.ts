import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeSettableClock } from '@stanza/core/testing';
import { makeWatchedKeys, renewalDue } from './certificate-end.ts';
import type { SigningKey } from './signing-key.ts';
import { sampleKey, sampleSettings } from './testing/sample-service-provider.ts';

describe('the end of a certificate', () => {
  const settings = sampleSettings('spid');
  let key: SigningKey;
  beforeAll(async () => {
    key = await sampleKey(settings);
  });

  it('has to be thought of in its last sixty days, and when it is over', () => {
    expect(renewalDue(key, new Date('2027-11-02T00:00:00Z'))).toBeNull();
    for (const day of ['2027-11-03', '2028-02-01']) {
      expect(renewalDue(key, new Date(`${day}T12:00:00Z`))).toEqual(new Date('2028-01-01T00:00:00Z'));
    }
  });

  it('is written into the log once a day, as long as the key is in use', async () => {
    const lines: object[] = [];
    const log = { warn: (what: object) => lines.push(what), error: () => undefined };
    const clock = makeSettableClock(new Date('2027-10-01T12:00:00Z'));
    const keys = makeWatchedKeys(async () => ({ current: key, next: null }), clock, log);
    const ask = async () => {
      for (let time = 0; time < 3; time += 1) expect(await keys(settings)).toEqual({ current: key, next: null });
      return lines.length;
    };
    expect(await ask()).toBe(0);
    clock.set(new Date('2027-12-01T12:00:00Z'));
    expect(await ask()).toBe(1);
    expect(lines).toEqual([{ ente: 'forli', federation: 'spid', end: '2028-01-01T00:00:00.000Z' }]);
    clock.set(new Date('2027-12-02T12:00:00Z'));
    expect(await ask()).toBe(2);
  });
});
