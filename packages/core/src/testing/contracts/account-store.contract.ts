import { describe, expect, it } from '@jest/globals';
import type { Operator } from '../../operator/operator.ts';
import type { OperatorAccount } from '../../operator/operator-account.ts';
import { anOperator } from '../builders.ts';
import { secondFactors } from './second-factors.ts';
import { type DatabaseUnderTest, NOW, type StagedEnte, useStage } from './stage.ts';

/** An account as it is from the beginning. */
export const asAccount = (operator: Operator, given: Partial<OperatorAccount> = {}): OperatorAccount => ({
  ...operator,
  version: 0,
  epoch: 0,
  hasPassword: true,
  hasSecondFactor: false,
  lastSignInAt: null,
  ...given,
});

/** The promise of `AccountStore`. @param open an empty database */
export const accountStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of accounts`, () => {
    const stage = useStage(open);
    const nobody = () => anOperator(stage.ids.next()).id;
    const add = async ({ tenant }: StagedEnte, given: Partial<Operator>) => {
      const id = stage.ids.next();
      const added = anOperator(id, { email: `${id}@comune.example`, ...given });
      await stage.under.setup.addOperator(tenant.id, added, 'hash');
      return added;
    };

    it('finds an account by id, and none by an id that is of nobody', async () => {
      const { run, operator } = await stage.addEnte();
      expect(await run(({ accounts }) => accounts.byId(operator.id))).toEqual(asAccount(operator));
      expect(await run(({ accounts }) => accounts.byId(nobody()))).toBeNull();
    });

    it('finds the credentials by e-mail address, whatever its letter case', async () => {
      const { run, tenant, operator } = await stage.addEnte();
      const accented = anOperator(stage.ids.next(), { email: 'Niccolò.È@comune.example' });
      await stage.under.setup.addOperator(tenant.id, accented, 'another hash', 'sealed');
      await run(async ({ accounts }) => {
        const mine = { account: asAccount(operator), passwordHash: 'hash' };
        expect(await accounts.credentials(operator.email.toUpperCase())).toEqual(mine);
        const account = asAccount(accented, { hasSecondFactor: true });
        const found = { account, passwordHash: 'another hash' };
        expect(await accounts.credentials('niccolÒ.è@COMUNE.example')).toEqual(found);
        // The same letters, with the accents written as characters of their own.
        expect(await accounts.credentials(accented.email.normalize('NFD'))).toEqual(found);
      });
    });

    it('finds no credentials by an address of nobody', async () => {
      const { run, operator } = await stage.addEnte();
      const addresses = ['', 'nessuno@comune.example', ` ${operator.email}`, '%', '\u0000', 'a_b@c.example'];
      for (const address of addresses) {
        expect(await run(({ accounts }) => accounts.credentials(address))).toBeNull();
      }
    });

    it('adds an operator without a password, once for each address', async () => {
      const { run, service, operator } = await stage.addEnte();
      const added = anOperator(stage.ids.next(), { email: 'nuova@comune.example', services: [service.id] });
      expect(await run(({ accounts }) => accounts.insert(added))).toBe(true);
      const found = await run(({ accounts }) => accounts.credentials('nuova@comune.example'));
      expect(found).toEqual({ account: asAccount(added, { hasPassword: false }), passwordHash: null });
      for (const email of ['NUOVA@comune.example', operator.email]) {
        const second = anOperator(stage.ids.next(), { email });
        expect(await run(({ accounts }) => accounts.insert(second))).toBe(false);
        expect(await run(({ accounts }) => accounts.byId(second.id))).toBeNull();
      }
    });

    it('saves what an administrator chooses, at the version that they have seen', async () => {
      const ente = await stage.addEnte();
      const { run, service, operator } = ente;
      const update = (id: Operator['id'], name: string, version: number) =>
        run(({ accounts }) =>
          accounts.update(id, { name, role: 'amministratore', services: [], enabled: false }, version),
        );
      expect(await update(operator.id, 'Paola Conti Rossi', 1)).toBe(false);
      expect(await update(operator.id, 'Paola Conti Rossi', 0)).toBe(true);
      expect(await update(operator.id, 'Altra', 0)).toBe(false);
      expect(await update(nobody(), 'Nessuno', 0)).toBe(false);
      const changed = { ...operator, name: 'Paola Conti Rossi', role: 'amministratore', services: [], enabled: false };
      expect(await run(({ operators }) => operators.byId(operator.id))).toEqual(changed);
      expect(await run(({ operators }) => operators.enabledFor(service.id))).toEqual([]);
      const back = { name: 'Paola Conti', role: 'operatore', services: [service.id], enabled: true } as const;
      expect(await run(({ accounts }) => accounts.update(operator.id, back, 1))).toBe(true);
      expect(await run(({ accounts }) => accounts.byId(operator.id))).toEqual(asAccount(operator, { version: 2 }));
    });

    it('lets one of those win who change an operator at once', async () => {
      const { run, operator } = await stage.addEnte();
      const { role, services, enabled } = operator;
      const saved = await Promise.all(
        ['Uno', 'Due', 'Tre'].map((name) =>
          run(({ accounts }) => accounts.update(operator.id, { name, role, services, enabled }, 0)),
        ),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
    });

    it('keeps a password and the last sign-in, and counts the ends of sessions', async () => {
      const { run, operator } = await stage.addEnte();
      await run(async ({ accounts }) => {
        await accounts.saveSignIn(operator.id, NOW);
        await accounts.savePassword(operator.id, 'chosen');
        await accounts.endSessions(operator.id);
        await accounts.savePassword(nobody(), 'chosen');
      });
      const account = asAccount(operator, { lastSignInAt: NOW, epoch: 2 });
      const found = await run(({ accounts }) => accounts.credentials(operator.email));
      expect(found).toEqual({ account, passwordHash: 'chosen' });
    });

    it('lists the operators by name, page by page, and finds them by a part of it', async () => {
      const ente = await stage.addEnte();
      const { run, operator } = ente;
      const names = ['Ànna Zeni', 'anna verdi', 'Zeno Alti', 'Anna Verdi'];
      for (const name of names) await add(ente, { name });
      const page = (search: string, after: string | null, limit = 3) =>
        run(({ accounts }) => accounts.page(search, { after, limit }));
      const first = await page('', null);
      expect(first.rows.map((row) => row.name.toLowerCase())).toEqual(['anna verdi', 'anna verdi', 'ànna zeni']);
      const second = await page('', first.next);
      expect(second.rows.map((row) => row.name)).toEqual(['Paola Conti', 'Zeno Alti']);
      expect(second.next).toBeNull();
      expect(second.rows[0]).toEqual(asAccount(operator));
      const found = async (search: string) => (await page(search, null, 9)).rows.map((row) => row.name).toSorted();
      expect(await found(' ANNA ')).toEqual(['Anna Verdi', 'anna verdi', 'Ànna Zeni'].toSorted());
      for (const nothing of ['%', '_', '\\', '\u0000', 'nessuno']) expect(await found(nothing)).toEqual([]);
      expect((await page('', 'nonsense')).rows).toEqual(first.rows);
    });

    it('knows the administrators who are enabled, and lets nobody else change that meanwhile', async () => {
      const ente = await stage.addEnte();
      const one = await add(ente, { role: 'amministratore' });
      const other = await add(ente, { role: 'amministratore' });
      await add(ente, { role: 'amministratore', enabled: false });
      /** Somebody takes the role from somebody else, if they still have it themselves. */
      const depose = (actor: Operator, victim: Operator) =>
        ente.run(async ({ accounts }) => {
          if (!(await accounts.lockAdministrators()).includes(actor.id)) return false;
          const { name, services } = victim;
          return accounts.update(victim.id, { name, role: 'operatore', services, enabled: true }, 0);
        });
      const found = await ente.run(({ accounts }) => accounts.lockAdministrators());
      expect(found.toSorted()).toEqual([one.id, other.id].toSorted());
      const deposed = await Promise.all([depose(one, other), depose(other, one)]);
      expect(deposed.filter(Boolean)).toHaveLength(1);
      expect(await ente.run(({ accounts }) => accounts.lockAdministrators())).toHaveLength(1);
    });

    it('counts the practices in the charge of an operator that are not closed, by service', async () => {
      const { run, operator, storedDraft } = await stage.addEnte();
      const charged = (state: 'inviata' | 'in_elaborazione' | 'accettata' | 'da_integrare') =>
        storedDraft({ state, submittedAt: NOW, assignedTo: operator.id });
      for (const state of ['in_elaborazione', 'da_integrare', 'accettata'] as const) await charged(state);
      await storedDraft({ state: 'inviata', submittedAt: NOW });
      const [serviceId] = operator.services;
      expect([...(await run(({ accounts }) => accounts.chargeOf(operator.id)))]).toEqual([[serviceId, 2]]);
      expect([...(await run(({ accounts }) => accounts.chargeOf(nobody())))]).toEqual([]);
    });

    it('is of each ente alone', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const { id, email, name, role, services, enabled } = ente.operator;
      await other.run(async ({ accounts }) => {
        expect(await accounts.byId(id)).toBeNull();
        expect((await accounts.page('', { after: null, limit: 9 })).rows).toHaveLength(1);
        expect(await accounts.update(id, { name, role, services, enabled: !enabled }, 0)).toBe(false);
        await accounts.savePassword(id, 'theirs');
        await accounts.saveSignIn(id, NOW);
        await accounts.endSessions(id);
      });
      const kept = await ente.run(({ accounts }) => accounts.credentials(email));
      expect(kept).toEqual({ account: asAccount(ente.operator), passwordHash: 'hash' });
    });

    secondFactors(stage);
  });
};
