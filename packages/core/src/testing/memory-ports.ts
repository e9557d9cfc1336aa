import { makeMemoryNotifier } from './memory/citizen-notifier.ts';
import { makeSettableClock } from './memory/clock.ts';
import { makeMemoryEnti, makeMemoryFailedAttempts, makeMemorySessions } from './memory/ente-ports.ts';
import {
  makeCountingIds,
  makeMemoryFileInspector,
  makeMemoryHasher,
  makeMemoryMailer,
  makeMemoryRegistry,
  makeMemoryRenderer,
  makeMemoryStorage,
} from './memory/gateways.ts';
import { memoryNetworkOf } from './memory/network-of.ts';
import { makeMemoryOneTimeCodes, makeMemoryPasswordJudge } from './memory/one-time-codes.ts';
import { makeMemoryPaymentGateway } from './memory/payment-gateway.ts';
import { makeMemorySecretBox } from './memory/secret-box.ts';
import { makeMemorySignatureVerifier } from './memory/signature-verifier.ts';
import { makeMemoryTerritory } from './memory/territory.ts';
import { makeMemoryDatabase } from './memory/unit-of-work.ts';

const MORNING = new Date('2026-03-02T09:00:00.000Z');

/** Every port in memory. @param start what the clock says until it is set */
export const makeMemoryPorts = (start: Date = MORNING) => {
  const database = makeMemoryDatabase();
  const clock = makeSettableClock(start);
  const payments = makeMemoryPaymentGateway(clock);
  return {
    database,
    clock,
    unitOfWork: database.unitOfWork,
    ...makeMemoryEnti(database),
    sessions: makeMemorySessions(database),
    networkOf: memoryNetworkOf,
    failedAttempts: makeMemoryFailedAttempts(),
    storage: makeMemoryStorage(clock.now),
    inspector: makeMemoryFileInspector(),
    signatures: makeMemorySignatureVerifier(),
    hasher: makeMemoryHasher(),
    secretBox: makeMemorySecretBox(),
    oneTimeCodes: makeMemoryOneTimeCodes(),
    passwordJudge: makeMemoryPasswordJudge(),
    renderer: makeMemoryRenderer(),
    registry: makeMemoryRegistry(database, clock),
    mailer: makeMemoryMailer(),
    notifier: makeMemoryNotifier(),
    /** The payment gateway, for all enti. */
    payments,
    gateways: { of: () => payments.gateway },
    checkoutSources: payments.checkoutSources,
    random: () => 0.5,
    ids: makeCountingIds(),
    territory: makeMemoryTerritory(),
  };
};
export type MemoryPorts = ReturnType<typeof makeMemoryPorts>;
