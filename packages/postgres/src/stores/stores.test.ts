import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountStoreContract,
  appIoStoreContract,
  attachmentStoreContract,
  auditLogContract,
  bulletinStoreContract,
  citizenStoreContract,
  commentStoreContract,
  deliveryStoreContract,
  emergencyStoreContract,
  feedbackStoreContract,
  integrationStoreContract,
  invitationStoreContract,
  lookupStoreContract,
  operatorStoreContract,
  paymentReportStoreContract,
  paymentStoreContract,
  personalDataStoreContract,
  practiceStoreContract,
  protocolBookContract,
  registrationStoreContract,
  serviceStoreContract,
  signInStoreContract,
  tenantStoreContract,
  termsStoreContract,
  timelineStoreContract,
} from '@stanza/core/testing/contracts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { openPostgres } from '../testing/open-postgres.ts';
import { openPortal, type TestPortal } from '../testing/portal.ts';

citizenStoreContract('PostgreSQL', openPostgres);
termsStoreContract('PostgreSQL', openPostgres);
serviceStoreContract('PostgreSQL', openPostgres);
practiceStoreContract('PostgreSQL', openPostgres);
timelineStoreContract('PostgreSQL', openPostgres);
tenantStoreContract('PostgreSQL', openPostgres);
registrationStoreContract('PostgreSQL', openPostgres);
paymentStoreContract('PostgreSQL', openPostgres);
paymentReportStoreContract('PostgreSQL', openPostgres);
signInStoreContract('PostgreSQL', openPostgres);
attachmentStoreContract('PostgreSQL', openPostgres);
auditLogContract('PostgreSQL', openPostgres);
operatorStoreContract('PostgreSQL', openPostgres);
appIoStoreContract('PostgreSQL', openPostgres);
accountStoreContract('PostgreSQL', openPostgres);
invitationStoreContract('PostgreSQL', openPostgres);
deliveryStoreContract('PostgreSQL', openPostgres);
bulletinStoreContract('PostgreSQL', openPostgres);
feedbackStoreContract('PostgreSQL', openPostgres);
integrationStoreContract('PostgreSQL', openPostgres);
lookupStoreContract('PostgreSQL', openPostgres);
commentStoreContract('PostgreSQL', openPostgres);
personalDataStoreContract('PostgreSQL', openPostgres);
protocolBookContract('PostgreSQL', openPostgres);
emergencyStoreContract('PostgreSQL', openPostgres);

describe('the definitions of services on PostgreSQL', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('are the same object each time, in list, by slug and by revision', async () => {
    const { tenant, service } = portal.ente;
    const unitOfWork = makeUnitOfWork(portal.app);
    const read = () =>
      unitOfWork.run(tenant.id, async ({ services }) => [
        (await services.list())[0]?.definition,
        (await services.bySlug('certificato'))?.definition,
        await services.revision(service.id, 1),
      ]);
    const [first, ...others] = [...(await read()), ...(await read())];
    expect(first).toEqual(service.definition);
    for (const other of others) expect(other).toBe(first);
  });
});
