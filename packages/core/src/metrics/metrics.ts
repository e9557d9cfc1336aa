import type { SentState } from '../practice/practice.ts';
import type { ServiceId } from '../shared/ids.ts';

/** How many practices of a service, sent in a year, are in a state now. */
export interface PracticeTally {
  readonly serviceId: ServiceId;
  readonly year: number;
  readonly state: SentState;
  readonly count: number;
}

/** How many outcomes of a service, in one year, took so many days. */
export interface OutcomeTally {
  readonly serviceId: ServiceId;
  /** Of the calendar in Italy, from the sending to the registration of the answer. */
  readonly days: number;
  readonly count: number;
}

export type CountsByState = Readonly<Record<SentState, number>>;

/** How long outcomes took, in days; null where there was none. */
export interface OutcomeTimes {
  readonly outcomes: number;
  readonly median: number | null;
  /** Nine of ten took no longer. */
  readonly ninetieth: number | null;
}

/** The classes that the times of outcomes are shown in: up to so many days, the last one without end. */
export const OUTCOME_CLASSES = [5, 10, 20, 30, 60, null] as const;

export interface Metrics {
  /** Newest first; the year asked for is always among them. */
  readonly years: readonly { readonly year: number; readonly counts: CountsByState; readonly sent: number }[];
  /** Of the year asked for. */
  readonly services: readonly {
    readonly serviceId: ServiceId;
    readonly counts: CountsByState;
    readonly sent: number;
    readonly times: OutcomeTimes;
  }[];
  /** Of all services, in the year asked for. */
  readonly times: OutcomeTimes;
  /** Outcomes in each of `OUTCOME_CLASSES`. */
  readonly classes: readonly number[];
}

const countsOf = (tallies: readonly PracticeTally[]): CountsByState => {
  const of = (state: SentState) => tallies.reduce((sum, tally) => sum + (tally.state === state ? tally.count : 0), 0);
  return {
    inviata: of('inviata'),
    in_elaborazione: of('in_elaborazione'),
    da_integrare: of('da_integrare'),
    accettata: of('accettata'),
    rifiutata: of('rifiutata'),
  };
};

const sumOf = (tallies: readonly { readonly count: number }[]): number =>
  tallies.reduce((sum, { count }) => sum + count, 0);

/** The least number of days that a share of the outcomes did not exceed (nearest rank). */
const quantile = (tallies: readonly OutcomeTally[], share: number): number | null => {
  const rank = Math.ceil(sumOf(tallies) * share);
  let seen = 0;
  for (const { days, count } of tallies.toSorted((a, b) => a.days - b.days)) {
    seen += count;
    if (seen >= rank && rank > 0) return days;
  }
  return null;
};

const timesOf = (tallies: readonly OutcomeTally[]): OutcomeTimes => ({
  outcomes: sumOf(tallies),
  median: quantile(tallies, 0.5),
  ninetieth: quantile(tallies, 0.9),
});

/**
 * The use of a Comune's services in figures (ente.md, "Metriche di utilizzo").
 * @param services whose figures they are, in the order in which they are shown
 * @param tallies of all years
 * @param outcomes of `year` alone
 */
export const describeMetrics = (
  services: readonly ServiceId[],
  tallies: readonly PracticeTally[],
  outcomes: readonly OutcomeTally[],
  year: number,
): Metrics => {
  const shown = tallies.filter(({ serviceId }) => services.includes(serviceId));
  const closed = outcomes.filter(({ serviceId }) => services.includes(serviceId));
  const years = [...new Set([year, ...shown.map((tally) => tally.year)])].toSorted((a, b) => b - a);
  const inClass = (index: number, days: number): boolean => {
    const [from, to] = [OUTCOME_CLASSES[index - 1] ?? -1, OUTCOME_CLASSES[index] ?? null];
    return days > from && (to === null || days <= to);
  };
  return {
    years: years.map((one) => {
      const counts = countsOf(shown.filter((tally) => tally.year === one));
      return { year: one, counts, sent: Object.values(counts).reduce((sum, count) => sum + count, 0) };
    }),
    services: services.map((serviceId) => {
      const counts = countsOf(shown.filter((tally) => tally.serviceId === serviceId && tally.year === year));
      return {
        serviceId,
        counts,
        sent: Object.values(counts).reduce((sum, count) => sum + count, 0),
        times: timesOf(closed.filter((tally) => tally.serviceId === serviceId)),
      };
    }),
    times: timesOf(closed),
    classes: OUTCOME_CLASSES.map((_, index) => sumOf(closed.filter(({ days }) => inClass(index, days)))),
  };
};
