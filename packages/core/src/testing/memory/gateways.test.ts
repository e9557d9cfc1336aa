import { tenantIdSchema } from '../../shared/ids.ts';
import {
  attachmentStorageContract,
  clockContract,
  documentRendererContract,
  fileInspectorContract,
  idsContract,
  mailerContract,
  passwordHasherContract,
  protocolRegistryContract,
  signatureInspectorContract,
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
import { asBytes } from './text.ts';

const START = new Date('2026-03-02T09:00:00.000Z');

attachmentStorageContract('memory', async () => ({ storage: makeMemoryStorage(), async close() {} }));
fileInspectorContract('memory', makeMemoryFileInspector);
passwordHasherContract('memory', makeMemoryHasher);
documentRendererContract('memory', makeMemoryRenderer);
idsContract('memory', makeCountingIds);
clockContract('memory', () => makeSettableClock(START));

signatureInspectorContract('memory', async () => ({
  inspector: makeMemorySignatureInspector(),
  samples: ['Paola Conti', "Niccolò Dell'Orto"].map((name) => ({
    what: `a file that says who signed it: ${name}`,
    file: asBytes(`%PDF-1.7 una risposta\nfirmato da ${name}\n`),
    expected: { kind: 'signed-data', signers: [{ algorithm: 'ec', name }] },
  })),
}));

mailerContract('memory', async () => {
  const mailer = makeMemoryMailer();
  return { mailer, received: async () => mailer.sent, async close() {} };
});

protocolRegistryContract('memory', async () => {
  const clock = makeSettableClock(START);
  const registry = makeMemoryRegistry(clock);
  const ids = makeCountingIds();
  return {
    registry,
    setTime: clock.set,
    addTenant: async () => tenantIdSchema.parse(ids.next()),
    entries: async (tenantId) => registry.entriesOf(tenantId),
    async close() {},
  };
});
