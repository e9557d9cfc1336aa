import type { Service, ServiceDays } from './service.ts';

/** Whether a service takes new practices, and the day that matters: when it opens, was closed, or will be. */
export type Availability =
  | { readonly state: 'aperto'; readonly closesOn: string | null }
  | { readonly state: 'sospeso' }
  | { readonly state: 'non_ancora_aperto'; readonly opensOn: string }
  | { readonly state: 'chiuso'; readonly closedOn: string };

/**
 * Whether the days of a service, both inclusive, hold a day: what decides whether a draft may be sent. Unlike a suspension, which
 * lets what was begun go on, a term is the same for everybody.
 * @param today `YYYY-MM-DD` in Italy
 */
export const windowOn = (
  { opensOn, closesOn }: ServiceDays,
  today: string,
): Exclude<Availability, { readonly state: 'sospeso' }> => {
  if (opensOn !== null && today < opensOn) return { state: 'non_ancora_aperto', opensOn };
  if (closesOn !== null && today > closesOn) return { state: 'chiuso', closedOn: closesOn };
  return { state: 'aperto', closesOn };
};

/**
 * Whether new practices may be begun on a day: a suspended service takes none, whatever its days.
 * @param today `YYYY-MM-DD` in Italy
 */
export const availabilityOn = (service: Service, today: string): Availability =>
  service.status === 'sospeso' ? { state: 'sospeso' } : windowOn(service, today);
