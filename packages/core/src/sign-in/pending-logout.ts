import type { Federation } from './federation.ts';

/** A logout that a provider was asked for, until it answers. */
export interface PendingLogout {
  /** `ID` of the LogoutRequest. */
  readonly requestId: string;
  readonly federation: Federation;
  /** entityID of the provider that was asked. */
  readonly provider: string;
}
