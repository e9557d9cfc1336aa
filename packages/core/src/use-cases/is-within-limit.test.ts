import { describe, expect, it } from '@jest/globals';
import { aTenant, makeMemoryPortal } from '../testing/index.ts';

const HOUR_MS = 60 * 60 * 1000;
const LIMIT = { name: 'copia', max: 2, windowMs: HOUR_MS };

describe('a limit', () => {
  it('is reached by each for themselves, at each ente and for each thing', async () => {
    const portal = makeMemoryPortal();
    const [ente, other] = [aTenant(portal.ids.next()), aTenant(portal.ids.next())];
    const anna = () => portal.isWithinLimit(ente.id, LIMIT, 'anna');
    expect([await anna(), await anna(), await anna()]).toEqual([true, true, false]);
    expect(await portal.isWithinLimit(ente.id, LIMIT, 'mario')).toBe(true);
    expect(await portal.isWithinLimit(other.id, LIMIT, 'anna')).toBe(true);
    expect(await portal.isWithinLimit(ente.id, { ...LIMIT, name: 'altro' }, 'anna')).toBe(true);
  });

  it('is over an hour after the first time, whatever was refused meanwhile', async () => {
    const portal = makeMemoryPortal();
    const ente = aTenant(portal.ids.next());
    const start = portal.clock.now().getTime();
    const after = async (ms: number) => {
      portal.clock.set(new Date(start + ms));
      return portal.isWithinLimit(ente.id, LIMIT, 'anna');
    };
    expect([await after(0), await after(1), await after(HOUR_MS - 1)]).toEqual([true, true, false]);
    expect(await after(HOUR_MS)).toBe(true);
  });
});
