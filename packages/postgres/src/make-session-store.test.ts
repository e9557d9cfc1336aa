import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionStoreContract } from '@stanza/core/testing/contracts';
import { makeSessionStore } from './make-session-store.ts';
import { openPostgres } from './testing/open-postgres.ts';
import { NOW, openPortal, type TestPortal } from './testing/portal.ts';

const LATER = new Date(NOW.getTime() + 60_000);
const until = (end: Date) => ({ expiresAt: end, endsAt: end });

sessionStoreContract('PostgreSQL', openPostgres);

describe('sessions in PostgreSQL', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('forgets sessions that ended long ago when a new one is made', async () => {
    const { tenant, citizen } = portal.ente;
    const sessions = makeSessionStore(portal.app);
    const nextYear = new Date(NOW.getTime() + 365 * 86_400_000);
    await sessions.create(
      tenant.id,
      'old',
      { kind: 'citizen', id: citizen.id, level: 2, provider: null },
      until(LATER),
    );
    await sessions.create(
      tenant.id,
      'new',
      { kind: 'citizen', id: citizen.id, level: 2, provider: null },
      until(nextYear),
    );
    expect(await sessions.find(tenant.id, 'old', NOW)).toBeNull();
    expect(await sessions.find(tenant.id, 'new', NOW)).not.toBeNull();
  });
});
