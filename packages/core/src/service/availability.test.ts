import { describe, expect, it } from '@jest/globals';
import { aService, makeCountingIds } from '../testing/index.ts';
import { availabilityOn } from './availability.ts';

const service = aService(makeCountingIds().next(), { opensOn: '2026-12-01', closesOn: '2026-12-31' });

describe('a service with an opening and a closing day', () => {
  it.each([
    ['2026-11-30', { state: 'non_ancora_aperto', opensOn: '2026-12-01' }],
    ['2026-12-01', { state: 'aperto', closesOn: '2026-12-31' }],
    ['2026-12-31', { state: 'aperto', closesOn: '2026-12-31' }],
    ['2027-01-01', { state: 'chiuso', closedOn: '2026-12-31' }],
  ])('on %s', (today, availability) => {
    expect(availabilityOn(service, today)).toEqual(availability);
    expect(availabilityOn({ ...service, status: 'sospeso' }, today)).toEqual({ state: 'sospeso' });
  });

  it('is open for ever on the side that has no day', () => {
    expect(availabilityOn({ ...service, opensOn: null }, '1990-01-01').state).toBe('aperto');
    expect(availabilityOn({ ...service, closesOn: null }, '2090-01-01')).toEqual({ state: 'aperto', closesOn: null });
  });
});
