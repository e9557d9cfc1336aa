import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { ProtocolNumber, Registration } from '../../ports/protocol-registry.ts';
import type { RegistrySteps } from '../../ports/registry-steps.ts';
import type { RegistrationRecord } from '../../practice/registration-record.ts';
import { practiceIdSchema, type TenantId, tenantIdSchema } from '../../shared/ids.ts';
import { settle } from '../../use-cases/settle.ts';
import { makeStepwiseRegistry, NumberLater } from '../../use-cases/system/stepwise-registry.ts';
import { asBytes } from '../memory/text.ts';
import { makeMemoryPorts } from '../memory-ports.ts';
import { aRegistration } from './protocol-registry.contract.ts';

/** What a registry's own book says of a registration. */
export interface BookEntry extends Pick<ProtocolNumber, 'number' | 'year'> {
  readonly direction: Registration['direction'];
  readonly subject: string;
  readonly codiceFiscale: string;
  /** SHA-256 of what it was given, the main document first. */
  readonly documents: readonly string[];
  /** What says into which file (fascicolo) it goes, as the registry has it; null where nothing does. */
  readonly file: string | null;
}

/**
 * What a registry is told of the file of a practice:
 *
 * - `request`: what follows a request names it, as `printedFile` does;
 * - `practice`: each practice has a file, which all of it is in;
 * - `nothing`: with these settings it has no place for it.
 */
export type FiledBy = 'request' | 'practice' | 'nothing';

/** `12/2026`: the number of a request, as an entry names it. */
export const printedFile = (number: string | undefined, year: string | number | undefined): string | null =>
  number === undefined || year === undefined ? null : `${Number(number)}/${year}`;

/** A registry of others, or a server that behaves as one, and the ways in which it fails. */
export interface StepsUnderTest {
  readonly steps: RegistrySteps;
  /** Whether `find` can say what became of a request. */
  readonly canSearch: boolean;
  readonly filedBy: FiledBy;
  /** The number that the office gives to what it has got, or finds waiting; of a registry that answers `later`. */
  readonly office?: (waiting: RegistrationRecord) => ProtocolNumber;
  /** What no error may say. */
  readonly secrets: readonly string[];
  book(): readonly BookEntry[];
  /** The connection of the next such request is cut: before the registry has done anything, or when it has done all. */
  cut(step: 'attach' | 'commit', when: 'before' | 'after'): void;
  /** Nobody listens any more, or again. */
  listen(listening: boolean): Promise<void>;
  /** Whoever is signed in has to do so again. */
  endSessions(): void;
  /** From now on, or until now, the password is another one. */
  believePassword(believed: boolean): void;
  /** Documents that were handed over and not registered are thrown away. */
  throwAway(): void;
  close(): Promise<void>;
}

const TENANT = tenantIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const TEXTS = { main: 'modulo: perché è così', one: 'carta d’identità', other: 'x'.repeat(70_001) };

const FILE = { number: '0000012', year: 2026, registeredAt: new Date('2026-02-01T09:00:00Z') };
const OTHERS = {
  practiceId: practiceIdSchema.parse('018f3c5e-7a10-7cc3-9a51-1f2e3d4c5b6c'),
  practiceCode: '7ABC-D8EF',
  subject: 'Certificato di nascita - pratica 7ABC-D8EF',
};

const LONG_MS = 16 * 60_000;

/** Where a registry reads documents from that goes and gets them itself. */
export interface StepsSource {
  readonly tenantId: TenantId;
  readonly storage: AttachmentStorage;
}

/** The driver of registrations over a registry, on memory. */
const stage = async (
  { unitOfWork, storage, clock }: ReturnType<typeof makeMemoryPorts>,
  { steps, office }: StepsUnderTest,
) => {
  const keep = async (fileName: string, text: string) => {
    const source = (async function* () {
      yield asBytes(text);
    })();
    const stored = await storage.put(TENANT, source, 1_000_000);
    if (stored === 'too-large') throw new Error('It was not stored');
    return { fileName, description: fileName, ...stored };
  };
  const main = await keep('modulo.pdf', TEXTS.main);
  const attachments = [await keep('carta d’identità.pdf', TEXTS.one), await keep('delega.pdf.p7m', TEXTS.other)];
  const pause = async () => undefined;
  const registry = makeStepwiseRegistry({ unitOfWork, storage, clock, steps, pause, inPlace: (work) => work() });
  const registration = (key: string, given: Partial<Registration> = {}) =>
    aRegistration(key, { main, attachments, ...given });
  const once = (key: string, given: Partial<Registration>) => registry.register(TENANT, registration(key, given));
  const register = (key = 'a', given: Partial<Registration> = {}) =>
    once(key, given).catch(async (error: unknown) => {
      if (!(error instanceof NumberLater) || office === undefined) throw error;
      await unitOfWork.run(TENANT, async (stores) => {
        const record = await stores.registrations.byKey(key);
        if (record?.state !== 'in_attesa') throw new Error('It does not wait for a number');
        await settle(stores, record, { state: 'registrata', askedAt: record.askedAt, number: office(record) });
      });
      return once(key, given);
    });
  /** So much later that no request can be under way any more. */
  const later = () => clock.set(new Date(clock.now().getTime() + LONG_MS));
  return { register, later, digests: [main, ...attachments].map(({ sha256 }) => sha256), registration };
};

/**
 * The promise of `RegistrySteps`, through the driver that keeps a mark after each step (ADR 39).
 * @param open a registry with an empty book, called for each test
 * @param reaches whether it is spoken to in each step, knows nothing before the number is asked for, or is never spoken to
 */
export const registryStepsContract = (
  name: string,
  open: (source: StepsSource) => Promise<StepsUnderTest>,
  reaches: 'in-each-step' | 'in-commit' | 'never' = 'in-each-step',
): void => {
  /** What can go wrong only where something is sent. */
  const overNetwork = (define: () => void): void => {
    if (reaches !== 'never') define();
  };
  /** What can go wrong only where documents are handed over one by one. */
  const inSteps = (define: () => void): void => {
    if (reaches === 'in-each-step') define();
  };
  describe(`${name} as a registry of others`, () => {
    let under: StepsUnderTest;
    let on: Awaited<ReturnType<typeof stage>>;
    beforeEach(async () => {
      const ports = makeMemoryPorts();
      under = await open({ tenantId: TENANT, storage: ports.storage });
      on = await stage(ports, under);
    });
    afterEach(() => under.close());

    /** It is registered, once, with everything. */
    const expectOnce = (number: ProtocolNumber, given: Partial<Omit<BookEntry, 'file'>> = {}) => {
      const { subject, correspondent, direction } = on.registration('a');
      const { codiceFiscale } = correspondent;
      const entry = { number: number.number, year: number.year, direction, subject, codiceFiscale };
      const book = under.book().map(({ file: _, ...rest }) => rest);
      expect(book).toEqual([{ ...entry, documents: on.digests, ...given }]);
    };

    /** A registration of one document, which was handed over. @returns what asks for its number */
    const handedOver = async (key: string) => {
      const { steps } = under;
      const registration = on.registration(key, { attachments: [] });
      const prepared = await steps.prepare(registration);
      const content = (async function* () {
        yield asBytes(TEXTS.main);
      })();
      const id = await steps.attach(prepared, registration.main, 0, content);
      return () => steps.commit(registration, prepared, [id]);
    };

    it('registers all documents with their very bytes, and says the number of the book', async () => {
      const number = await on.register();
      expect(number.number).toMatch(/^\d{7,}$/u);
      expectOnce(number);
      expect(await on.register()).toEqual(number);
      expectOnce(number);
    });

    it('registers what goes out', async () => {
      const number = await on.register('a', { direction: 'uscita', file: FILE, attachments: [] });
      expectOnce(number, { direction: 'uscita', documents: on.digests.slice(0, 1) });
    });

    it('registers what follows a request into the file of the request', async () => {
      await on.register('request');
      await on.register('question', { direction: 'uscita', file: FILE });
      await on.register('other request', OTHERS);
      await on.register('answer', { file: FILE });
      const [request, question, other, answer] = under.book().map(({ file }) => file);
      const named = printedFile(FILE.number, FILE.year);
      const expected: Readonly<Record<FiledBy, unknown>> = {
        request: { request: null, question: named, other: null, answer: named },
        practice: { request: expect.any(String), question: request, other: expect.any(String), answer: request },
        nothing: { request: null, question: null, other: null, answer: null },
      };
      expect({ request, question, other, answer }).toEqual(expected[under.filedBy]);
      if (under.filedBy === 'practice') expect(other).not.toBe(request);
    });

    it('gives another registration another number, also at the same moment', async () => {
      const numbers = await Promise.all(['a', 'b', 'c'].map((key) => on.register(key)));
      const given = numbers.map(({ number }) => number).toSorted();
      expect(new Set(given).size).toBe(3);
      expect(under.book().map(({ number }) => number)).toEqual(given);
    });

    inSteps(() => {
      it.each(['before', 'after'] as const)(
        'goes on after a document whose connection was cut %s it was taken',
        async (when) => {
          under.cut('attach', when);
          await expect(on.register()).rejects.toMatchObject({ kind: 'again' });
          expect(under.book()).toEqual([]);
          expectOnce(await on.register());
        },
      );
    });

    overNetwork(() => {
      it.each(['before', 'after'] as const)(
        'never registers twice when the connection is cut %s it registered',
        async (when) => {
          under.cut('commit', when);
          const first = on.register();
          if (under.canSearch && when === 'after') expectOnce(await first);
          else await expect(first).rejects.toMatchObject({ kind: under.canSearch ? 'again' : 'in-doubt' });
          on.later();
          if (under.canSearch) expectOnce(await on.register());
          else await expect(on.register()).rejects.toMatchObject({ kind: 'in-doubt' });
          expect(under.book()).toHaveLength(!under.canSearch && when === 'before' ? 0 : 1);
        },
      );

      it('knows that nothing was registered when nobody listens', async () => {
        await under.listen(false);
        await expect(on.register()).rejects.toMatchObject({ kind: 'again' });
        await under.listen(true);
        expectOnce(await on.register());
      });

      it('knows that nothing was registered when nobody listens any more at the end', async () => {
        const commit = await handedOver('a');
        await under.listen(false);
        await expect(commit()).rejects.toMatchObject({ kind: 'again' });
        expect(under.book()).toEqual([]);
      });

      inSteps(() => {
        it('signs in again when its session was ended', async () => {
          await on.register();
          under.endSessions();
          // A document travels once: where the end of the session shows by it, it travels again with the next attempt.
          await on.register('b').catch((error: unknown) => expect(error).toMatchObject({ kind: 'again' }));
          await on.register('b');
          expect(under.book()).toHaveLength(2);
        });
      });

      it('leaves a wrong password to who can mend it', async () => {
        under.believePassword(false);
        await expect(on.register()).rejects.toMatchObject({ kind: 'settings' });
        under.believePassword(true);
        expectOnce(await on.register());
      });

      inSteps(() => {
        it('says that it has to begin again when what was handed over is gone', async () => {
          under.cut('attach', 'before');
          await expect(on.register('a')).rejects.toMatchObject({ kind: 'again' });
          const commit = await handedOver('b');
          under.throwAway();
          await expect(commit()).rejects.toMatchObject({ kind: 'start-over' });
          expect(under.book()).toEqual([]);
          // What the other one had opened may be gone too.
          await on.register('a').catch((error: unknown) => expect(error).toMatchObject({ kind: 'start-over' }));
          expectOnce(await on.register('a'));
        });
      });

      it('says in no error whose document it is, nor a secret', async () => {
        const errors: unknown[] = [];
        const failing = async () => {
          await on.register().catch((error: unknown) => errors.push(error));
        };
        under.believePassword(false);
        await failing();
        under.believePassword(true);
        if (reaches === 'in-each-step') {
          under.cut('attach', 'before');
          await failing();
        }
        under.cut('commit', 'before');
        await failing();
        expect(errors).toHaveLength(reaches === 'in-each-step' ? 3 : 2);
        const { correspondent, subject } = on.registration('a');
        const personal = [correspondent.nome, correspondent.cognome, correspondent.codiceFiscale, subject];
        for (const error of errors) {
          const said =
            error instanceof Error ? `${error.message} ${error.stack} ${String(error.cause)}` : String(error);
          for (const secret of [...under.secrets, ...personal]) expect(said).not.toContain(secret);
        }
      });
    });
  });
};
