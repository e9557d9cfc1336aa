import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeSettableClock } from '@stanza/core/testing';
import { makeCertificate } from './certificate.ts';
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
    const lines: unknown[] = [];
    const log = { warn: (...line: readonly unknown[]) => lines.push(line), error: () => undefined };
    const clock = makeSettableClock(new Date('2027-10-01T12:00:00Z'));
    const keys = makeWatchedKeys(async () => ({ current: key, next: null }), clock, log);
    const ask = async () => {
      for (let time = 0; time < 3; time += 1) expect(await keys(settings)).toEqual({ current: key, next: null });
      return lines.length;
    };
    expect(await ask()).toBe(0);
    clock.set(new Date('2027-12-01T12:00:00Z'));
    expect(await ask()).toBe(1);
    const end = { ente: 'forli', federation: 'spid', end: '2028-01-01T00:00:00.000Z' };
    expect(lines).toEqual([[end, 'a certificate has to be renewed']]);
    clock.set(new Date('2027-12-02T12:00:00Z'));
    expect(await ask()).toBe(2);
  });

  it('is a reason to activate the next key once there is one that can follow', async () => {
    const now = new Date('2027-12-01T12:00:00Z');
    const next = await makeCertificate(settings, { from: now, days: 730, bits: 2048 });
    const told = async (following: SigningKey) => {
      const lines: string[] = [];
      const log = { warn: (_: object, message: string) => lines.push(message), error: () => undefined };
      await makeWatchedKeys(async () => ({ current: key, next: following }), makeSettableClock(now), log)(settings);
      return lines;
    };
    expect(await told(next)).toEqual(['the next certificate has to be activated']);
    const ofAnother = await sampleKey({ ...settings, ipaCode: 'c_b000' });
    expect(await told(ofAnother)).toEqual(['a certificate has to be renewed']);
  });
});
