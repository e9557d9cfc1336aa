import type { OutcomeTally, PracticeTally } from '../../metrics/metrics.ts';
import type { ReadModels } from '../../ports/read-models.ts';
import { isClosed, type Practice } from '../../practice/practice.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { TenantData } from './tenant-data.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const midnight = (day: string): number => new Date(`${day}T00:00:00Z`).getTime();

/** The day of the sending and that of the outcome; null for what has none. */
const lifeOf = ({ submittedAt, answerProtocol, ...practice }: Practice) => {
  if (submittedAt === null || answerProtocol === null || !isClosed(practice)) return null;
  const [sent, closed] = [dayInItaly(submittedAt), dayInItaly(answerProtocol.registeredAt)];
  return { year: Number(closed.slice(0, 4)), days: Math.max(0, (midnight(closed) - midnight(sent)) / DAY_MS) };
};

/** Those that say the same of what, counted. */
const counted = <T extends object>(items: readonly T[]): readonly (T & { readonly count: number })[] => {
  const byContent = new Map<string, T & { readonly count: number }>();
  for (const item of items) {
    const key = JSON.stringify(item);
    byContent.set(key, { ...item, count: (byContent.get(key)?.count ?? 0) + 1 });
  }
  return [...byContent.values()];
};

export const metricsReads = (data: TenantData): Pick<ReadModels, 'practiceTallies' | 'outcomeTallies'> => {
  const practices = () => [...data.practices.values()].map(({ practice }) => practice);
  return {
    practiceTallies: async (): Promise<readonly PracticeTally[]> =>
      counted(
        practices().flatMap(({ serviceId, state, submittedAt }) =>
          state === 'bozza' || submittedAt === null
            ? []
            : [{ serviceId, state, year: Number(dayInItaly(submittedAt).slice(0, 4)) }],
        ),
      ),
    outcomeTallies: async (year): Promise<readonly OutcomeTally[]> =>
      counted(
        practices().flatMap((practice) => {
          const life = lifeOf(practice);
          return life?.year === year ? [{ serviceId: practice.serviceId, days: life.days }] : [];
        }),
      ),
  };
};
