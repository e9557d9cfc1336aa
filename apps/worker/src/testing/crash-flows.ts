import type { Outcome, PracticeId, ProtocolNumber, TimelineEntry } from '@stanza/core';
import { readAll } from '@stanza/core';
import { makeAttachmentStorage } from '@stanza/gateways';
import { makeP7m, testStorage } from '@stanza/gateways/testing';
import type { CrashStage } from './crash-stage.ts';
import type { DelegaFiles } from './fill-in.ts';

/** Some work of the worker, in the middle of which it is killed, and how the practice must be when it was done all the same. */
export interface CrashFlow {
  readonly name: string;
  /** It is killed at each of its steps, or at every so many. */
  readonly stride: number;
  /** There are more steps than these. */
  readonly steps: number;
  /** Brings a new practice to where this work is queued. */
  begin(stage: CrashStage): Promise<PracticeId>;
  readonly events: readonly TimelineEntry['event'][];
  readonly mails: number;
  /** What it registers: the key of the protocol after the practice's id, and the number that was written down. */
  registered(
    stage: CrashStage,
    id: PracticeId,
  ): Promise<readonly (readonly [string, ProtocolNumber | null | undefined])[]>;
  /** Names of the files that are registered, in order. */
  readonly attachments: readonly string[];
}

const CITIZEN = 'anna-bianchi';
const FILES: DelegaFiles = {
  delega: Buffer.from('%PDF-1.7\nuna delega'),
  documento: Buffer.from('%PDF-1.7\nuna carta'),
};
const REGISTERED = ['bozza', 'inviata', 'protocollata'] as const;

const inCharge = async ({ journey, healthy }: CrashStage): Promise<PracticeId> => {
  const id = await journey.submit(CITIZEN);
  await healthy.drain();
  await journey.takeCharge(id);
  await healthy.drain();
  return id;
};

const request = async ({ journey }: CrashStage, id: PracticeId) =>
  [':richiesta', (await journey.practice(id)).requestProtocol] as const;

const answerOf = async ({ journey, portal }: CrashStage, id: PracticeId): Promise<Uint8Array> => {
  const { sha256 } = (await journey.practice(id)).documents.risposta ?? {};
  const storage = makeAttachmentStorage(testStorage(portal.storageDir));
  const source = sha256 === undefined ? null : await storage.open(journey.tenant.id, sha256);
  if (source === null) throw new Error('There is no answer to sign');
  return readAll(source, 1_000_000);
};

const signedAnswer = (outcome: Outcome): CrashFlow => ({
  name: `the registration of a signed answer (${outcome}) and of its mail`,
  stride: 4,
  steps: 12,
  async begin(stage) {
    const id = await inCharge(stage);
    await stage.journey.decide(id, outcome);
    await stage.healthy.drain();
    await stage.journey.sign(id, await makeP7m({ content: await answerOf(stage, id) }));
    return id;
  },
  events: [...REGISTERED, 'presa_in_carico', 'risposta_predisposta', 'risposta_firmata', outcome],
  mails: 5,
  registered: async (stage, id) => [
    await request(stage, id),
    [':risposta', (await stage.journey.practice(id)).answerProtocol],
  ],
  attachments: [],
});

export const CRASH_FLOWS: readonly CrashFlow[] = [
  {
    name: 'a registration with its attachments, and its mails',
    stride: 4,
    steps: 42,
    begin: ({ journey }) => journey.submit(CITIZEN, FILES),
    events: REGISTERED,
    mails: 3,
    registered: async (stage, id) => [await request(stage, id)],
    attachments: ['delega.pdf', 'documento.pdf'],
  },
  {
    name: 'the making of the answer that an operator decided',
    stride: 2,
    steps: 8,
    async begin(stage) {
      const id = await inCharge(stage);
      await stage.journey.decide(id, 'accettata');
      return id;
    },
    events: [...REGISTERED, 'presa_in_carico', 'risposta_predisposta'],
    mails: 4,
    registered: async (stage, id) => [await request(stage, id)],
    attachments: [],
  },
  signedAnswer('accettata'),
  signedAnswer('rifiutata'),
  {
    name: 'a request of integration, its registration and its mail',
    stride: 6,
    steps: 12,
    async begin(stage) {
      const id = await inCharge(stage);
      await stage.journey.requestIntegration(id);
      return id;
    },
    events: [...REGISTERED, 'presa_in_carico', 'integrazione_richiesta'],
    mails: 5,
    async registered(stage, id) {
      const asked = await stage.journey.integrations(id);
      const papers = asked.map((one) => [`:integrazione:${one.id}:richiesta`, one.papers.richiesta?.protocol] as const);
      return [await request(stage, id), ...papers];
    },
    attachments: [],
  },
];
