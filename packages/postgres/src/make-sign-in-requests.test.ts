import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signInRequestsContract } from '@stanza/core/testing/contracts';
import { makeSignInRequests } from './make-sign-in-requests.ts';
import { openPostgres } from './testing/open-postgres.ts';
import { NOW, openPortal, type TestPortal } from './testing/portal.ts';

const DAY_MS = 86_400_000;
const daysLater = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

signInRequestsContract('PostgreSQL', openPostgres);

describe('sign-in requests in PostgreSQL', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('are forgotten a day after their time, when another is opened', async () => {
    const { id } = portal.ente.tenant;
    const requests = makeSignInRequests(portal.app);
    await requests.open(id, 'old', '/', daysLater(1));
    await requests.open(id, 'recent', '/', daysLater(2));
    await requests.open(id, 'new', '/', daysLater(3));
    expect(await requests.consume(id, 'old', NOW)).toBeNull();
    expect(await requests.consume(id, 'recent', NOW)).not.toBeNull();
  });
});
