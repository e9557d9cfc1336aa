import { describe, expect, it } from '@jest/globals';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import { type DatabaseUnderTest, useStage } from './stage.ts';

/** The promise of `TenantStore`. @param open an empty database */
export const tenantStoreContract = (
  name: string,
  open: () => Promise<DatabaseUnderTest & { readonly tenants: TenantDirectory }>,
): void => {
  describe(`${name} as the store of what an ente says of itself`, () => {
    const stage = useStage(open);

    it('keeps it for everybody, of two at once what the first has written, and nothing of another ente', async () => {
      const [ente, other] = [await stage.addEnte(), await stage.addEnte()];
      const { contacts, links, theme } = ente.tenant;
      expect(await ente.run(({ tenant }) => tenant.data())).toEqual({ contacts, links, theme, version: 0 });
      const data = {
        contacts: { ...contacts, phone: '0464 111111' },
        links: { ...links, faq: 'https://altro.example/faq' },
        theme: 'indaco',
      } as const;
      const save = () => ente.run(({ tenant }) => tenant.saveData(data, 0));
      expect((await Promise.all([save(), save()])).toSorted()).toEqual([false, true]);
      expect(await ente.run(({ tenant }) => tenant.data())).toEqual({ ...data, version: 1 });
      expect(await stage.under.tenants.byId(ente.tenant.id)).toEqual({ ...ente.tenant, ...data });
      expect(await stage.under.tenants.byId(other.tenant.id)).toEqual(other.tenant);
    });
  });
};
