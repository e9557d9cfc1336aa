import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SessionStore, termsIdSchema } from '@stanza/core';
import { v7 } from 'uuid';
import { makeEnteSetup } from './make-ente-setup.ts';
import { makeSessionStore } from './make-session-store.ts';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { addEnte, NOW, openPortal, type TestPortal } from './testing/portal.ts';
import { inTenant } from './transaction.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe('sessions in PostgreSQL', () => {
  let portal: TestPortal;
  let sessions: SessionStore;
  beforeAll(async () => {
    portal = await openPortal();
    sessions = makeSessionStore(portal.app);
  });
  afterAll(() => portal.close());

  it('finds citizen and operator, until the session expires or is ended', async () => {
    const { tenant, citizen, operator } = portal.ente;
    await sessions.create(tenant.id, 'c', { kind: 'citizen', id: citizen.id }, LATER);
    await sessions.create(tenant.id, 'o', { kind: 'operator', id: operator.id }, LATER);
    expect(await sessions.find(tenant.id, 'c', NOW)).toEqual({ kind: 'citizen', citizen, termsPending: false });
    expect(await sessions.find(tenant.id, 'o', NOW)).toEqual({ kind: 'operator', operator });
    expect(await sessions.find(tenant.id, 'c', LATER)).toBeNull();
    await sessions.end(tenant.id, 'c');
    expect(await sessions.find(tenant.id, 'c', NOW)).toBeNull();
  });

  it('does not find a session in another ente, nor that of a disabled operator', async () => {
    const other = await addEnte(portal, 'tre-ville');
    const subject = { kind: 'operator', id: other.operator.id } as const;
    await sessions.create(other.tenant.id, 'other', subject, LATER);
    expect(await sessions.find(portal.ente.tenant.id, 'other', NOW)).toBeNull();
    expect(await sessions.find(other.tenant.id, 'other', NOW)).not.toBeNull();
    await inTenant(portal.admin, other.tenant.id, ({ change }) =>
      change({ text: 'update operator set enabled = false' }),
    );
    expect(await sessions.find(other.tenant.id, 'other', NOW)).toBeNull();
  });

  it('says that terms are pending while the newest revision of a mandatory document is not accepted', async () => {
    const { tenant, citizen } = portal.ente;
    const setup = makeEnteSetup(portal.admin);
    const publish = async (revision: number, mandatory: boolean, key: string) => {
      const id = termsIdSchema.parse(v7());
      await setup.publishTerms(tenant.id, { id, key, revision, title: 'Condizioni', body: ['Testo.'], mandatory });
      return id;
    };
    const pending = async () => {
      const found = await sessions.find(tenant.id, 'terms', NOW);
      return found?.kind === 'citizen' && found.termsPending;
    };
    const accept = (id: Awaited<ReturnType<typeof publish>>) =>
      makeUnitOfWork(portal.app).run(tenant.id, ({ terms }) => terms.accept(citizen.id, id, NOW));
    await sessions.create(tenant.id, 'terms', { kind: 'citizen', id: citizen.id }, LATER);
    await publish(1, false, 'newsletter');
    expect(await pending()).toBe(false);
    const first = await publish(1, true, 'condizioni');
    expect(await pending()).toBe(true);
    await accept(first);
    expect(await pending()).toBe(false);
    const second = await publish(2, true, 'condizioni');
    expect(await pending()).toBe(true);
    await accept(second);
    expect(await pending()).toBe(false);
  });

  it('forgets sessions that ended long ago when a new one is made', async () => {
    const { tenant, citizen } = portal.ente;
    const nextYear = new Date(NOW.getTime() + 365 * 86_400_000);
    await sessions.create(tenant.id, 'old', { kind: 'citizen', id: citizen.id }, LATER);
    await sessions.create(tenant.id, 'new', { kind: 'citizen', id: citizen.id }, nextYear);
    expect(await sessions.find(tenant.id, 'old', NOW)).toBeNull();
    expect(await sessions.find(tenant.id, 'new', NOW)).not.toBeNull();
  });
});
