import type { SeededRandom } from '@stanza/gateways/testing';
import type { Operation } from '../../apps/worker/src/protocol/docarea/testing/received.ts';
import type { BookLine } from '../../apps/worker/src/protocol/docarea/testing/registry-book.ts';
import {
  startDocareaServer,
  type Trouble,
} from '../../apps/worker/src/protocol/docarea/testing/start-docarea-server.ts';

export const REGISTRY_PASSWORD = 'segreta';

/** What the registry of Tre Ville is told of the portal, and the other way round. */
export const registrySettings = (endpoint: string) => ({
  dialect: 'inline',
  endpoint,
  ente: 'c_m361',
  user: 'stanza',
  administration: { code: 'c_m361', name: 'Comune di Tre Ville', email: 'protocollo@pec.comune.treville.example' },
  aoo: 'c_m361',
  office: 'UO1',
  titolario: '7.1',
  fascicolo: null,
  documentTypes: { entrata: 'ISTANZA', uscita: 'RISPOSTA', allegato: 'ALL' },
  application: 'STANZA',
  parameters: {},
  timeoutSeconds: 5,
});

export interface TroubledRegistry {
  readonly url: string;
  readonly lines: readonly BookLine[];
  /** How often it failed, by how. */
  readonly failures: Readonly<Record<string, number>>;
  /** Lets the next request of some kind go wrong; nothing where one has just done so, or is about to. */
  disturb(): void;
  close(): Promise<void>;
}

/** So many requests of a kind go well between two that do not, at least. */
const GOOD = 4;

/** Each with whether it registered before it went wrong. */
const troubles = (done: boolean): readonly [Trouble, ...Trouble[]] => [
  { is: 'cut', done },
  { is: 'fault', code: 'Server', done },
  { is: 'page', status: 503, done },
  { is: 'text', text: 'Errore interno', done },
  { is: 'silent', done },
  { is: 'twice', done: true },
];
const OPERATIONS: readonly [Operation, ...Operation[]] = ['Login', 'Inserimento', 'Protocollazione', 'Protocollazione'];

/** A registry outside of the portal whose answers are lost, late, twice, or nonsense. */
export const openTroubledRegistry = async (random: SeededRandom): Promise<TroubledRegistry> => {
  const server = await startDocareaServer('inline', {
    ente: 'c_m361',
    user: 'stanza',
    password: REGISTRY_PASSWORD,
    titolari: { '7.1': 'open' },
    fascicoli: [],
    documentTypes: ['ISTANZA', 'RISPOSTA', 'ALL'],
    tokenMs: 60_000,
    now: () => new Date(),
  });
  const failures: Record<string, number> = {};
  /** How many requests there had been when trouble was made for the next one of a kind. */
  const waiting = new Map<Operation, number>();
  const isTroubled = (operation: Operation): boolean =>
    waiting.has(operation) &&
    server.asked.slice(waiting.get(operation)).filter((one) => one.operation === operation).length < GOOD;
  return {
    url: server.url,
    lines: server.book.lines,
    failures,
    disturb() {
      const operation = random.oneOf(OPERATIONS);
      if (isTroubled(operation)) return;
      waiting.set(operation, server.asked.length);
      const trouble = random.oneOf(troubles(random.below(2) === 0));
      const name = `${operation}: ${trouble.is}${trouble.done ? ', done' : ''}`;
      failures[name] = (failures[name] ?? 0) + 1;
      server.next(operation, trouble);
    },
    close: server.close,
  };
};
