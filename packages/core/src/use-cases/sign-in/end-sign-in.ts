import type { Clock } from '../../ports/clock.ts';
import type { LogoutMessage, ProviderSession } from '../../ports/identity-federation.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Federation } from '../../sign-in/federation.ts';
import { requestEnd } from '../../sign-in/request-lifetime.ts';
import type { SignInRefusal } from '../../sign-in/sign-in-refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type FederationsDeps, knownFederations, partners } from './federations-of.ts';

export interface LogoutDeps extends FederationsDeps {
  readonly sessions: SessionStore;
  readonly clock: Clock;
}

/** @returns where the browser goes on to log out at the provider too; null where there is nothing to do */
export type AskProviderLogout = (tenant: Tenant, session: ProviderSession) => Promise<{ readonly url: string } | null>;

/** The session at the portal is over; this asks the provider to end its own (single logout). */
export const makeAskProviderLogout =
  (deps: LogoutDeps): AskProviderLogout =>
  async (tenant, session) => {
    // Of the higher levels the provider keeps no session (spid.md 2.4).
    if (session.sessionIndex === null) return null;
    const { federation, provider } = session;
    const found = partners(await knownFederations(deps, tenant), federation, provider);
    if (found === null) return null;
    const now = deps.clock.now();
    const asked = await deps.federation.askLogout(found.settings, found.provider, session, now);
    if (asked === null) return null;
    const pending = { requestId: asked.id, federation, provider };
    await deps.unitOfWork.run(tenant.id, ({ signIns }) => signIns.insertPendingLogout(pending, requestEnd(now)));
    return { url: asked.url };
  };

export type ReceiveLogout = (
  tenant: Tenant,
  federation: Federation,
  message: LogoutMessage,
) => Promise<Result<{ readonly answer: string | null }, SignInRefusal>>;

/**
 * What a provider says about a logout: a request ends the citizen's sessions and is answered, an answer has to be to a request
 * of ours. Nothing that is not signed ends anything.
 * @returns where an answer goes; null after an answer of the provider's, or where it wants none
 */
export const makeReceiveLogout =
  (deps: LogoutDeps): ReceiveLogout =>
  async (tenant, federation, message) => {
    const at = deps.clock.now();
    const sender = deps.federation.senderOfLogout(message);
    if (!sender.ok) return sender;
    const found = partners(await knownFederations(deps, tenant), federation, sender.value.provider);
    if (found === null) return refuse({ code: 'not_valid', rule: 'provider_unknown' });
    const { settings, provider } = found;
    if (sender.value.kind === 'response') {
      const good = await deps.federation.verifyLogoutAnswer(settings, provider, message, at);
      if (!good.ok) return good;
      const answered = { ...good.value, federation, provider: provider.entityId };
      const isOurs = await deps.unitOfWork.run(tenant.id, ({ signIns }) => signIns.usePendingLogout(answered, at));
      return isOurs ? ok({ answer: null }) : refuse({ code: 'not_valid', rule: 'request_unknown' });
    }
    const asked = await deps.federation.verifyLogoutRequest(settings, provider, message, at);
    if (!asked.ok) return asked;
    const { requestId, nameId, sessionIndexes, relayState } = asked.value;
    await deps.sessions.endOfProvider(tenant.id, { federation, provider: provider.entityId, nameId }, sessionIndexes);
    const answer = await deps.federation.answerLogout(settings, provider, { requestId, at, relayState });
    return ok({ answer: answer?.url ?? null });
  };
