import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Clock } from '../../ports/clock.ts';
import type { ProtocolNumber, Registration } from '../../ports/protocol-registry.ts';
import { RegistryError, type RegistrySteps } from '../../ports/registry-steps.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { readAll } from '../../shared/read-all.ts';

const LIMITS = { maxFileBytes: 1_000_000, maxTotalBytes: 3_000_000 };

/** What such a registry has registered. */
export interface MemoryRegistryLine extends ProtocolNumber {
  readonly registration: Registration;
  /** SHA-256, the main document first. */
  readonly documents: readonly string[];
}

/** Where the next request goes wrong: before it was done, or after. */
type Cut = { readonly step: 'attach' | 'commit'; readonly when: 'before' | 'after' };

/** A registry of others in memory that can be searched, and fails as it is told to. */
export const makeMemoryRegistrySteps = (clock: Clock) => {
  const lines = new Map<string, MemoryRegistryLine>();
  const staged = new Map<string, string>();
  const state = { cut: null as Cut | null, listens: true, believes: true, count: 0 };
  const passes = (step: Cut['step'], when: Cut['when']): boolean => {
    if (state.cut?.step !== step || state.cut.when !== when) return true;
    state.cut = null;
    return false;
  };
  const demandOpen = (): void => {
    if (!state.listens) throw new RegistryError('again', 'Nobody listens');
    if (!state.believes) throw new RegistryError('settings', 'Wrong password');
  };
  const name = (): string => {
    state.count += 1;
    return `M-${state.count}`;
  };
  const register = (opened: string, registration: Registration, documents: readonly string[]): ProtocolNumber => {
    const registeredAt = clock.now();
    const given = {
      number: String(lines.size + 1).padStart(7, '0'),
      year: Number(dayInItaly(registeredAt).slice(0, 4)),
      registeredAt,
    };
    lines.set(opened, { ...given, registration, documents });
    return given;
  };
  const steps: RegistrySteps = {
    book: 'a registry in memory',
    numberLater: false,
    limits: LIMITS,
    async prepare() {
      demandOpen();
      return name();
    },
    async attach(_prepared, _document, _index, content) {
      demandOpen();
      if (!passes('attach', 'before')) throw new RegistryError('again', 'The connection was cut');
      const id = name();
      staged.set(id, bytesToHex(sha256(await readAll(content, LIMITS.maxFileBytes))));
      if (!passes('attach', 'after')) throw new RegistryError('again', 'The connection was cut');
      return id;
    },
    async commit(registration, prepared, documents) {
      demandOpen();
      if (!passes('commit', 'before')) throw new RegistryError('in-doubt', 'The connection was cut');
      const digests = documents.flatMap((id) => staged.get(id) ?? []);
      if (digests.length < documents.length) throw new RegistryError('start-over', 'A document is gone');
      const number = register(prepared ?? '', registration, digests);
      if (!passes('commit', 'after')) throw new RegistryError('in-doubt', 'The connection was cut');
      return number;
    },
    async find(_registration, prepared) {
      demandOpen();
      const line = lines.get(prepared ?? '');
      if (line === undefined) return 'not-there';
      return { number: line.number, year: line.year, registeredAt: line.registeredAt };
    },
  };
  return {
    steps,
    book: (): readonly MemoryRegistryLine[] => [...lines.values()],
    cut(step: Cut['step'], when: Cut['when']) {
      state.cut = { step, when };
    },
    async listen(listening: boolean) {
      state.listens = listening;
    },
    believePassword(believed: boolean) {
      state.believes = believed;
    },
    throwAway: () => staged.clear(),
  };
};
