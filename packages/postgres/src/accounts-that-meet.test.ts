import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, invitationToken, type Operator, type Stores, type TenantId, type UnitOfWork } from '@stanza/core';
import {
  anOperator,
  type MemoryPortal,
  makeMemoryPortal,
  makeMemoryPorts,
  memoryCodeAt,
  must,
} from '@stanza/core/testing';
import { v7 } from 'uuid';
import { makeEnteSetup } from './make-ente-setup.ts';
import { makeUnitOfWork } from './make-unit-of-work.ts';
import { openPortal, type TestPortal } from './testing/portal.ts';

const PASSWORD = 'una frase lunga';
const CHOSEN = 'un’altra frase lunga';

type Portal = Omit<MemoryPortal, 'setup' | 'database'>;

/** An account with all that it can have, on which two acts meet. */
interface Met {
  readonly id: Operator['id'];
  readonly self: Actor;
  readonly administrator: Actor;
  /** Of a link whose mail is blocked. */
  readonly token: string;
  readonly secret: string;
  readonly recoveryCode: string;
}

type Act = (portal: Portal, ente: TestPortal['ente']['tenant'], met: Met) => Promise<{ readonly ok: boolean }>;

const ACTS: Readonly<Record<string, Act>> = {
  'set-password': (portal, { id }, { token, self: { address } }) =>
    portal.setPassword(id, { token, password: CHOSEN, address }),
  'change-password': (portal, { id }, { self }) => portal.changePassword(id, self, { old: PASSWORD, chosen: CHOSEN }),
  'request-password-reset': (portal, { id }, { self: { operator, address } }) =>
    portal.requestPasswordReset(id, operator.email, address),
  'confirm-code with the app': (portal, { id }, { self, secret }) =>
    portal.confirmCode(id, self, memoryCodeAt(secret, portal.clock.now())),
  'confirm-code with a recovery code': (portal, { id }, { self, recoveryCode }) =>
    portal.confirmCode(id, self, recoveryCode),
  'set-up-second-factor': (portal, ente, { self }) => {
    const { secret, sealed } = portal.beginSecondFactor(ente, self.operator, null);
    const code = memoryCodeAt(secret, portal.clock.now());
    return portal.setUpSecondFactor(ente.id, self, { sealed, code, password: PASSWORD });
  },
  'switch-off-second-factor': (portal, { id }, { self }) => portal.switchOffSecondFactor(id, self, PASSWORD),
  'renew-recovery-codes': (portal, { id }, { self }) => portal.renewRecoveryCodes(id, self, PASSWORD),
  'end-sessions': async (portal, { id }, { self }) => ({ ok: (await portal.endSessions(id, self)).epoch > 0 }),
  'switch-operator': (portal, ente, { administrator, id }) => portal.switchOperator(ente.id, administrator, id, false),
  'send-invitation': (portal, ente, { administrator, id }) => portal.sendInvitation(ente.id, administrator, id),
  'retry-invitation': (portal, ente, { administrator, id }) => portal.retryInvitation(ente.id, administrator, id),
  'reset-second-factor': (portal, ente, { administrator, id }) => portal.resetSecondFactor(ente.id, administrator, id),
};

/** Whatever a transaction may change of an account. */
const touchAll = async ({ accounts, invitations }: Stores, id: Operator['id'], at: Date): Promise<void> => {
  await accounts.saveRecoveryCodes(id, []);
  await invitations.endAll(id, at);
  await accounts.deleteSecondFactor(id);
};

describe('two acts that meet on one account', () => {
  let test: TestPortal;
  let tenantId: TenantId;
  let portal: Portal;
  const administrator = anOperator(v7(), { email: 'capo@comune.example', role: 'amministratore' });
  /** How often a transaction was begun: where two wait for each other, PostgreSQL ends one, which fails or is begun again. */
  let begun = 0;
  beforeAll(async () => {
    test = await openPortal();
    tenantId = test.ente.tenant.id;
    const inner = makeUnitOfWork(test.app);
    const unitOfWork: UnitOfWork = {
      read: inner.read,
      run: (id, work) =>
        inner.run(id, (stores) => {
          begun += 1;
          return work(stores);
        }),
    };
    portal = makeMemoryPortal({ ...makeMemoryPorts(), unitOfWork });
    await makeEnteSetup(test.admin).addOperator(tenantId, administrator, 'hash');
  });
  afterAll(() => test.close());

  const meet = async (): Promise<Met> => {
    const id = v7();
    const operator = anOperator(id, { email: `${id}@comune.example` });
    await makeEnteSetup(test.admin).addOperator(tenantId, operator, await portal.hasher.hash(PASSWORD));
    // Each from an address of its own, so that none is one of too many.
    const self = { operator, address: id };
    const { secret, sealed } = portal.beginSecondFactor(test.ente.tenant, operator, null);
    const typed = { sealed, code: memoryCodeAt(secret, portal.clock.now()), password: PASSWORD };
    const [recoveryCode = ''] = must(await portal.setUpSecondFactor(tenantId, self, typed)).recoveryCodes;
    portal.clock.advance(60_000);
    must(await portal.requestPasswordReset(tenantId, operator.email, id));
    const token = await portal.unitOfWork.run(tenantId, async ({ invitations, deliveries }) => {
      const link = await invitations.latestOf(operator.id);
      if (link === null) throw new Error('There is no link');
      await deliveries.fail(link.invitation.id, 'no such mailbox', true);
      return invitationToken(portal.secretBox, link.invitation.id);
    });
    const capo = { operator: administrator, address: id };
    return { id: operator.id, self, administrator: capo, token, secret, recoveryCode };
  };

  /** Until a transaction waits for a row that another one holds. */
  const somebodyWaits = async (): Promise<'waits'> => {
    for (;;) {
      const { rows } = await test.admin.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return 'waits';
    }
  };

  it.each(Object.entries(ACTS))('%s waits for who holds the operator, and holds nothing meanwhile', async (_, act) => {
    const met = await meet();
    begun = 0;
    const acting = await portal.unitOfWork.run(tenantId, async (stores) => {
      await stores.accounts.lock(met.id);
      const outcome = act(portal, test.ente.tenant, met);
      expect(await Promise.race([somebodyWaits(), outcome])).toBe('waits');
      await touchAll(stores, met.id, portal.clock.now());
      // Not awaited before this transaction has ended.
      return { outcome };
    });
    expect(await acting.outcome).toHaveProperty('ok');
    expect(begun).toBe(2);
  });

  it('end one after the other, whichever two they are', async () => {
    const acts = Object.values(ACTS);
    for (const [index, first] of acts.entries()) {
      const pairs: (readonly [Act, Act, Met])[] = [];
      for (const second of acts.slice(index)) pairs.push([first, second, await meet()]);
      begun = 0;
      const all = pairs.flatMap(([one, other, met]) => [one, other].map((act) => act(portal, test.ente.tenant, met)));
      for (const outcome of await Promise.all(all)) expect(outcome).toHaveProperty('ok');
      expect(begun).toBeLessThanOrEqual(all.length);
    }
  });
});
