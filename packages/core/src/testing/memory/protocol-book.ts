import { MOST_CLOCK_DIFFERENCE_MS, type ProtocolBook } from '../../ports/protocol-book.ts';
import type { ProtocolNumber, Registration } from '../../ports/protocol-registry.ts';
import { type BookEntry, type EntryNumber, printedNumber } from '../../protocol/book-entry.ts';
import { emergencyKey } from '../../protocol/emergency.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { StoredEntry, TenantData } from './tenant-data.ts';

const LAST_NUMBER = 9_999_999;

const numberOf = ({ number, year, registeredAt }: ProtocolNumber): ProtocolNumber => ({ number, year, registeredAt });
const entryOf = ({ key: _key, registration: _registration, ...entry }: StoredEntry): BookEntry => entry;
const is = ({ year, number }: EntryNumber) => {
  return (entry: BookEntry): boolean => entry.year === year && Number(entry.number) === number;
};

type NewEntry = Omit<StoredEntry, keyof ProtocolNumber | 'cancellation'>;

const newEntry = (registration: Registration): NewEntry => {
  const { key, direction, subject, sentAt, main, attachments, practiceId, correspondent } = registration;
  const name = `${correspondent.nome} ${correspondent.cognome}`;
  const emergency = null;
  return {
    key,
    registration,
    direction,
    subject,
    sentAt,
    main,
    attachments,
    practiceId,
    correspondent: name,
    emergency,
  };
};

export const protocolBook = ({ protocol }: TenantData): ProtocolBook => {
  const entries = (): readonly StoredEntry[] => [...protocol.values()];
  const timeOf = (now: Date): Date => {
    const before = entries().map(({ registeredAt, cancellation }) => (cancellation?.at ?? registeredAt).getTime());
    const time = Math.max(now.getTime(), ...before);
    if (time - now.getTime() > MOST_CLOCK_DIFFERENCE_MS) throw new Error('The clock is behind the protocol');
    return new Date(time);
  };

  const add = (entry: NewEntry, now: Date): ProtocolNumber => {
    const registeredAt = timeOf(now);
    const year = Number(dayInItaly(registeredAt).slice(0, 4));
    const count = entries().filter((known) => known.year === year).length;
    if (count >= LAST_NUMBER) throw new Error(`The protocol numbers of ${year} are used up`);
    const numbered = { ...entry, number: printedNumber(count + 1), year, registeredAt, cancellation: null };
    protocol.set(entry.key, numbered);
    return numberOf(numbered);
  };

  const registered = ({ key, main }: Registration): ProtocolNumber | null => {
    const known = protocol.get(key);
    if (known !== undefined && known.main?.sha256 !== main.sha256) {
      throw new Error(`Another document is registered with the key ${key}`);
    }
    return known === undefined ? null : numberOf(known);
  };

  return {
    register: async (registration, now) => registered(registration) ?? add(newEntry(registration), now),
    momentOfNext: async (now) => timeOf(now),
    registered: async (registration) => registered(registration),
    async registerEmergency(lines, now) {
      return lines.map(({ year, number, at, direction, subject, correspondent }) => {
        const emergency = { year, number };
        const known = protocol.get(emergencyKey(emergency));
        if (known !== undefined) return numberOf(known);
        const rest = { main: null, attachments: [], practiceId: null, registration: null };
        const entry = {
          key: emergencyKey(emergency),
          direction,
          subject,
          correspondent,
          sentAt: at,
          emergency,
          ...rest,
        };
        return add(entry, now);
      });
    },
    async cancel(number, grounds, now) {
      const entry = entries().find(is(number));
      if (entry === undefined || entry.cancellation !== null) return false;
      protocol.set(entry.key, { ...entry, cancellation: { ...grounds, at: timeOf(now) } });
      return true;
    },
    async page({ after, limit }) {
      const newest = entries().map(entryOf).toReversed();
      const place = newest.findIndex(({ year, number }) => `${year}_${Number(number)}` === after);
      const rows = newest.slice(place + 1, place + 1 + limit);
      const last = rows.at(-1);
      const goesOn = newest.length > place + 1 + limit && last !== undefined;
      return { rows, next: goesOn ? `${last.year}_${Number(last.number)}` : null };
    },
    byNumber: async (number) => entries().map(entryOf).find(is(number)) ?? null,
    async byEmergencyNumber(emergency) {
      const found = protocol.get(emergencyKey(emergency));
      return found === undefined ? null : entryOf(found);
    },
    lastEmergencyNumber: async (year) =>
      Math.max(0, ...entries().map(({ emergency }) => (emergency?.year === year ? emergency.number : 0))),
    cancelledOf: async (practiceId) =>
      entries()
        .filter((entry) => entry.practiceId === practiceId && entry.cancellation !== null)
        .map(entryOf),
  };
};
