import { describe, expect, it } from '@jest/globals';
import { anOperator, aService, aServiceDefinition } from '../builders.ts';
import { type DatabaseUnderTest, useStage } from './stage.ts';

/** The promise of `OperatorStore`. @param open an empty database */
export const operatorStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of operators`, () => {
    const stage = useStage(open);

    it('finds an operator by id, and nobody by an id that is of nobody', async () => {
      const { run, tenant, service, operator } = await stage.addEnte();
      const definition = aServiceDefinition({ slug: 'altro' });
      const second = aService(stage.ids.next(), { definition });
      await stage.under.setup.publishService(tenant.id, second);
      const both = anOperator(stage.ids.next(), {
        email: 'due@comune.example',
        role: 'amministratore',
        services: [service.id, second.id],
        enabled: false,
      });
      await stage.under.setup.addOperator(tenant.id, both, 'hash');
      await run(async ({ operators }) => {
        expect(await operators.byId(operator.id)).toEqual(operator);
        expect(await operators.byId(both.id)).toEqual(both);
        expect(await operators.byId(anOperator(stage.ids.next()).id)).toBeNull();
      });
    });

    it('says what operators are called, whether they are enabled or not', async () => {
      const { run, tenant, operator } = await stage.addEnte();
      const left = anOperator(stage.ids.next(), { name: 'Ugo Neri', email: 'ugo@comune.example', enabled: false });
      await stage.under.setup.addOperator(tenant.id, left, 'hash');
      const nobody = anOperator(stage.ids.next());
      const names = await run(({ operators }) => operators.namesOf([left.id, operator.id, nobody.id, left.id]));
      expect(names).toEqual(
        new Map([
          [operator.id, operator.name],
          [left.id, 'Ugo Neri'],
        ]),
      );
      expect(await run(({ operators }) => operators.namesOf([]))).toEqual(new Map());
    });

    it('gives the enabled operators who work on a service, and the enabled administrators', async () => {
      const { run, tenant, service, operator } = await stage.addEnte();
      const add = async (given: Partial<typeof operator>) => {
        const id = stage.ids.next();
        const added = anOperator(id, { email: `${id}@comune.example`, services: [service.id], ...given });
        await stage.under.setup.addOperator(tenant.id, added, 'hash');
        return added;
      };
      const colleague = await add({ name: 'Zeno Alti' });
      await add({ enabled: false });
      await add({ services: [] });
      const found = await run(({ operators }) => operators.enabledFor(service.id));
      expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([operator, colleague]);
      const chief = await add({ role: 'amministratore', services: [] });
      await add({ role: 'amministratore', enabled: false });
      expect(await run(({ operators }) => operators.administrators())).toEqual([chief]);
      const nobodysService = aService(stage.ids.next());
      expect(await run(({ operators }) => operators.enabledFor(nobodysService.id))).toEqual([]);
    });
  });
};
