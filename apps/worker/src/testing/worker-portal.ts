import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Tenant, type TenantId, tenantIdSchema } from '@stanza/core';
import { inTenant, makeEnteSetup, makePool, type Pool } from '@stanza/postgres';
import { v7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../scripts/testing/database.ts';

/** A database and a folder of one test file. */
export interface WorkerPortal {
  readonly database: TestDatabase;
  readonly storageDir: string;
  /** Connections as the administrator. */
  readonly admin: Pool;
  /** Connections as the restricted role. */
  readonly app: Pool;
  /** Rows that the restricted role sees in the transaction of an ente. */
  rows(tenantId: TenantId, text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

const link = 'https://www.comune.example/';

/** Puts an ente on the portal. @param slug its path, and part of its name */
export const addTenant = async (admin: Pool, slug: string): Promise<Tenant> => {
  const tenant: Tenant = {
    id: tenantIdSchema.parse(v7()),
    slug,
    name: `Comune di ${slug}`,
    region: 'Trentino-Alto Adige',
    theme: 'petrolio',
    disabled: false,
    contacts: {
      address: 'Piazza 1',
      email: 'portale@comune.example',
      pec: 'p@pec.example',
      phone: '0464 1',
      sender: null,
    },
    links: {
      website: link,
      privacy: link,
      legalNotes: link,
      accessibility: link,
      reportInefficiency: link,
      faq: link,
    },
  };
  await makeEnteSetup(admin).addTenant(tenant);
  return tenant;
};

export const openWorkerPortal = async (): Promise<WorkerPortal> => {
  const database = await createTestDatabase();
  const storageDir = await mkdtemp(join(tmpdir(), 'stanza-worker-'));
  const admin = makePool(database.adminUrl, { max: 2 });
  const app = makePool(database.appUrl, { max: 4 });
  return {
    database,
    storageDir,
    admin,
    app,
    rows: (tenantId, text, values = []) => inTenant(app, tenantId, ({ query }) => query({ text, values: [...values] })),
    async close() {
      await Promise.all([admin.end(), app.end()]);
      await database.drop();
      await rm(storageDir, { recursive: true });
    },
  };
};
