import { makeBuiltInRegistry, practiceIdSchema } from '@stanza/core';
import { makeSettableClock } from '@stanza/core/testing';
import type { RegisteredEntry, RegistryUnderTest } from '@stanza/core/testing/contracts';
import { makePool, makeUnitOfWork } from '@stanza/postgres';
import { z } from 'zod';
import { addTenant, openWorkerPortal } from '../../testing/worker-portal.ts';

const PROCESSES = 5;

const documentSchema = z.object({
  fileName: z.string(),
  description: z.string(),
  sha256: z.string(),
  size: z.number(),
});
const entrySchema = z.object({
  key: z.string(),
  direction: z.enum(['entrata', 'uscita']),
  subject: z.string(),
  correspondent: z.string(),
  sentAt: z.date(),
  main: documentSchema,
  attachments: z.array(documentSchema),
  practiceId: practiceIdSchema,
  number: z.string(),
  year: z.number(),
  registeredAt: z.date(),
});

const ENTRIES = `select key, direction, subject, correspondent, sent_at as "sentAt", main, practice_id as "practiceId", year,
    lpad(number::text, 7, '0') as number, registered_at as "registeredAt",
    coalesce((
      select json_agg(json_build_object('fileName', d.file_name, 'description', d.description, 'sha256', d.sha256,
        'size', d.size) order by d.position)
      from protocol_entry_document d where (d.tenant_id, d.year, d.number) = (e.tenant_id, e.year, e.number)
    ), '[]') as attachments
  from protocol_entry e order by e.year, e.number`;

/** The built-in registry on a database of its own, worked on by five processes in turn. */
export const openBuiltInRegistry = async (): Promise<RegistryUnderTest> => {
  const portal = await openWorkerPortal();
  const clock = makeSettableClock(new Date('2026-03-02T09:00:00.000Z'));
  const pools = Array.from({ length: PROCESSES }, () => makePool(portal.database.appUrl, { max: 2 }));
  const registries = pools.map((pool) => makeBuiltInRegistry({ unitOfWork: makeUnitOfWork(pool), clock }));
  let turns = 0;
  return {
    registry: {
      async register(tenantId, registration) {
        turns += 1;
        const registry = registries[turns % PROCESSES];
        if (registry === undefined) throw new RangeError('There are five registries');
        return registry.register(tenantId, registration);
      },
    },
    setTime: clock.set,
    addTenant: async () => (await addTenant(portal.admin, `ente-${crypto.randomUUID()}`)).id,
    async entries(tenantId): Promise<readonly RegisteredEntry[]> {
      return z.array(entrySchema).parse(await portal.rows(tenantId, ENTRIES));
    },
    async close() {
      await Promise.all(pools.map((pool) => pool.end()));
      await portal.close();
    },
  };
};
