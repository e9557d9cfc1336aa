import { describe, expect, it } from '@jest/globals';
import { type DatabaseUnderTest, useStage } from './stage.ts';

/** The promise of `AppIoStore`. @param open an empty database */
export const appIoStoreContract = (name: string, open: () => Promise<DatabaseUnderTest>): void => {
  describe(`${name} as a store of keys for App IO`, () => {
    const stage = useStage(open);

    it('knows the key of a service, else that for all, and which there are', async () => {
      const [{ run, tenant, service }, other] = [await stage.addEnte(), await stage.addEnte()];
      const known = () => run(({ appIo }) => appIo.keyFor(service.id));
      const all = () => run(({ appIo }) => appIo.list());
      const { saveAppIoKey } = stage.under.setup;
      expect([await known(), await all()]).toEqual([null, []]);
      await saveAppIoKey(tenant.id, service.id, 'uno');
      await saveAppIoKey(tenant.id, null, 'tutti');
      expect(await known()).toEqual({ serviceId: service.id, sealed: 'uno' });
      expect(await all()).toEqual([{ serviceId: null }, { serviceId: service.id }]);
      await saveAppIoKey(tenant.id, service.id, 'due');
      expect(await known()).toEqual({ serviceId: service.id, sealed: 'due' });
      await saveAppIoKey(tenant.id, service.id, null);
      expect(await known()).toEqual({ serviceId: null, sealed: 'tutti' });
      expect(await other.run(({ appIo }) => appIo.keyFor(other.service.id))).toBeNull();
      await saveAppIoKey(tenant.id, null, null);
      expect([await known(), await all()]).toEqual([null, []]);
    });
  });
};
