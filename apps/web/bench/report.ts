import type { Measured } from './client.ts';

/** One thing that was measured. */
export interface Result {
  readonly name: string;
  readonly measured: Measured;
  /** CPU milliseconds that the server used meanwhile. */
  readonly cpu: number;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const total = ({ times }: Measured): number => [...times.values()].reduce((sum, list) => sum + list.length, 0);

/** Requests in a second, over all kinds. */
export const throughput = ({ measured }: Result): number => total(measured) / measured.seconds;

const cells = (values: readonly (string | number)[]): string =>
  values
    .map((value, index) => {
      const text = typeof value === 'number' ? value.toFixed(value < 10 ? 2 : 0) : value;
      return index === 0 ? text.padEnd(34) : text.padStart(9);
    })
    .join('');

const rows = (result: Result): readonly string[] => {
  const all = [...result.measured.times.values()].flat();
  const line = (name: string, times: readonly number[]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const rate = times.length / result.measured.seconds;
    return [name, rate, percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99)] as const;
  };
  const kinds = [...result.measured.times.entries()];
  return [
    cells([...line(result.name, all), result.cpu / total(result.measured)]),
    ...(kinds.length > 1 ? kinds.map(([kind, times]) => cells(line(`  ${kind}`, times))) : []),
  ];
};

/** The table, then the throughput of the portal as a ratio to each baseline. */
export const report = (portal: Result, baselines: readonly Result[]): string =>
  [
    cells(['', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms']),
    ...[portal, ...baselines].flatMap(rows),
    '',
    'Throughput of the portal as a ratio to each baseline:',
    ...baselines.map((baseline) => cells([`  ${baseline.name}`, throughput(portal) / throughput(baseline)])),
  ].join('\n');
