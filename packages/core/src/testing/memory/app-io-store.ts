import type { AppIoStore } from '../../ports/app-io-store.ts';
import type { TenantData } from './tenant-data.ts';

export const appIoStore = ({ appIoKeys }: TenantData): AppIoStore => ({
  async keyFor(serviceId) {
    const of = appIoKeys.has(serviceId) ? serviceId : null;
    const sealed = appIoKeys.get(of);
    return sealed === undefined ? null : { serviceId: of, sealed };
  },
  list: async () =>
    [...appIoKeys.keys()].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)).map((serviceId) => ({ serviceId })),
});
