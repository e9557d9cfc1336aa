import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
import { tenantIdSchema } from '../../shared/ids.ts';
import {
  attachmentStorageContract,
  clockContract,
  documentRendererContract,
  entryOf,
  fileInspectorContract,
  idsContract,
  mailerContract,
  networkOfContract,
  oneTimeCodesContract,
  passwordHasherContract,
  passwordJudgeContract,
  protocolRegistryContract,
  secretBoxContract,
  signatureInspectorContract,
  territoryContract,
} from '../contracts/index.ts';
import { makeSettableClock } from './clock.ts';
import {
  makeCountingIds,
  makeMemoryFileInspector,
  makeMemoryHasher,
  makeMemoryMailer,
  makeMemoryRegistry,
  makeMemoryRenderer,
  makeMemorySignatureInspector,
  makeMemoryStorage,
} from './gateways.ts';
import { memoryNetworkOf } from './network-of.ts';
import { makeMemoryOneTimeCodes, makeMemoryPasswordJudge, memoryCodeAt } from './one-time-codes.ts';
import { makeMemorySecretBox } from './secret-box.ts';
import { makeMemoryTerritory } from './territory.ts';
import { asBytes } from './text.ts';

const ANSWER = '%PDF-1.7 una risposta…';
const ANSWER_SHA256 = '8be964d979a84b261d8020cc2369d5196157d16e9a78ca9a9d608546abc4d09f';
const NO_CONTENT = { kind: 'no-content' } as const;
const START = new Date('2026-03-02T09:00:00.000Z');

attachmentStorageContract('memory', async () => ({ storage: makeMemoryStorage(), async close() {} }));
fileInspectorContract('memory', makeMemoryFileInspector);
passwordHasherContract('memory', makeMemoryHasher);
documentRendererContract('memory', makeMemoryRenderer);
idsContract('memory', makeCountingIds);
clockContract('memory', () => makeSettableClock(START));
oneTimeCodesContract('memory', () => ({ codes: makeMemoryOneTimeCodes(), codeAt: memoryCodeAt }));
passwordJudgeContract('memory', makeMemoryPasswordJudge);
const sealedTexts = new Map<string, string>();
secretBoxContract('memory', (key) => makeMemorySecretBox(key, sealedTexts));
networkOfContract('memory', memoryNetworkOf);
territoryContract('memory', async () => makeMemoryTerritory());

signatureInspectorContract('memory', async () => ({
  inspector: makeMemorySignatureInspector(),
  samples: [
    ...['Paola Conti', "Niccolò Dell'Orto"].map((name) => ({
      what: `a file that says who signed it: ${name}`,
      file: asBytes(`${ANSWER}\nfirmato da ${name}\n`),
      expected: {
        kind: 'signed-data',
        signers: [{ algorithm: 'ec', name }],
        content: { sha256: ANSWER_SHA256, size: 24 },
      } as const,
    })),
    { what: 'a signature without its document', file: asBytes('\nfirmato da Paola Conti'), expected: NO_CONTENT },
  ],
}));

mailerContract('memory', async () => {
  const mailer = makeMemoryMailer();
  return { mailer, received: async () => mailer.sent, async close() {} };
});

const numberOf = ({ number, year, registeredAt }: ProtocolNumber): ProtocolNumber => ({ number, year, registeredAt });

protocolRegistryContract('memory', async () => {
  const clock = makeSettableClock(START);
  const registry = makeMemoryRegistry(clock);
  const ids = makeCountingIds();
  return {
    registry,
    setTime: clock.set,
    addTenant: async () => tenantIdSchema.parse(ids.next()),
    entries: async (tenantId) => registry.entriesOf(tenantId).map((entry) => entryOf(entry, numberOf(entry))),
    async close() {},
  };
});
