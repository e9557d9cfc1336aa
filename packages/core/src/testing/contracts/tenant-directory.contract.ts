import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EnteSetup } from '../../ports/ente-setup.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { aTenant } from '../builders.ts';
import { makeCountingIds } from '../memory/gateways.ts';

/** A directory with no ente, and the way to put one in it. */
export interface DirectoryUnderTest {
  readonly tenants: TenantDirectory;
  readonly setup: Pick<EnteSetup, 'addTenant' | 'setDisabled'>;
  close(): Promise<void>;
}

const MOST_FOUND = 60;

/** The promise of `TenantDirectory`. @param open called for each test */
export const tenantDirectoryContract = (name: string, open: () => Promise<DirectoryUnderTest>): void => {
  describe(`${name} as the directory of enti`, () => {
    let under: DirectoryUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());
    const ids = makeCountingIds();

    const add = async (...names: readonly string[]): Promise<readonly Tenant[]> => {
      const enti = names.map((called) => {
        const id = ids.next();
        return aTenant(id, { slug: `ente-${id}`, name: called });
      });
      for (const ente of enti) await under.setup.addTenant(ente);
      return enti;
    };
    const found = async (text: string) => (await under.tenants.search(text)).map((tenant) => tenant.name);

    it('finds enti by a part of their name, whatever the letter case, the accents and the blanks', async () => {
      await add("Comune di Sant'Àngelo  sul Fiume", 'Comune di Roverè della Luna');
      for (const text of ["SANT'ANGELO sul", 'àngelo', 'àngelo'.normalize('NFD'), '  sul   fiume ', 'iume']) {
        expect(await found(text)).toEqual(["Comune di Sant'Àngelo  sul Fiume"]);
      }
      expect(await found('ROVERE')).toEqual(['Comune di Roverè della Luna']);
    });

    it('finds nothing for what is in no name, and takes no character as a joker', async () => {
      await add('Comune di Bugliano');
      for (const text of ['Rovereto', '%', '_', '.', '\\', "'", '\u0000']) expect(await found(text)).toEqual([]);
    });

    it('finds all of them for an empty text, by name', async () => {
      await add('Comune di Zuglio', 'comune di Èze', 'Comune di Egna', 'Comune di Agno');
      const byName = ['Comune di Agno', 'Comune di Egna', 'comune di Èze', 'Comune di Zuglio'];
      expect(await found('')).toEqual(byName);
      expect(await found('  ')).toEqual(byName);
    });

    it('gives at most 60, the first by name', async () => {
      const names = Array.from({ length: MOST_FOUND + 1 }, (_, index) => `Ente ${String(index).padStart(2, '0')}`);
      await add(...names.toReversed());
      expect(await found('ente')).toEqual(names.slice(0, MOST_FOUND));
    });

    it('gives an ente whole, by search, by path and by id', async () => {
      const [ente] = await add("Comune dell'«Isola» \\ d'Àsolo");
      if (ente === undefined) throw new Error('An ente was added');
      expect(await under.tenants.search('asolo')).toEqual([ente]);
      expect(await under.tenants.bySlug(ente.slug)).toEqual(ente);
      expect(await under.tenants.byId(ente.id)).toEqual(ente);
    });

    it('finds no ente at a path or with an id that is of none, until one is added', async () => {
      await add('Comune di Bugliano');
      for (const slug of ['', 'nowhere', 'ENTE', '%', '\u0000']) expect(await under.tenants.bySlug(slug)).toBeNull();
      const later = aTenant(ids.next(), { slug: 'nowhere' });
      expect(await under.tenants.byId(later.id)).toBeNull();
      await under.setup.addTenant(later);
      expect(await under.tenants.bySlug('nowhere')).toEqual(later);
      expect(await under.tenants.byId(later.id)).toEqual(later);
    });

    it('lists the ids of all, and of those that are not disabled', async () => {
      expect(await under.tenants.ids()).toEqual([]);
      const enti = await add('Comune di Zuglio', 'Comune di Agno', 'Comune di Egna');
      const ids = enti.map(({ id }) => id).toSorted();
      expect((await under.tenants.ids()).toSorted()).toEqual(ids);
      const [off, ...others] = ids;
      if (off !== undefined) await under.setup.setDisabled(off, true);
      expect((await under.tenants.ids()).toSorted()).toEqual(ids);
      expect((await under.tenants.enabledIds()).toSorted()).toEqual(others);
    });
  });
};
