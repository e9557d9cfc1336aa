import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  ProtocolNumber,
  ProtocolRegistry,
  Registration,
  RegistryDocument,
} from '../../ports/protocol-registry.ts';
import { type InPlace, RegistryError, RegistryPaused, type RegistrySteps } from '../../ports/registry-steps.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import {
  handedOverOf,
  newRegistration,
  type RegistrationRecord,
  untouchedIn,
} from '../../practice/registration-record.ts';
import type { TenantId } from '../../shared/ids.ts';

/** So long the number may be under way in another process; what is asked for longer was asked by one that died. */
const UNDER_WAY_MS = 15 * 60 * 1000;
/** A registry that cannot be asked for so long what became of a number is asked by a person. */
const LOOKED_UP_MS = 6 * 60 * 60 * 1000;
/** Before each attempt to write a number down: a database that is started again is back within these two minutes. */
const PAUSES_MS: readonly number[] = [0, 250, 1_000, 3_000, 10_000, 30_000, 75_000];

/** Somebody else says the number, who has everything or registers it by hand: there is nothing to do until then. */
export class NumberLater extends Error {
  override readonly name = 'NumberLater';
}

export interface StepwiseRegistryDeps {
  readonly unitOfWork: UnitOfWork;
  readonly storage: AttachmentStorage;
  readonly clock: Clock;
  /** Fulfilled after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** The adapter of the registry that an ente has chosen. */
  readonly steps: RegistrySteps;
  /** What of a registration asks that registry is done in here. */
  readonly inPlace: InPlace;
}

/** One registration at work. @property record as it is written down */
interface Work {
  readonly deps: StepwiseRegistryDeps;
  readonly tenantId: TenantId;
  readonly registration: Registration;
  record: RegistrationRecord;
}

/** Writes the next state down. @throws RegistryError `again` when another process was faster: it does the same work */
const write = async (work: Work, changed: Partial<RegistrationRecord>): Promise<void> => {
  const [seen, next] = [work.record, { ...work.record, ...changed }];
  const written = await work.deps.unitOfWork.run(work.tenantId, ({ registrations }) =>
    registrations.change(next, seen),
  );
  if (!written) throw new RegistryError('again', 'Another process works on this registration');
  work.record = next;
};

const nameOf = ({ record }: Work): string | null => record.prepared?.name ?? null;

/** The content of a document, opened when it is first read: an adapter that refuses before leaves nothing open. */
async function* contentOf({ deps, tenantId }: Work, { sha256 }: RegistryDocument): AsyncGenerator<Uint8Array> {
  const content = await deps.storage.open(tenantId, sha256);
  if (content === null) throw new Error(`The content ${sha256} of a document to register is not there`);
  yield* content;
}

const checkSizes = ({ deps: { steps }, registration: { main, attachments } }: Work): void => {
  const sizes = [main, ...attachments].map(({ size }) => size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (Math.max(...sizes) > steps.limits.maxFileBytes || total > steps.limits.maxTotalBytes) {
    throw new RegistryError('refused', 'The documents are larger than the registry takes');
  }
};

/** Hands over what the registry does not have yet. */
const handOver = async (work: Work): Promise<void> => {
  const { deps, registration } = work;
  if (work.record.prepared === null) {
    await write(work, { prepared: { name: await deps.steps.prepare(registration) } });
  }
  const all = [registration.main, ...registration.attachments];
  for (const [index, document] of [...all.entries()].slice(work.record.documents.length)) {
    const name = await deps.steps.attach(nameOf(work), document, index, contentOf(work, document));
    await write(work, { documents: [...work.record.documents, name] });
  }
};

/**
 * Writes a number down, also where meanwhile somebody has taken this registration for lost. Not even a database that is away for
 * a moment may make it forgotten: the registry would not say it again.
 */
const keepNumber = async (work: Work, number: ProtocolNumber): Promise<ProtocolNumber> => {
  const { deps, tenantId, registration } = work;
  const keep = () =>
    deps.unitOfWork.run(tenantId, async ({ registrations }) => {
      const seen = await registrations.byKey(registration.key);
      if (seen === null) throw new Error(`The registration ${registration.key} is gone`);
      return (
        seen.number ?? ((await registrations.change({ ...seen, state: 'registrata', number }, seen)) ? number : null)
      );
    });
  let failure: unknown = null;
  for (const pause of PAUSES_MS) {
    await deps.pause(pause);
    try {
      const kept = await keep();
      if (kept !== null) return kept;
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`The number ${number.number}/${number.year} could not be written down`, { cause: failure });
};

/** Writes down what the registry says of the number. */
const settle = async (work: Work, answer: ProtocolNumber | 'later'): Promise<ProtocolNumber> => {
  if (answer !== 'later') return keepNumber(work, answer);
  await write(work, { state: 'in_attesa', handedOver: handedOverOf(work.registration) });
  throw new NumberLater('The number will be said by somebody else');
};

const askedFor = ({ deps, record }: Work): number =>
  deps.clock.now().getTime() - (record.askedAt ?? deps.clock.now()).getTime();

const leaveInDoubt = async (work: Work, cause?: unknown): Promise<never> => {
  await write(work, { state: 'in_dubbio' });
  throw new RegistryError('in-doubt', 'Whether it was registered has to be looked up by hand', { cause });
};

/** It may be able to say it later; where it was not asked, however late it is. */
const isForNow = (work: Work, error: unknown): boolean =>
  error instanceof RegistryPaused ||
  (error instanceof RegistryError &&
    (error.kind === 'again' || error.kind === 'settings') &&
    askedFor(work) < LOOKED_UP_MS);

/**
 * Asks the registry, where it can say, what became of a number that was asked for.
 * @returns null when it has registered nothing as yet
 */
const lookUp = async (work: Work): Promise<ProtocolNumber | null> => {
  const { steps, inPlace } = work.deps;
  const { find } = steps;
  if (find === null) return leaveInDoubt(work);
  let found: ProtocolNumber | 'not-there';
  try {
    found = await inPlace(() => find(work.registration, nameOf(work)));
  } catch (error) {
    if (isForNow(work, error)) throw error;
    return leaveInDoubt(work, error);
  }
  return found === 'not-there' ? null : keepNumber(work, found);
};

/**
 * Hands over what is missing and asks for the number, both in one place: what is put off has not been marked as asked for, and nothing
 * is put off between two documents.
 */
const handOverAndAsk = (work: Work): Promise<ProtocolNumber | 'later'> => {
  const { deps, registration } = work;
  return deps.inPlace(async () => {
    await handOver(work);
    // From here on the registry may register: who finds this and no answer does not ask again.
    const handedOver = deps.steps.numberLater ? handedOverOf(registration) : null;
    await write(work, { state: 'chiesta', askedAt: deps.clock.now(), handedOver });
    return deps.steps.commit(registration, nameOf(work), work.record.documents);
  });
};

const isClear = (error: unknown): boolean => error instanceof RegistryError && error.kind !== 'in-doubt';

/** Writes down what is left of a registration that failed. @returns the number, where it was given all the same */
const afterFailure = async (work: Work, error: unknown): Promise<ProtocolNumber> => {
  if (work.record.state === 'chiesta') {
    if (!isClear(error)) {
      const found = await lookUp(work).catch((failure: unknown) => {
        // Something was asked, so this is no pause: the attempt counts, and its error is kept.
        if (!(failure instanceof RegistryPaused)) throw failure;
        return null;
      });
      if (found !== null) return found;
      // It may still be at work on what it was asked: that it is not there now says nothing.
      throw new RegistryError('again', 'The registry is asked later whether it has registered', { cause: error });
    }
    await write(work, { state: 'aperta', askedAt: null });
  }
  if (error instanceof RegistryError && error.kind === 'start-over') {
    await write(work, untouchedIn(work.record.book));
  }
  throw error;
};

/** What was begun with another book: documents stay behind there, and a number that was asked for there is looked for there. */
const changeBook = async (work: Work): Promise<void> => {
  const { record, deps } = work;
  if (record.book === deps.steps.book) return;
  if (record.state === 'aperta') await write(work, untouchedIn(deps.steps.book));
  else await leaveInDoubt(work);
};

/** Goes on with a registration from where it is. */
const goOn = async (work: Work): Promise<ProtocolNumber> => {
  const { state, number } = work.record;
  if (number !== null) return number;
  if (state === 'in_attesa' || state === 'a_mano') throw new NumberLater('The number will be said by somebody else');
  if (state === 'in_dubbio') throw new RegistryError('in-doubt', 'An operator has to say whether it was registered');
  if (state === 'chiesta' && askedFor(work) < UNDER_WAY_MS) {
    throw new RegistryError('again', 'The number is being asked for by another process');
  }
  await changeBook(work);
  if (state === 'chiesta') {
    const found = await lookUp(work);
    if (found !== null) return found;
    await write(work, { state: 'aperta', askedAt: null });
  }
  checkSizes(work);
  let answer: ProtocolNumber | 'later';
  try {
    answer = await handOverAndAsk(work);
  } catch (error) {
    return afterFailure(work, error);
  }
  return settle(work, answer);
};

/**
 * A registry outside of the portal, with a durable mark after each step (ADR 39): whoever goes on, in whatever process, hands over
 * only what is missing, and a number whose answer never came is looked up, never asked for again.
 *
 * @throws RegistryError; `in-doubt` until an operator has said what happened
 * @throws NumberLater when the number comes by another way
 */
export const makeStepwiseRegistry = (deps: StepwiseRegistryDeps): ProtocolRegistry => ({
  async register(tenantId, registration) {
    const { key, practiceId, main } = registration;
    const record = await deps.unitOfWork.run(tenantId, ({ registrations }) =>
      registrations.open(newRegistration({ key, practiceId, book: deps.steps.book, main: main.sha256 })),
    );
    if (record.main !== main.sha256) throw new Error(`Another document is registered with the key ${key}`);
    return goOn({ deps, tenantId, registration, record });
  },
});
