import type { ServiceId } from '../shared/ids.ts';

/** The key by which an ente writes on App IO, sealed in the context {@link appIoContext}. */
export interface AppIoKey {
  /** Null: for all services that have none of their own. */
  readonly serviceId: ServiceId | null;
  readonly sealed: string;
}

export const appIoContext = (tenantId: string, serviceId: ServiceId | null): string =>
  `app io ${tenantId} ${serviceId ?? 'tutti'}`;

/** The keys of an ente for App IO. They are the platform's to write (`EnteSetup`). */
export interface AppIoStore {
  /** That of the service, else that for all; null where nothing is written on App IO. */
  keyFor(serviceId: ServiceId): Promise<AppIoKey | null>;
  /** Which there are; the first is the one for all, the others in the order of their services. */
  list(): Promise<readonly Pick<AppIoKey, 'serviceId'>[]>;
}
