import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSignInRequests } from './make-sign-in-requests.ts';
import { addEnte, NOW, openPortal, type TestPortal } from './testing/portal.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe('sign-in requests in PostgreSQL', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  it('are consumed once, also when many try at once', async () => {
    const { id } = portal.ente.tenant;
    const requests = makeSignInRequests(portal.app);
    await requests.open(id, 'one', '/rovereto/servizi', LATER);
    const consumed = await Promise.all(Array.from({ length: 4 }, () => requests.consume(id, 'one', NOW)));
    expect(consumed.filter((request) => request !== null)).toEqual([{ destination: '/rovereto/servizi' }]);
  });

  it('are not consumed after their time, nor in another ente', async () => {
    const { id } = portal.ente.tenant;
    const other = await addEnte(portal, 'tre-ville');
    const requests = makeSignInRequests(portal.app);
    await requests.open(id, 'two', '/', LATER);
    expect(await requests.consume(id, 'two', LATER)).toBeNull();
    expect(await requests.consume(other.tenant.id, 'two', NOW)).toBeNull();
    expect(await requests.consume(id, 'two', NOW)).toEqual({ destination: '/' });
  });
});
