import type { Citizen } from '../../person/citizen.ts';
import type { ProviderSession, VerifiedSignIn } from '../../ports/identity-federation.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Federation, SignInLevel } from '../../sign-in/federation.ts';
import type { PendingSignIn } from '../../sign-in/pending-sign-in.ts';
import { type SignInLogContent, type SignInLogEntry, signInLogContext } from '../../sign-in/sign-in-log-entry.ts';
import type { SignInRefusal } from '../../sign-in/sign-in-refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type WelcomeDeps, welcome } from '../citizen/sign-in-citizen.ts';
import { type FederationsDeps, federationsOf, partners } from './federations-of.ts';

/** Of an answer that was refused so many characters are kept: anybody may send one. */
const MOST_REFUSED = 16 * 1024;

export interface CompletedSignIn {
  readonly citizen: Citizen;
  readonly level: SignInLevel;
  readonly provider: ProviderSession;
  readonly destination: string;
}

/** @property asked what the sign-in was for, so that it can begin again; null when it was to no request of ours */
export type FailedSignIn = SignInRefusal & { readonly asked: Pick<PendingSignIn, 'destination' | 'level'> | null };

/** @param encoded the field SAMLResponse, whatever it is */
export type CompleteSignIn = (
  tenant: Tenant,
  federation: Federation,
  encoded: string,
) => Promise<Result<CompletedSignIn, FailedSignIn>>;

export interface CompleteSignInDeps extends FederationsDeps, WelcomeDeps {
  readonly secretBox: SecretBox;
  readonly sessions: SessionStore;
}

/**
 * Takes the answer of a provider (spid.md 2.4). A request is used up by its first answer, good or bad. The answer goes into the
 * register with its request, in the transaction in which the citizen signs in.
 */
export const makeCompleteSignIn =
  (deps: CompleteSignInDeps): CompleteSignIn =>
  async (tenant, federation, encoded) => {
    const now = deps.clock.now();
    const answered = deps.federation.answeredRequest(encoded);
    if (!answered.ok) return refuse({ ...answered.error, asked: null });
    const { requestId, xml } = answered.value;
    const pending = await deps.unitOfWork.run(tenant.id, ({ signIns }) => signIns.usePending(requestId, now));
    if (pending === null || pending.federation !== federation) {
      return refuse({ code: 'not_valid', rule: 'request_unknown', asked: null });
    }
    const found = partners(await federationsOf(deps, tenant), federation, pending.provider);
    const result =
      found === null
        ? refuse({ code: 'not_valid', rule: 'provider_unknown' })
        : await deps.federation.verifySignIn(found.settings, found.provider, pending, encoded, now);
    const entry = logEntry(deps, tenant, pending, { at: now, response: xml, result });
    if (!result.ok) {
      await deps.unitOfWork.run(tenant.id, ({ signIns }) => signIns.appendLog(entry));
      const { destination, level } = pending;
      return refuse({ ...result.error, asked: { destination, level } });
    }
    const { verified, level, session } = result.value;
    const citizen = await deps.unitOfWork.run(tenant.id, async (stores) => {
      await stores.signIns.appendLog(entry);
      return welcome(stores, deps, verified);
    });
    // The browser comes back without its cookie: what it had before it left is ended here.
    if (pending.replaces !== null) await deps.sessions.end(tenant.id, pending.replaces);
    return ok({ citizen, level, provider: session, destination: pending.destination });
  };

const logEntry = (
  { ids, secretBox }: CompleteSignInDeps,
  tenant: Tenant,
  { askedAt, federation, provider, requestId, requestXml }: PendingSignIn,
  answer: { readonly at: Date; readonly response: string; readonly result: Result<VerifiedSignIn, SignInRefusal> },
): SignInLogEntry => {
  const { at, response, result } = answer;
  const content: SignInLogContent = {
    askedAt: askedAt.toISOString(),
    request: requestXml,
    response: result.ok ? response : response.slice(0, MOST_REFUSED),
    assertionId: result.ok ? result.value.assertionId : null,
    subject: result.ok ? result.value.verified.identity.codiceFiscale : null,
    rule: !result.ok && result.error.code === 'not_valid' ? result.error.rule : null,
  };
  const sealed = secretBox.seal(signInLogContext(tenant.id, requestId), JSON.stringify(content));
  const outcome = result.ok ? 'signed_in' : result.error.code;
  return { id: ids.next(), at, federation, provider, requestId, outcome, sealed };
};
