import type { TenantData } from '../tenant/tenant.ts';

/** What an ente says of itself, with the version that guards against two administrators who change it at once. */
export interface KeptTenantData extends TenantData {
  readonly version: number;
}

/** The ente of the transaction, as its own administrators keep it. Name, path and region are the platform's (`EnteSetup`). */
export interface TenantStore {
  data(): Promise<KeptTenantData>;
  /** @returns false, saving nothing, when the version is not `expectedVersion` (any more) */
  saveData(data: TenantData, expectedVersion: number): Promise<boolean>;
}
