import { printedFile, registryStepsContract } from '../contracts/index.ts';
import { makeSettableClock } from './clock.ts';
import { makeMemoryRegistrySteps } from './registry-steps.ts';

registryStepsContract('memory', async () => {
  const memory = makeMemoryRegistrySteps(makeSettableClock(new Date('2026-03-02T09:00:00.000Z')));
  return {
    ...memory,
    canSearch: true,
    filedBy: 'request',
    secrets: [],
    book: () =>
      memory.book().map(({ number, year, registration, documents }) => {
        const { direction, subject, correspondent, file } = registration;
        const entry = { number, year, direction, subject, codiceFiscale: correspondent.codiceFiscale, documents };
        return { ...entry, file: printedFile(file?.number, file?.year) };
      }),
    endSessions: () => undefined,
    close: async () => undefined,
  };
});
