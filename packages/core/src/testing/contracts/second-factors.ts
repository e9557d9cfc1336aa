import { expect, it } from '@jest/globals';
import type { DatabaseUnderTest, Stage } from './stage.ts';

/** What a store of accounts promises of second factors. */
export const secondFactors = (stage: Stage<DatabaseUnderTest>): void => {
  const withFactor = async () => {
    const ente = await stage.addEnte();
    const { id } = ente.operator;
    await ente.run(({ accounts }) => accounts.saveSecondFactor(id, 'sealed', 100, ['a', 'b']));
    const account = () => ente.run(({ accounts }) => accounts.byId(id));
    const factor = () => ente.run(({ accounts }) => accounts.secondFactor(id));
    return { ...ente, id, account, factor };
  };

  it('keeps a second factor with its recovery codes, and ends the sessions from before', async () => {
    const { account, factor } = await withFactor();
    expect(await factor()).toEqual({ sealedSecret: 'sealed', recoveryCodes: 2 });
    expect(await account()).toMatchObject({ hasSecondFactor: true, epoch: 1 });
  });

  it('has none where none was set up, or where it was taken away', async () => {
    const { run, id, account, factor } = await withFactor();
    await run(({ accounts }) => accounts.deleteSecondFactor(id));
    expect(await factor()).toBeNull();
    expect(await account()).toMatchObject({ hasSecondFactor: false, epoch: 2 });
    await run(async ({ accounts }) => {
      expect(await accounts.useStep(id, 500)).toBe(false);
      expect(await accounts.useRecoveryCode(id, 'a')).toBe(false);
    });
  });

  it('takes a step once, and none before it, also when two come at once', async () => {
    const { run, id } = await withFactor();
    const use = (step: number) => run(({ accounts }) => accounts.useStep(id, step));
    expect([await use(99), await use(100)]).toEqual([false, false]);
    expect((await Promise.all([use(101), use(101), use(101)])).filter(Boolean)).toHaveLength(1);
    expect([await use(101), await use(103), await use(102)]).toEqual([false, true, false]);
  });

  it('takes a recovery code once, also when two come at once', async () => {
    const { run, id, factor } = await withFactor();
    const use = (hash: string) => run(({ accounts }) => accounts.useRecoveryCode(id, hash));
    expect((await Promise.all([use('a'), use('a')])).filter(Boolean)).toHaveLength(1);
    expect([await use('a'), await use('x'), await use('')]).toEqual([false, false, false]);
    expect(await factor()).toMatchObject({ recoveryCodes: 1 });
  });

  it('puts new recovery codes, or a new second factor, in the place of the old', async () => {
    const { run, id, factor } = await withFactor();
    await run(async ({ accounts }) => {
      await accounts.saveRecoveryCodes(id, ['c', 'd', 'e']);
      expect(await accounts.useRecoveryCode(id, 'a')).toBe(false);
    });
    expect(await factor()).toEqual({ sealedSecret: 'sealed', recoveryCodes: 3 });
    await run(({ accounts }) => accounts.saveSecondFactor(id, 'other', 7, ['f']));
    expect(await factor()).toEqual({ sealedSecret: 'other', recoveryCodes: 1 });
    expect(await run(({ accounts }) => accounts.useStep(id, 8))).toBe(true);
  });
};
