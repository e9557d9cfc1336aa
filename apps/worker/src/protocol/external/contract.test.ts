import type { ProtocolNumber, RegistrationRecord } from '@stanza/core';
import { aRegistration, type BookEntry, printedFile, registryStepsContract } from '@stanza/core/testing/contracts';
import { makeExternalSteps } from './make-external-steps.ts';

const never = (): never => {
  throw new Error('Nothing is sent to anybody');
};

registryStepsContract(
  'a system of the office',
  async () => {
    const book: BookEntry[] = [];
    /** It reads what waits, and says its number. */
    const office = ({ key, handedOver }: RegistrationRecord): ProtocolNumber => {
      if (handedOver === null) throw new Error('There is nothing to read');
      const { direction, subject, main, attachments, file } = handedOver;
      const documents = [main, ...attachments].map(({ sha256 }) => sha256);
      const { codiceFiscale } = aRegistration(key).correspondent; // it stands in the practice, which there is none of here
      const number = { number: String(book.length + 1).padStart(7, '0'), year: 2026 };
      book.push({
        ...number,
        direction,
        subject,
        codiceFiscale,
        documents,
        file: printedFile(file?.number, file?.year),
      });
      return { ...number, registeredAt: new Date('2026-03-02T09:00:00.000Z') };
    };
    return {
      steps: makeExternalSteps(),
      canSearch: true,
      filedBy: 'request',
      office,
      secrets: [],
      book: () => book,
      cut: never,
      listen: never,
      endSessions: never,
      believePassword: never,
      throwAway: never,
      close: async () => undefined,
    };
  },
  'never',
);
