import { describe, expect, it } from '@jest/globals';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { ProtocolNumber, Registration } from '../../ports/protocol-registry.ts';
import {
  type InPlace,
  RegistryError,
  type RegistryErrorKind,
  RegistryPaused,
  type RegistrySteps,
} from '../../ports/registry-steps.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { operatorIdSchema } from '../../shared/ids.ts';
import { asBytes } from '../../testing/index.ts';
import { begin } from '../testing/begun-practice.ts';
import { registeredOf } from './registered-of.ts';
import { makeStepwiseRegistry, NumberLater } from './stepwise-registry.ts';

const NUMBER: ProtocolNumber = { number: '0000042', year: 2026, registeredAt: new Date('2026-03-02T09:00:00Z') };
const MINUTE_MS = 60_000;
/** Longer than a number may be under way. */
const LONG_MINUTES = 16;

type Step = keyof Omit<RegistrySteps, 'limits'>;

/** A registry that does what a test tells it to: what goes wrong next, and what it says when it is asked what became of a number. */
const scriptedRegistry = (canSearch = true) => {
  const calls: string[] = [];
  const fails = new Map<Step, Error>();
  const says: { found: ProtocolNumber | 'not-there'; answer: ProtocolNumber | 'later' } = {
    found: 'not-there',
    answer: NUMBER,
  };
  const done = async <T>(step: Step, call: string, result: T): Promise<T> => {
    calls.push(call);
    const error = fails.get(step);
    fails.delete(step);
    if (error !== undefined) throw error;
    return result;
  };
  let hung: (() => void) | null = null;
  let isDeaf = false;
  const steps: RegistrySteps = {
    book: 'A',
    numberLater: false,
    limits: { maxFileBytes: 1000, maxTotalBytes: 1500 },
    prepare: () => done('prepare', 'prepare', 'D-1'),
    attach: async (prepared, { fileName }, index, content) => {
      if (isDeaf) throw new RegistryError('again', 'it takes nothing now');
      let size = 0;
      for await (const chunk of content) size += chunk.length;
      return done('attach', `attach ${prepared} ${index} ${fileName} ${size}`, `F-${index}`);
    },
    commit: async (_registration, prepared, documents) => {
      const answer = await done('commit', `commit ${prepared} ${documents.join()}`, says.answer);
      if (hung === null) return answer;
      hung();
      return new Promise<never>(() => {});
    },
    find: canSearch ? () => done('find', 'find', says.found) : null,
  };
  const fail = (step: Step, kind: RegistryErrorKind) => fails.set(step, new RegistryError(kind, `it is ${kind}`));
  const break_ = (step: Step) => fails.set(step, new Error('socket hang up'));
  /** The next number that is asked for gets no answer, ever. @returns when it was asked for */
  const hang = () =>
    new Promise<void>((resolve) => {
      hung = () => {
        hung = null;
        resolve();
      };
    });
  const deafen = () => {
    isDeaf = true;
  };
  return { steps, calls, says, fail, break: break_, hang, deafen };
};

const stage = async (canSearch = true) => {
  const begun = await begin();
  const { portal, ente, citizen, run, id } = begun;
  const script = scriptedRegistry(canSearch);
  const keep = async (fileName: string, text: string) => {
    const source = (async function* () {
      yield asBytes(text);
    })();
    const stored = await portal.storage.put(ente.id, source, 1_000_000);
    if (stored === 'too-large') throw new Error('It was not stored');
    return { fileName, description: fileName, ...stored };
  };
  const registration: Registration = {
    ...registeredOf(await begun.practice(), { ...citizen }, begun.service.settings.protocol),
    key: `${id}:richiesta`,
    direction: 'entrata',
    subject: 'Certificato di nascita',
    sentAt: portal.clock.now(),
    file: null,
    main: await keep('modulo.pdf', 'modulo'),
    attachments: [await keep('carta.pdf', 'carta d’identità'), await keep('delega.pdf', 'delega')],
  };
  // Two processes: what one of them knows the other reads.
  const opened: string[] = [];
  const storage: AttachmentStorage = {
    ...portal.storage,
    open(tenantId, sha256) {
      opened.push(sha256);
      return portal.storage.open(tenantId, sha256);
    },
  };
  const database = { away: 0, pauses: 0 };
  const unitOfWork: UnitOfWork = {
    ...portal.unitOfWork,
    async run(tenantId, work) {
      if (database.away === 0) return portal.unitOfWork.run(tenantId, work);
      database.away -= 1;
      throw new Error('the database is away');
    },
  };
  const pause = async () => {
    database.pauses += 1;
  };
  /** The places at the registry, and what was done in each. Where there is none the program dies: it writes nothing any more. */
  const places: { free: boolean; readonly visits: string[][] } = { free: true, visits: [] };
  const inPlace: InPlace = async (work) => {
    if (!places.free) {
      database.away = Number.POSITIVE_INFINITY;
      throw new RegistryPaused('The registry is busy', 1_000);
    }
    const before = script.calls.length;
    try {
      return await work();
    } finally {
      places.visits.push(script.calls.slice(before));
    }
  };
  const registries = [0, 1].map(() =>
    makeStepwiseRegistry({ ...portal, unitOfWork, storage, pause, inPlace, steps: script.steps }),
  );
  let turn = 0;
  const register = (changed: Partial<Registration> = {}) => {
    turn += 1;
    return registries[turn % 2]?.register(ente.id, { ...registration, ...changed });
  };
  /** The same with another registry, that the ente has chosen since. */
  const other = { ...scriptedRegistry(), register: () => elsewhere.register(ente.id, registration) };
  const elsewhere = makeStepwiseRegistry({ ...portal, pause, inPlace, steps: { ...other.steps, book: 'B' } });
  const state = async () =>
    (await run(({ registrations }) => registrations.byKey(registration.key)))?.state ?? 'unknown';
  const later = (minutes = LONG_MINUTES) =>
    portal.clock.set(new Date(portal.clock.now().getTime() + minutes * MINUTE_MS));
  return { ...script, registration, register, state, later, opened, database, places, other, run };
};

const WHOLE = [
  'prepare',
  'attach D-1 0 modulo.pdf 6',
  'attach D-1 1 carta.pdf 19',
  'attach D-1 2 delega.pdf 6',
  'commit D-1 F-0,F-1,F-2',
];

describe('a registration with a registry outside of the portal', () => {
  it('hands over the documents in their order and asks for the number once, however often it is run', async () => {
    const { register, calls, state } = await stage();
    expect(await register()).toEqual(NUMBER);
    expect(await register()).toEqual(NUMBER);
    expect(calls).toEqual(WHOLE);
    expect(await state()).toBe('registrata');
  });

  it.each<readonly [Step, number]>([
    ['prepare', 1],
    ['attach', 2],
    ['commit', 5],
  ])('goes on from %s when that failed for now, and hands over nothing twice', async (step, done) => {
    const { register, calls, state, fail } = await stage();
    fail(step, 'again');
    await expect(register()).rejects.toMatchObject({ kind: 'again' });
    expect([await state(), calls]).toEqual(['aperta', WHOLE.slice(0, done)]);
    expect(await register()).toEqual(NUMBER);
    expect(calls).toEqual([...WHOLE.slice(0, done), ...WHOLE.slice(done - 1)]);
  });

  it('opens no document for a registry that does not read it', async () => {
    const { register, deafen, opened } = await stage();
    deafen();
    await expect(register()).rejects.toMatchObject({ kind: 'again' });
    expect(opened).toEqual([]);
  });

  it('begins again when the registry has thrown away what it was given', async () => {
    const { register, calls, fail } = await stage();
    fail('commit', 'start-over');
    await expect(register()).rejects.toMatchObject({ kind: 'start-over' });
    expect(await register()).toEqual(NUMBER);
    expect(calls).toEqual([...WHOLE, ...WHOLE]);
  });

  it.each(['settings', 'refused'] as const)(
    'has registered nothing when the registry says that it is %s',
    async (kind) => {
      const { register, state, fail, calls } = await stage();
      fail('commit', kind);
      await expect(register()).rejects.toMatchObject({ kind });
      expect(await state()).toBe('aperta');
      expect(await register()).toEqual(NUMBER);
      expect(calls).toEqual([...WHOLE, WHOLE.at(-1)]);
    },
  );

  it('does not ask for the number again when no answer came: it looks it up', async () => {
    const { register, calls, says, ...script } = await stage();
    script.break('commit');
    says.found = NUMBER;
    expect(await register()).toEqual(NUMBER);
    expect(calls).toEqual([...WHOLE, 'find']);
  });

  it('asks again when the registry says that nothing came, and not before that can be said for certain', async () => {
    const { register, calls, says, fail, later } = await stage();
    fail('commit', 'in-doubt');
    says.found = 'not-there';
    for (let times = 0; times < 2; times += 1) await expect(register()).rejects.toMatchObject({ kind: 'again' });
    expect(calls).toEqual([...WHOLE, 'find']);
    later();
    expect(await register()).toEqual(NUMBER);
    expect(calls).toEqual([...WHOLE, 'find', 'find', WHOLE.at(-1)]);
  });

  it.each(['start-over', 'in-doubt', 'refused'] as const)(
    'is a matter for an operator when the registry answers with %s what became of it',
    async (kind) => {
      const { register, state, fail, calls } = await stage();
      fail('commit', 'in-doubt');
      fail('find', kind);
      for (let times = 0; times < 2; times += 1) await expect(register()).rejects.toMatchObject({ kind: 'in-doubt' });
      expect([await state(), calls]).toEqual(['in_dubbio', [...WHOLE, 'find']]);
    },
  );

  it.each(['again', 'settings'] as const)(
    'is looked up for hours while the registry says that it is %s, then an operator is asked',
    async (kind) => {
      const { register, state, fail, later } = await stage();
      fail('commit', 'in-doubt');
      fail('find', kind);
      await expect(register()).rejects.toMatchObject({ kind });
      for (const minutes of [16, 300]) {
        later(minutes);
        fail('find', kind);
        await expect(register()).rejects.toMatchObject({ kind });
        expect(await state()).toBe('chiesta');
      }
      later(60);
      fail('find', kind);
      await expect(register()).rejects.toMatchObject({ kind: 'in-doubt' });
      expect(await state()).toBe('in_dubbio');
    },
  );

  it('hands everything over again where another registry was chosen since', async () => {
    const { register, fail, calls, other, state } = await stage();
    fail('commit', 'again');
    await expect(register()).rejects.toMatchObject({ kind: 'again' });
    expect(await other.register()).toEqual(NUMBER);
    expect([calls, other.calls]).toEqual([WHOLE, WHOLE]);
    expect(await state()).toBe('registrata');
    expect(await register()).toEqual(NUMBER);
  });

  it('asks no other registry for a number that the one before may have given', async () => {
    const { register, hang, later, other, state } = await stage();
    const asked = hang();
    void register();
    await asked;
    await expect(other.register()).rejects.toMatchObject({ kind: 'again' });
    later();
    await expect(other.register()).rejects.toMatchObject({ kind: 'in-doubt' });
    expect([await state(), other.calls]).toEqual(['in_dubbio', []]);
  });

  it('is not marked as asked for where there is no place to ask, also when the program dies at that moment', async () => {
    const { register, state, calls, places, database } = await stage();
    places.free = false;
    await expect(register()).rejects.toBeInstanceOf(RegistryPaused);
    expect([await state(), calls]).toEqual(['aperta', []]);
    [places.free, database.away] = [true, 0];
    expect(await register()).toEqual(NUMBER);
  });

  it('keeps its place from the first document to the number, and takes another one to look it up', async () => {
    const { register, says, fail, places } = await stage();
    fail('commit', 'in-doubt');
    says.found = NUMBER;
    expect(await register()).toEqual(NUMBER);
    expect(places.visits).toEqual([WHOLE, ['find']]);
  });

  it('waits for a place to look a number up, however long it was asked for', async () => {
    const { register, state, hang, later, places, database, says } = await stage();
    const asked = hang();
    void register();
    await asked;
    later(7 * 60);
    places.free = false;
    await expect(register()).rejects.toBeInstanceOf(RegistryPaused);
    expect(await state()).toBe('chiesta');
    [places.free, database.away, says.found] = [true, 0, NUMBER];
    expect(await register()).toEqual(NUMBER);
  });

  it('counts as an attempt what got no answer, also where there is no place to look it up', async () => {
    const { register, steps, places } = await stage();
    Object.assign(steps, {
      commit: async () => {
        places.free = false;
        throw new RegistryError('in-doubt', 'the line was cut');
      },
    });
    const failure = await register()?.catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'again', cause: { message: 'the line was cut' } });
    expect(failure).not.toBeInstanceOf(RegistryPaused);
  });

  it('does not lose a number that was given while the database was away', async () => {
    const { register, says, database, state, steps } = await stage();
    const { commit } = steps;
    says.answer = NUMBER;
    Object.assign(steps, {
      commit: async (...given: Parameters<RegistrySteps['commit']>) => {
        database.away = 3;
        return commit(...given);
      },
    });
    expect(await register()).toEqual(NUMBER);
    expect([await state(), database]).toEqual(['registrata', { away: 0, pauses: 4 }]);
  });

  it('writes a number down also where it was taken for lost meanwhile', async () => {
    const { register, registration, run, says, steps, state } = await stage();
    const { commit } = steps;
    says.answer = NUMBER;
    Object.assign(steps, {
      commit: async (...given: Parameters<RegistrySteps['commit']>) => {
        await run(async ({ registrations }) => {
          const seen = await registrations.byKey(registration.key);
          if (seen !== null) await registrations.change({ ...seen, state: 'in_dubbio' }, seen);
        });
        return commit(...given);
      },
    });
    expect(await register()).toEqual(NUMBER);
    expect(await state()).toBe('registrata');
  });

  it('waits for an operator when the registry cannot say, however often it is run', async () => {
    const { register, calls, state, fail } = await stage(false);
    fail('commit', 'in-doubt');
    for (let times = 0; times < 3; times += 1) await expect(register()).rejects.toMatchObject({ kind: 'in-doubt' });
    expect([await state(), calls]).toEqual(['in_dubbio', WHOLE]);
  });

  it('lets a second process wait while the first asks, and look it up when that one has died', async () => {
    const { register, calls, state, says, later, hang } = await stage();
    // The first one dies while it waits for the answer: it writes nothing any more.
    const asked = hang();
    void register();
    await asked;
    expect(await state()).toBe('chiesta');
    await expect(register()).rejects.toMatchObject({ kind: 'again' });
    expect(calls).toEqual(WHOLE);
    later();
    says.found = NUMBER;
    expect(await register()).toEqual(NUMBER);
    expect(calls).toEqual([...WHOLE, 'find']);
  });

  it('of two processes at once lets one ask for the number', async () => {
    const { register, calls } = await stage();
    const results = await Promise.allSettled([register(), register()]);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(calls.filter((call) => call.startsWith('commit'))).toHaveLength(1);
    expect(await register()).toEqual(NUMBER);
  });

  it('waits without an error of its own for a number that is said by somebody else', async () => {
    const { register, calls, says, state } = await stage();
    says.answer = 'later';
    for (let times = 0; times < 2; times += 1) await expect(register()).rejects.toThrow(NumberLater);
    expect([await state(), calls]).toEqual(['in_attesa', WHOLE]);
  });

  it('hands over nothing that an operator registers by hand, not even where it was at work when they took it', async () => {
    const { register, registration, run, calls, state, steps, later, other } = await stage();
    const take = () =>
      run(async ({ registrations }) => {
        const seen = await registrations.byKey(registration.key);
        const claim = { by: operatorIdSchema.parse('0198c0de-0000-7000-8000-000000000001'), at: new Date() };
        return seen !== null && registrations.change({ ...seen, state: 'a_mano', claim }, seen);
      });
    const { attach } = steps;
    Object.assign(steps, {
      attach: async (...given: Parameters<RegistrySteps['attach']>) => {
        expect(await take()).toBe(true);
        return attach(...given);
      },
    });
    await expect(register()).rejects.toMatchObject({ kind: 'again' });
    const done = [...calls];
    for (const hours of [0, 1, 7]) {
      later(hours * 60);
      await expect(register()).rejects.toThrow(NumberLater);
      await expect(other.register()).rejects.toThrow(NumberLater);
    }
    expect([await state(), calls, other.calls]).toEqual(['a_mano', done, []]);
    expect(done.some((call) => call.startsWith('commit'))).toBe(false);
  });

  it('hands over nothing that the registry does not take', async () => {
    const { register, registration, calls } = await stage();
    const big = { ...registration.main, size: 1001 };
    await expect(register({ attachments: [big] })).rejects.toMatchObject({ kind: 'refused' });
    const two = [700, 801].map((size) => ({ ...registration.main, size }));
    await expect(register({ attachments: two })).rejects.toMatchObject({ kind: 'refused' });
    expect(calls).toEqual([]);
  });

  it('refuses another main document under the same key', async () => {
    const { register, registration } = await stage();
    await register();
    const other = { ...registration.main, sha256: 'ef'.repeat(32) };
    await expect(register({ main: other })).rejects.toThrow('Another document');
  });
});
