import type { Citizen, Operator, Practice, Service, Tenant } from '@stanza/core';
import { aCitizen, aDraft, anOperator, aService, aTenant, must } from '@stanza/core/testing';
import { v7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../scripts/testing/database.ts';
import { makeEnteSetup } from '../make-ente-setup.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { makePool, type Pool } from '../pool.ts';

export const NOW = new Date('2026-03-02T09:00:00.000Z');

/** A database of one test file, empty, with its pools. */
export interface TestPools {
  readonly database: TestDatabase;
  readonly admin: Pool;
  readonly app: Pool;
  close(): Promise<void>;
}

/** The same, with one ente that has one service, one operator and one citizen. */
export interface TestPortal extends TestPools {
  readonly ente: TestEnte;
}

export interface TestEnte {
  readonly tenant: Tenant;
  readonly service: Service;
  readonly operator: Operator;
  readonly citizen: Citizen;
}

export const openPools = async (): Promise<TestPools> => {
  const database = await createTestDatabase();
  const admin = makePool(database.adminUrl, { max: 2 });
  const app = makePool(database.appUrl, { max: 4 });
  return {
    database,
    admin,
    app,
    async close() {
      await Promise.all([admin.end(), app.end()]);
      await database.drop();
    },
  };
};

export const openPortal = async (): Promise<TestPortal> => {
  const pools = await openPools();
  return { ...pools, ente: await addEnte(pools, 'rovereto') };
};

/** Puts another ente on the portal. @param slug its path, and the name it is searched by */
export const addEnte = async (pools: Pick<TestPortal, 'admin' | 'app'>, slug: string): Promise<TestEnte> => {
  const setup = makeEnteSetup(pools.admin);
  const tenant = aTenant(v7(), { slug, name: `Comune di ${slug}` });
  const service = aService(v7());
  const operator = anOperator(v7(), { services: [service.id] });
  const citizen = aCitizen(v7());
  await setup.addTenant(tenant);
  must(await setup.publishService(tenant.id, service));
  await setup.addOperator(tenant.id, operator, 'hash');
  await makeUnitOfWork(pools.app).run(tenant.id, ({ citizens }) => citizens.insert(citizen));
  return { tenant, service, operator, citizen };
};

/** A new draft of the ente's citizen for its service, not stored. */
export const newDraft = ({ citizen, service }: TestEnte): Practice =>
  aDraft(v7(), { citizenId: citizen.id, serviceId: service.id });
