import { describe, expect, it } from '@jest/globals';
import type { IdentityProviderEntry } from '../../sign-in/identity-provider-entry.ts';
import type { PendingLogout } from '../../sign-in/pending-logout.ts';
import type { PendingSignIn } from '../../sign-in/pending-sign-in.ts';
import type { SignInLogEntry } from '../../sign-in/sign-in-log-entry.ts';
import { anIdentityProvider, aServiceProvider } from '../builders.ts';
import { type DatabaseUnderTest, minutesLater, NOW, useStage } from './stage.ts';

const LATER = minutesLater(1);

const PENDING: PendingSignIn = {
  requestId: '_a1',
  federation: 'spid',
  provider: 'https://idp.example',
  level: 2,
  purpose: 'access',
  askedAt: NOW,
  destination: '/rovereto/servizi/certificato?da=«casa»',
  replaces: null,
  browser: 'ab'.repeat(32),
  requestXml: '<samlp:AuthnRequest/>',
};

const LOGOUT: PendingLogout = { requestId: '_u1', federation: 'spid', provider: 'https://idp.example' };

/** The promise of `SignInStore`. @param open an empty database */
export const signInStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of sign-ins`, () => {
    const stage = useStage(open);

    /** An ente, with a request under way. */
    const underWay = async () => {
      const ente = await stage.addEnte();
      const pending = { ...PENDING, requestId: `_${stage.ids.next()}` };
      await ente.run(({ signIns }) => signIns.insertPending(pending, LATER));
      const use = (now: Date = NOW, of = ente, federation = PENDING.federation) =>
        of.run(({ signIns }) => signIns.usePending(federation, pending.requestId, now));
      const read = (now: Date = NOW, of = ente, federation = PENDING.federation) =>
        of.run(({ signIns }) => signIns.pending(federation, pending.requestId, now));
      return { ente, pending, use, read };
    };

    it('gives a request once, with all that it was for', async () => {
      const { pending, use } = await underWay();
      expect(await use()).toEqual(pending);
      expect(await use()).toBeNull();
    });

    it('shows a request to whoever asks for it in time, until it is used', async () => {
      const { ente, pending, use, read } = await underWay();
      for (let times = 0; times < 2; times += 1) expect(await read()).toEqual(pending);
      expect(await read(LATER)).toBeNull();
      expect(await read(NOW, ente, 'cie')).toBeNull();
      expect(await read(NOW, await stage.addEnte())).toBeNull();
      expect(await use()).toEqual(pending);
      expect(await read()).toBeNull();
    });

    it('gives a request to one of those who come at once', async () => {
      const { pending, use } = await underWay();
      const answers = await Promise.all(Array.from({ length: 8 }, () => use()));
      expect(answers.filter((answer) => answer !== null)).toEqual([pending]);
    });

    it('gives no request when its time is over', async () => {
      const { use } = await underWay();
      expect(await use(LATER)).toBeNull();
      expect(await use(minutesLater(60))).toBeNull();
    });

    it('gives no request to another ente, and keeps it for its own', async () => {
      const { pending, use } = await underWay();
      expect(await use(NOW, await stage.addEnte())).toBeNull();
      expect(await use(new Date(LATER.getTime() - 1))).toEqual(pending);
    });

    it('gives no request to another federation, and keeps it for its own', async () => {
      const { ente, pending, use } = await underWay();
      expect(await use(NOW, ente, 'cie')).toBeNull();
      expect(await use()).toEqual(pending);
    });

    it('knows a logout that a provider was asked for once, and of that provider alone', async () => {
      const ente = await stage.addEnte();
      await ente.run(({ signIns }) => signIns.insertPendingLogout(LOGOUT, LATER));
      const use = (changed: Partial<PendingLogout> = {}, now: Date = NOW, of = ente) =>
        of.run(({ signIns }) => signIns.usePendingLogout({ ...LOGOUT, ...changed }, now));
      expect(await use({ federation: 'cie' })).toBe(false);
      expect(await use({ provider: 'https://other.example' })).toBe(false);
      expect(await use({}, LATER)).toBe(false);
      expect(await use({}, NOW, await stage.addEnte())).toBe(false);
      const answers = await Promise.all(Array.from({ length: 4 }, () => use()));
      expect(answers.filter(Boolean)).toEqual([true]);
    });

    it('gives nothing for an id that was not given out', async () => {
      const { run } = await stage.addEnte();
      for (const id of ['', '_unknown', '%', '\u0000', stage.ids.next()]) {
        expect(await run(({ signIns }) => signIns.pending('spid', id, NOW))).toBeNull();
        expect(await run(({ signIns }) => signIns.usePending('spid', id, NOW))).toBeNull();
        const logout = { ...LOGOUT, requestId: id };
        expect(await run(({ signIns }) => signIns.usePendingLogout(logout, NOW))).toBe(false);
      }
    });

    it('keeps apart several sign-ins of one browser', async () => {
      const [one, other] = [await underWay(), await underWay()];
      expect(await other.use()).not.toBeNull();
      expect(await one.use()).not.toBeNull();
    });

    it('knows what an ente is in each federation, SPID first, and nothing of another', async () => {
      const { run, tenant } = await stage.addEnte();
      const other = await stage.addEnte();
      const [spid, cie] = [aServiceProvider(), aServiceProvider({ federation: 'cie' })];
      const settings = () => run(({ signIns }) => signIns.settings());
      expect(await settings()).toEqual([]);
      for (const one of [cie, spid]) await stage.under.setup.saveServiceProvider(tenant.id, one);
      expect(await settings()).toEqual([spid, cie]);
      const moved = { ...spid, city: 'Forlì' };
      await stage.under.setup.saveServiceProvider(tenant.id, moved);
      expect(await settings()).toEqual([moved, cie]);
      expect(await other.run(({ signIns }) => signIns.settings())).toEqual([]);
    });

    it('takes an ente out of one federation, whether it was in it or not, and leaves its providers', async () => {
      const { run, tenant } = await stage.addEnte();
      const other = await stage.addEnte();
      const { setup } = stage.under;
      const [spid, cie] = [aServiceProvider(), aServiceProvider({ federation: 'cie' })];
      for (const { id } of [tenant, other.tenant]) {
        for (const one of [spid, cie]) await setup.saveServiceProvider(id, one);
      }
      await setup.saveIdentityProviders(tenant.id, 'spid', [anIdentityProvider()]);
      for (let times = 0; times < 2; times += 1) await setup.removeServiceProvider(tenant.id, 'spid');
      expect(await run(({ signIns }) => signIns.settings())).toEqual([cie]);
      expect(await run(({ signIns }) => signIns.providers())).toEqual([anIdentityProvider()]);
      expect(await other.run(({ signIns }) => signIns.settings())).toEqual([spid, cie]);
    });

    it('replaces the registry of a federation, and leaves that of the other alone', async () => {
      const { run, tenant } = await stage.addEnte();
      const entry = (host: string, more: Partial<IdentityProviderEntry> = {}) =>
        anIdentityProvider({ entityId: `https://${host}.example`, ...more });
      const save = (federation: 'spid' | 'cie', entries: readonly IdentityProviderEntry[]) =>
        stage.under.setup.saveIdentityProviders(tenant.id, federation, entries);
      const known = () => run(({ signIns }) => signIns.providers());
      await save('spid', [entry('b'), entry('a')]);
      const cie = entry('c', { federation: 'cie' });
      await save('cie', [cie]);
      expect(await known()).toEqual([entry('a'), entry('b'), cie]);
      const rolled = entry('b', { certificates: ['AAAA', 'BBBB'] });
      await save('spid', [rolled]);
      expect(await known()).toEqual([rolled, cie]);
      await save('spid', []);
      expect(await known()).toEqual([cie]);
    });

    it('forgets of its register what is older than 24 months, and nothing younger', async () => {
      const { run } = await stage.addEnte();
      const other = await stage.addEnte();
      const line = (at: string): SignInLogEntry => {
        const { federation, provider, requestId } = PENDING;
        const id = stage.ids.next();
        return { id, at: new Date(at), federation, provider, requestId, outcome: 'signed_in', sealed: 'x' };
      };
      const now = new Date('2024-03-01T10:00:00Z');
      await run(async ({ signIns }) => {
        for (const at of [
          '2022-02-28T10:00:00Z',
          '2022-03-01T09:59:59Z',
          '2022-03-01T10:00:01Z',
          '2024-02-28T10:00:00Z',
        ])
          await signIns.appendLog(line(at));
      });
      await other.run(({ signIns }) => signIns.appendLog(line('2020-01-01T10:00:00Z')));
      expect(await run(({ signIns }) => signIns.forgetLog(now))).toBe(2);
      expect(await run(({ signIns }) => signIns.forgetLog(now))).toBe(0);
      expect(await other.run(({ signIns }) => signIns.forgetLog(now))).toBe(1);
    });
  });
};
