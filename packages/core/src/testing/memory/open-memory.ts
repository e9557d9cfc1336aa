import { type MemoryPorts, makeMemoryPorts } from '../memory-ports.ts';

/** Everything in memory, as the contract suites open it. */
export const openMemory = async () => {
  const ports: MemoryPorts = makeMemoryPorts();
  const queued: string[] = [];
  return {
    ...ports,
    async jobs(): Promise<readonly string[]> {
      queued.push(...ports.database.takeJobs().map(({ id }) => id));
      return queued;
    },
    async close() {},
  };
};
