import type { EmergencyStore } from '../../ports/emergency-store.ts';
import type { EmergencyPeriod } from '../../protocol/emergency.ts';
import { emergencyKey } from '../../protocol/emergency.ts';
import type { TenantData } from './tenant-data.ts';

const newestFirst = (one: EmergencyPeriod, other: EmergencyPeriod): number =>
  other.openedAt.getTime() - one.openedAt.getTime() || (one.id < other.id ? 1 : -1);

export const emergencyStore = ({ emergencies, emergencyLines }: TenantData): EmergencyStore => {
  const current = (): EmergencyPeriod | null => [...emergencies.values()].find(({ closed }) => closed === null) ?? null;
  const isAsSeen = ({ id, until }: EmergencyPeriod): boolean => {
    const now = current();
    return now?.id === id && now.until.getTime() === until.getTime();
  };
  const change = (): void => {
    const now = current();
    if (now !== null) emergencies.set(now.id, { ...now, version: now.version + 1 });
  };
  return {
    async open(period) {
      if (current() !== null) return false;
      emergencies.set(period.id, period);
      return true;
    },
    lockCurrent: async () => current(),
    current: async () => current(),
    closed: async (limit) =>
      [...emergencies.values()]
        .filter(({ closed }) => closed !== null)
        .toSorted(newestFirst)
        .slice(0, limit),
    async extend(period, extension) {
      if (!isAsSeen(period)) return false;
      const extensions = [...period.extensions, extension];
      emergencies.set(period.id, { ...period, until: extension.until, extensions });
      return true;
    },
    async close(period, closed) {
      if (!isAsSeen(period)) return false;
      emergencies.set(period.id, { ...period, closed });
      emergencyLines.clear();
      return true;
    },
    async saveLine(line) {
      emergencyLines.set(emergencyKey(line), line);
      change();
    },
    async deleteLine(number) {
      const isThere = emergencyLines.delete(emergencyKey(number));
      if (isThere) change();
      return isThere;
    },
    lines: async () =>
      [...emergencyLines.values()].toSorted((one, other) => one.year - other.year || one.number - other.number),
  };
};
