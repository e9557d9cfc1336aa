import {
  makeDeleteDraft,
  makePreparePayment,
  makeSaveStep,
  makeSignInCitizen,
  makeStartPractice,
  makeSubmitPractice,
  type Payment,
  paymentContext,
  type Stores,
} from '@stanza/core';
import { aCitizen, aPaidServiceDefinition, aProfile, aService, aStepInput, must, signedIn } from '@stanza/core/testing';
import { makeSecretBox, makeSystemClock } from '@stanza/gateways';
import { testSecretKey } from '@stanza/gateways/testing';
import { type PagopaSimulator, startPagopaSimulator } from '@stanza/pagopa-simulator';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { awaitDeath } from './await-death.ts';
import { makeJourneyDeps } from './journey-deps.ts';
import { makeWorkerForTests, type WorkerForTestsOptions } from './worker-for-tests.ts';
import { addTenant, openWorkerPortal } from './worker-portal.ts';

const FISCAL_CODE = '12345678903';
const KEYS = { gpd: 'chiave-gpd', checkout: null, bizEvents: 'chiave-ricevute', notices: 'chiave-avvisi' };

/** An ente on a real database whose citizens pay at a simulator of pagoPA. */
export const openPaymentStage = async () => {
  const portal = await openWorkerPortal();
  const deps = makeJourneyDeps(portal);
  const tenant = await addTenant(portal.admin, 'rovereto');
  const simulator: PagopaSimulator = await startPagopaSimulator({
    port: 0,
    creditors: [{ fiscalCode: FISCAL_CODE, companyName: tenant.name, segregationCodes: ['47'], keys: KEYS }],
    clock: makeSystemClock(),
  });
  const setup = makeEnteSetup(portal.admin);
  const service = aService(deps.ids.next(), { definition: aPaidServiceDefinition() });
  must(await setup.publishService(tenant.id, service));
  await setup.savePaymentChoice(tenant.id, null, {
    kind: 'pagopa',
    stamps: 'declared',
    segregationCode: '47',
    validDays: 30,
    settings: {
      environment: simulator.url,
      creditorFiscalCode: FISCAL_CODE,
      companyName: tenant.name,
      segregationCode: '47',
      iban: 'IT60X0542811101000000123456',
      category: '9/0101108TS/',
      noticeTemplate: 'TemplateSingleInstalment',
    },
    sealed: makeSecretBox(testSecretKey).seal(paymentContext(tenant.id, 'pagopa'), JSON.stringify(KEYS)),
  });
  const { identity, contacts } = aCitizen(deps.ids.next());
  const citizen = await makeSignInCitizen(deps)(tenant.id, { identity, ...contacts });
  const writer = signedIn(citizen.id);
  const run = <T>(work: (stores: Stores) => Promise<T>) => deps.unitOfWork.run(tenant.id, work);
  await run(({ citizens }) => citizens.saveProfile(citizen.id, aProfile({ contacts }), deps.clock.now()));
  const { appUrl, queueUrl } = portal.database;
  const worker = (given: Partial<WorkerForTestsOptions> = {}) =>
    makeWorkerForTests({ appUrl, queueUrl, storageDir: portal.storageDir, ...given });
  const queue = makePool(queueUrl, { max: 1 });

  /** A draft at its step of payment, for which 16 euro are asked. */
  const owing = async () => {
    const id = must(await makeStartPractice(deps)(tenant.id, writer, service.definition.slug));
    const save = (step: string, typed: Readonly<Record<string, string>> = {}) =>
      makeSaveStep(deps)(tenant.id, writer, id, step, aStepInput({ typed }));
    for (const step of ['istruzioni', 'richiedente']) must(await save(step));
    const choose = async (tipo: string) => {
      must(await save('tipo', { tipo }));
      must(await makePreparePayment(deps)(tenant.id, writer, id));
    };
    await choose('semplice');
    const payments = () => run((stores) => stores.payments.of(id));
    const last = async (): Promise<Payment> => {
      const payment = (await payments()).at(-1);
      if (payment === undefined) throw new Error('Nothing was asked for');
      return payment;
    };
    return {
      id,
      choose,
      payments,
      last,
      pay: async () => simulator.pay(FISCAL_CODE, (await last()).noticeNumber ?? ''),
      submit: () => makeSubmitPractice(deps)(tenant.id, writer, id),
      remove: () => makeDeleteDraft(deps)(tenant.id, writer, id),
      deliveries: () => run((stores) => stores.deliveries.of(id)),
    };
  };
  return {
    portal,
    tenant,
    simulator,
    storage: deps.storage,
    worker,
    owing,
    /** What waits for a time to come is due now. */
    timePasses: () => queue.query("update graphile_worker._private_jobs set run_at = now() where key like 'payment %'"),
    awaitDeath: () => awaitDeath(queue),
    async close() {
      await simulator.close();
      await queue.end();
      await portal.close();
    },
  };
};
export type PaymentStage = Awaited<ReturnType<typeof openPaymentStage>>;
