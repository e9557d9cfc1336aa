import type { IdentityFederation } from '../../ports/identity-federation.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Federation } from '../../sign-in/federation.ts';
import type { IdentityProviderEntry } from '../../sign-in/identity-provider-entry.ts';
import type { ServiceProviderSettings } from '../../sign-in/service-provider-settings.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** An ente's place in the federations: what it is in each, and whom it lets citizens in by. */
export interface FederationsOfEnte {
  readonly settings: readonly ServiceProviderSettings[];
  readonly providers: readonly IdentityProviderEntry[];
}

/** What an ente is where nothing was set: nothing in production, in development one that knows the test provider alone. */
export type DefaultFederations = (tenant: Tenant) => Promise<FederationsOfEnte>;

export interface FederationsDeps {
  readonly federation: IdentityFederation;
  readonly unitOfWork: UnitOfWork;
  readonly defaultFederations: DefaultFederations;
}

const keptFederations = ({ unitOfWork }: FederationsDeps, tenant: Tenant): Promise<FederationsOfEnte> =>
  unitOfWork.read(tenant.id, async ({ signIns }) => ({
    settings: await signIns.settings(),
    providers: await signIns.providers(),
  }));

/** What an ente is in the federations, whether it has its keys or not: what comes from a provider needs none of ours. */
export const knownFederations = async (deps: FederationsDeps, tenant: Tenant): Promise<FederationsOfEnte> => {
  const kept = await keptFederations(deps, tenant);
  return kept.settings.length === 0 ? deps.defaultFederations(tenant) : kept;
};

/** Where an ente can send a citizen. Without a key it is in no federation yet: it could ask nobody anything. */
export const federationsOf = async (deps: FederationsDeps, tenant: Tenant): Promise<FederationsOfEnte> => {
  const kept = await keptFederations(deps, tenant);
  if (kept.settings.length === 0) return deps.defaultFederations(tenant);
  const ready = await Promise.all(kept.settings.map((one) => deps.federation.metadata(one)));
  const settings = kept.settings.filter((_, index) => ready[index] !== null);
  const isIn = (one: IdentityProviderEntry) => settings.some(({ federation }) => federation === one.federation);
  return { settings, providers: kept.providers.filter(isIn) };
};

/** A provider with what the ente is to it; null when either is not known. */
export const partners = (
  { settings, providers }: FederationsOfEnte,
  federation: Federation,
  entityId: string,
): { readonly settings: ServiceProviderSettings; readonly provider: IdentityProviderEntry } | null => {
  const ours = settings.find((one) => one.federation === federation);
  const theirs = providers.find((one) => one.federation === federation && one.entityId === entityId);
  return ours === undefined || theirs === undefined ? null : { settings: ours, provider: theirs };
};
