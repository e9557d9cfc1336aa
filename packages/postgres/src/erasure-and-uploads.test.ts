import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Stores } from '@stanza/core';
import { anAttachment } from '@stanza/core/testing';
import { v7 } from 'uuid';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { NOW, newDraft, openPortal, type TestPortal } from './testing/portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const run = <T>(work: (stores: Stores) => Promise<T>) => makeUnitOfWork(portal.app).run(portal.ente.tenant.id, work);

/** Resolves when some statement waits for a lock. */
const somebodyWaits = async (): Promise<void> => {
  for (;;) {
    const { rows } = await portal.admin.query('select from pg_locks where not granted');
    if (rows.length > 0) return;
  }
};

it('the erasure of somebody waits for the step that they are saving with a file, and neither fails', async () => {
  const { citizen } = portal.ente;
  const draft = newDraft(portal.ente);
  await run(({ practices }) => practices.insert(draft, true));
  const { erasing } = await run(async ({ practices, attachments }) => {
    await practices.lock(draft.id);
    // It holds the citizen by now, whom the file is about to refer to.
    const started = run(({ personalData }) => personalData.erase(citizen.id, NOW));
    await somebodyWaits();
    await attachments.insert(anAttachment(v7(), { citizenId: citizen.id }));
    return { erasing: started };
  });
  expect(await erasing).toMatchObject({ drafts: 1, attachments: 1 });
});
