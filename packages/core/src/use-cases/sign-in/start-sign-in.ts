import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Federation, SignInLevel, SignInPurpose } from '../../sign-in/federation.ts';
import { requestEnd } from '../../sign-in/request-lifetime.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type FederationsDeps, federationsOf, partners } from './federations-of.ts';

export interface SignInWish {
  readonly federation: Federation;
  /** entityID of the provider, as the browser says it. */
  readonly provider: string;
  readonly level: SignInLevel;
  readonly purpose: SignInPurpose;
  /** Path of the portal to land on, already found safe. */
  readonly destination: string;
  /** Hash of the token of the browser's session, which the new one replaces; null when it has none. */
  readonly replaces: string | null;
  /** Hash of the mark of the browser. */
  readonly browser: string;
}

export type StartSignIn = (
  tenant: Tenant,
  wish: SignInWish,
) => Promise<Result<{ readonly url: string }, { readonly code: 'not_found' }>>;

/** Makes the request that takes a citizen to a provider (spid.md 2.3), and remembers what it was for. */
export const makeStartSignIn =
  (deps: FederationsDeps & { clock: Clock; ids: Ids }): StartSignIn =>
  async (tenant, { destination, ...wish }) => {
    const found = partners(await federationsOf(deps, tenant), wish.federation, wish.provider);
    if (found === null) return refuse({ code: 'not_found' });
    const askedAt = deps.clock.now();
    const { purpose } = wish;
    // CIE signs in with the card, whatever is asked (spid.md 3).
    const level = wish.federation === 'cie' ? 3 : wish.level;
    // Means nothing to anybody: where the citizen was going stays here.
    const relayState = deps.ids.next();
    const asked = { level, purpose, at: askedAt, relayState };
    const { id, url, xml } = await deps.federation.askSignIn(found.settings, found.provider, asked);
    const pending = { ...wish, level, requestId: id, askedAt, destination, requestXml: xml };
    await deps.unitOfWork.run(tenant.id, ({ signIns }) => signIns.insertPending(pending, requestEnd(askedAt)));
    return ok({ url });
  };
