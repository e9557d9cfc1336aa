import { join } from 'node:path';
import { type PaymentChoice, paymentContext, type SecretBox, type TenantId } from '@stanza/core';
import { makeSecretBox, makeSystemClock, type PagopaSecrets, secretKeySchema } from '@stanza/gateways';
import { type PagopaSimulator, startPagopaSimulator } from '@stanza/pagopa-simulator';
import { makeEnteSetup, makePool } from '@stanza/postgres';
import type { StartConfig } from '../config.ts';
import { demoEnti } from '../seed/seed-demo.ts';

/** Invented, and known to all: the simulator takes no other. */
const KEYS: PagopaSecrets = { gpd: 'demo-gpd', checkout: null, bizEvents: 'demo-bizevents', notices: 'demo-avvisi' };
const FISCAL_CODE = '01234567897';

/** The enti share a creditor of the simulator, not the numbers of their notices. */
const segregationCodeOf = (index: number): string => String(47 + index);

const choiceOf = (
  box: SecretBox,
  tenantId: TenantId,
  companyName: string,
  segregationCode: string,
  url: string,
): PaymentChoice => ({
  kind: 'pagopa',
  stamps: 'declared',
  segregationCode,
  validDays: 30,
  settings: {
    environment: url,
    creditorFiscalCode: FISCAL_CODE,
    companyName,
    segregationCode,
    iban: 'IT60X0542811101000000123456',
    category: '9/0101108TS/',
    noticeTemplate: 'TemplateSingleInstalment',
  },
  sealed: box.seal(paymentContext(tenantId, 'pagopa'), JSON.stringify(KEYS)),
});

/**
 * Starts a simulator of pagoPA on this machine, where the enti of the demonstration have their citizens pay, and tells them its address.
 * What was asked for and paid there is kept in the folder of the data, so that a later start finds it.
 * @param adminUrl connection string of the owner
 * @param secretKey in base64
 */
export const startDemoPayments = async (
  { dataDir }: Pick<StartConfig, 'dataDir'>,
  adminUrl: string,
  secretKey: string,
): Promise<PagopaSimulator> => {
  const enti = demoEnti();
  const simulator = await startPagopaSimulator({
    port: 0,
    creditors: [
      {
        fiscalCode: FISCAL_CODE,
        companyName: enti.map(({ name }) => name).join(', '),
        segregationCodes: enti.map((_, index) => segregationCodeOf(index)),
        keys: KEYS,
      },
    ],
    clock: makeSystemClock(),
    file: join(dataDir, 'pagopa-simulato.json'),
  });
  const pool = makePool(adminUrl, { max: 1 });
  const box = makeSecretBox(secretKeySchema.parse(secretKey));
  try {
    const setup = makeEnteSetup(pool);
    for (const [index, { id, name }] of enti.entries()) {
      await setup.savePaymentChoice(id, null, choiceOf(box, id, name, segregationCodeOf(index), simulator.url));
    }
    return simulator;
  } catch (error) {
    await simulator.close();
    throw error;
  } finally {
    await pool.end();
  }
};
