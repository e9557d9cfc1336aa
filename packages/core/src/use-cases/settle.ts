import type { ProtocolNumber } from '../ports/protocol-registry.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { RegistrationRecord } from '../practice/registration-record.ts';
import { printedNumber } from '../protocol/book-entry.ts';
import { dayInItaly } from '../shared/calendar.ts';
import { ok, type Result, refuse } from '../shared/result.ts';

export type NumberRefusal =
  | { readonly code: 'bad_number' }
  | { readonly code: 'bad_day' }
  /** Another registration of the same book has it. */
  | { readonly code: 'number_taken' };

const NUMBER = /^\d{1,10}$/u;

/**
 * The number that somebody says a registration has got.
 * @param book where it was given
 * @param since when what is registered was sent: it was asked for later, perhaps more than once, and not registered earlier
 * @returns it as it is printed, however many zeros were typed before it: the same number is the same text. `bad_day` when it is of another
 * year than its day, or that day is before `since` or in the future: it would be another one's
 */
export const numberOf = async (
  { registrations }: Pick<Stores, 'registrations'>,
  { number, year, registeredAt }: ProtocolNumber,
  book: RegistrationRecord['book'],
  since: Date,
  now: Date,
): Promise<Result<ProtocolNumber, NumberRefusal>> => {
  if (!NUMBER.test(number) || Number(number) === 0) return refuse({ code: 'bad_number' });
  const day = dayInItaly(registeredAt);
  if (day > dayInItaly(now) || day < dayInItaly(since) || Number(day.slice(0, 4)) !== year) {
    return refuse({ code: 'bad_day' });
  }
  const said = { number: printedNumber(Number(number)), year, registeredAt };
  return (await registrations.hasNumber(said, book)) ? refuse({ code: 'number_taken' }) : ok(said);
};

/**
 * Writes what became of a registration over what was seen of it, and queues the deliveries that have waited for that: the practice goes
 * on at once.
 * @returns false, doing nothing, when somebody else was faster
 */
export const settle = async (
  { registrations, deliveries }: Pick<Stores, 'registrations' | 'deliveries'>,
  seen: RegistrationRecord,
  settled: Partial<Pick<RegistrationRecord, 'state' | 'askedAt' | 'claim' | 'number'>>,
): Promise<boolean> => {
  if (!(await registrations.change({ ...seen, ...settled }, seen))) return false;
  for (const { id, effect, state } of await deliveries.of(seen.practiceId)) {
    if (!effect.kind.startsWith('register_')) continue;
    if (state === 'bloccata') await deliveries.retry(id);
    else if (state === 'in_attesa') await deliveries.wake(id);
  }
  return true;
};
