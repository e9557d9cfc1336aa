import { noticeNumberOf } from '../../payment/notice-number.ts';
import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
import type { SignatureRule, SignatureVerdict } from '../../ports/signature-verifier.ts';
import { tenantIdSchema } from '../../shared/ids.ts';
import {
  attachmentStorageContract,
  citizenNotifierContract,
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
  paymentGatewayContract,
  protocolRegistryContract,
  secretBoxContract,
  signatureVerifierContract,
  territoryContract,
} from '../contracts/index.ts';
import { MEMORY_NOTIFIER_KEY, makeMemoryNotifier } from './citizen-notifier.ts';
import { makeSettableClock } from './clock.ts';
import {
  makeCountingIds,
  makeMemoryFileInspector,
  makeMemoryHasher,
  makeMemoryMailer,
  makeMemoryRegistry,
  makeMemoryRenderer,
  makeMemoryStorage,
} from './gateways.ts';
import { memoryNetworkOf } from './network-of.ts';
import { makeMemoryOneTimeCodes, makeMemoryPasswordJudge, memoryCodeAt } from './one-time-codes.ts';
import { makeMemoryPaymentGateway } from './payment-gateway.ts';
import { makeMemorySecretBox } from './secret-box.ts';
import { makeMemorySignatureVerifier } from './signature-verifier.ts';
import { SIGNED_BEGINNING } from './signed-file.ts';
import { makeMemoryTerritory } from './territory.ts';
import { asBytes } from './text.ts';
import { makeMemoryDatabase } from './unit-of-work.ts';

const ANSWER = '%PDF-1.7 una risposta…';
const ANSWER_SHA256 = '8be964d979a84b261d8020cc2369d5196157d16e9a78ca9a9d608546abc4d09f';
const NO_CONTENT = { kind: 'no_content' } as const;
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

citizenNotifierContract('memory', async () => {
  const notifier = makeMemoryNotifier();
  return {
    notifier,
    key: MEMORY_NOTIFIER_KEY,
    addUser: (codiceFiscale, takes) => void notifier.users.set(codiceFiscale, takes),
    received: () => notifier.sent,
    next: (call, trouble) => notifier.next(call, trouble === 'lost' && call === 'send' ? 'in-doubt' : 'again'),
    async close() {},
  };
});

paymentGatewayContract('memory', async () => {
  const clock = makeSettableClock(START);
  const memory = makeMemoryPaymentGateway(clock);
  let serial = 0;
  return {
    ...memory,
    secrets: [],
    newNumber() {
      serial += 1;
      return noticeNumberOf('47', serial);
    },
    now: clock.now,
    setTime: clock.set,
    pay: async (noticeNumber) => memory.pay(noticeNumber),
    charges: (noticeNumber) => memory.charges.filter((charge) => charge.noticeNumber === noticeNumber).length,
    withdrawElsewhere: async (iupd) => memory.withdraw(iupd),
    listen: async (listens) => memory.listen(listens),
    async close() {},
  };
});

const signedBy = (name: string, broken: SignatureRule | null): SignatureVerdict => ({
  kind: 'signed',
  signers: [
    { name, codiceFiscale: null, signedAt: START.toISOString(), broken, trust: 'unknown', changedAfter: false },
  ],
  document: { sha256: ANSWER_SHA256, size: 24, type: 'pdf', content: null },
});

signatureVerifierContract('memory', async () => ({
  verifier: makeMemorySignatureVerifier(),
  receivedAt: START,
  samples: [
    ...['Paola Conti', "Niccolò Dell'Orto"].map((name) => ({
      what: `a file that says who signed it: ${name}`,
      file: asBytes(`${ANSWER}\nfirmato da ${name}\n`),
      expected: signedBy(name, null),
    })),
    {
      what: 'a file that says which rule it breaks',
      file: asBytes(`${ANSWER}\nfirmato da Paola Conti, ma non vale: message_digest`),
      expected: signedBy('Paola Conti', 'message_digest'),
    },
    { what: 'a signature without its document', file: asBytes('\nfirmato da Paola Conti'), expected: NO_CONTENT },
  ],
  opened: {
    file: Uint8Array.from([...SIGNED_BEGINNING, ...asBytes(`${ANSWER}\nfirmato da Paola Conti`)]),
    document: asBytes(ANSWER),
  },
}));

mailerContract('memory', async () => {
  const mailer = makeMemoryMailer();
  return { mailer, received: async () => mailer.sent, async close() {} };
});

const numberOf = ({ number, year, registeredAt }: ProtocolNumber): ProtocolNumber => ({ number, year, registeredAt });

protocolRegistryContract('memory', async () => {
  const clock = makeSettableClock(START);
  const registry = makeMemoryRegistry(makeMemoryDatabase(), clock);
  const ids = makeCountingIds();
  return {
    registry,
    setTime: clock.set,
    addTenant: async () => tenantIdSchema.parse(ids.next()),
    entries: async (tenantId) => registry.entriesOf(tenantId).map((entry) => entryOf(entry, numberOf(entry))),
    async close() {},
  };
});
