import { type Payment, type PaymentChoice, paymentContext, practiceIdSchema } from '@stanza/core';
import { aPaidServiceDefinition, aService } from '@stanza/core/testing';
import { makeSecretBox, makeSystemClock, makeUuidV7Ids } from '@stanza/gateways';
import { testSecretKey } from '@stanza/gateways/testing';
import { startPagopaSimulator } from '@stanza/pagopa-simulator';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import { here } from './certificato.ts';
import type { Page, TestBrowser } from './test-browser.ts';
import type { TestPortal } from './test-portal.ts';

const CREDITOR = {
  fiscalCode: '12345678903',
  companyName: 'Comune di Rovereto',
  segregationCodes: ['47'],
  keys: { gpd: 'gpd', bizEvents: 'ricevute', notices: 'avvisi', checkout: null },
};

const choiceAt = (url: string, tenantId: string): PaymentChoice => ({
  kind: 'pagopa',
  stamps: 'declared',
  segregationCode: '47',
  validDays: 30,
  settings: {
    environment: url,
    creditorFiscalCode: CREDITOR.fiscalCode,
    companyName: CREDITOR.companyName,
    segregationCode: '47',
    iban: 'IT60X0542811101000000123456',
    category: '9/0101108TS/',
    noticeTemplate: 'TemplateSingleInstalment',
  },
  sealed: makeSecretBox(testSecretKey).seal(paymentContext(tenantId, 'pagopa'), JSON.stringify(CREDITOR.keys)),
});

/** Where the service that costs something is. */
export const PAID_SERVICE = '/rovereto/servizi/permesso';

/** Rovereto offers a service that costs something (`aPaidServiceDefinition`), of which many drafts are allowed, and has it paid at a simulator of pagoPA. */
export const openPaidService = async (portal: TestPortal) => {
  const tenant = await portal.portal.tenants.bySlug('rovereto');
  if (tenant === null) throw new Error('Rovereto is not there');
  const simulator = await startPagopaSimulator({ port: 0, creditors: [CREDITOR], clock: makeSystemClock() });
  const pool = makePool(portal.database.adminUrl, { max: 1 });
  const setup = makeEnteSetup(pool);
  const service = aService(makeUuidV7Ids().next(), { definition: { ...aPaidServiceDefinition(), drafts: 'many' } });
  await setup.publishService(tenant.id, service);
  await setup.savePaymentChoice(tenant.id, service.id, choiceAt(simulator.url, tenant.id));
  await pool.end();

  const lastOf = async (practice: string): Promise<Payment> => {
    const id = practiceIdSchema.parse(practice.split('/').at(-1));
    const payment = (await portal.portal.unitOfWork.read(tenant.id, ({ payments }) => payments.of(id))).at(-1);
    if (payment === undefined) throw new Error('Nothing was asked for');
    return payment;
  };
  return {
    simulator,
    lastOf,
    /** Fills it in up to the step of payment. @returns the address of the practice, and the page where that leads */
    async fill(browser: TestBrowser, tipo = 'semplice'): Promise<{ readonly practice: string; readonly page: Page }> {
      await browser.visit(`${PAID_SERVICE}/compila`);
      await browser.send(`${PAID_SERVICE}/compila`, { istruzioni: 'si', azione: 'avanti' });
      const practice = here(browser).split('/compila/', 1)[0] ?? '';
      await browser.send(`${practice}/compila/richiedente`, { richiedente: 'si', azione: 'avanti' });
      return { practice, page: await browser.send(`${practice}/compila/tipo`, { tipo, azione: 'avanti' }) };
    },
    /** Somebody pays at a counter. @returns whether money was taken from them */
    async pay(practice: string): Promise<boolean> {
      return simulator.pay(CREDITOR.fiscalCode, (await lastOf(practice)).noticeNumber ?? '');
    },
    /** Lets the worker do at once what it has put off. */
    async work(): Promise<void> {
      await portal.asOwner("update graphile_worker._private_jobs set run_at = now() where key like 'payment %'");
      await portal.drain();
    },
    close: () => simulator.close(),
  };
};
export type PaidService = Awaited<ReturnType<typeof openPaidService>>;
