import type { Citizen } from '../../person/citizen.ts';
import type { ProviderSession, VerifiedSignIn } from '../../ports/identity-federation.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { SessionStore } from '../../ports/session-store.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { Federation, SignInLevel } from '../../sign-in/federation.ts';
import type { PendingSignIn } from '../../sign-in/pending-sign-in.ts';
import { type SignInLogContent, type SignInLogEntry, signInLogContext } from '../../sign-in/sign-in-log-entry.ts';
import type { SignInRefusal } from '../../sign-in/sign-in-refusal.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type WelcomeDeps, welcome } from '../citizen/sign-in-citizen.ts';
import { type FederationsDeps, knownFederations, partners } from './federations-of.ts';

/** Of an answer that was refused so many characters are kept: anybody may send one. */
const MOST_REFUSED = 16 * 1024;

export interface CompletedSignIn {
  readonly citizen: Citizen;
  readonly level: SignInLevel;
  readonly provider: ProviderSession;
  readonly destination: string;
  /** Hash of the mark of the browser that asked for it. */
  readonly browser: string;
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

/** What is refused in the name of nobody: no request, or one that was used up meanwhile, or before. */
const REQUEST_UNKNOWN = { code: 'not_valid', rule: 'request_unknown', asked: null } as const;

/** Whether an answer is a good one to this request; of nothing in it is anything kept yet. */
const verify = async (
  deps: CompleteSignInDeps,
  tenant: Tenant,
  pending: PendingSignIn,
  { encoded, now }: { readonly encoded: string; readonly now: Date },
): Promise<Result<VerifiedSignIn, SignInRefusal>> => {
  const found = partners(await knownFederations(deps, tenant), pending.federation, pending.provider);
  return found === null
    ? refuse({ code: 'not_valid', rule: 'provider_unknown' })
    : deps.federation.verifySignIn(found.settings, found.provider, pending, encoded, now);
};

/**
 * Takes the answer of a provider (spid.md 2.4). It is verified first, which takes long and holds no connection. A request is used up by
 * its first answer, good or bad, in the transaction that puts both into the register and, of a good one, signs the citizen in: no
 * request is gone without its line. Of answers that are verified at once, one finds the request still there.
 */
export const makeCompleteSignIn =
  (deps: CompleteSignInDeps): CompleteSignIn =>
  async (tenant, federation, encoded) => {
    const now = deps.clock.now();
    const answered = deps.federation.answeredRequest(encoded);
    if (!answered.ok) return refuse({ ...answered.error, asked: null });
    const { requestId, xml } = answered.value;
    const asked = await deps.unitOfWork.read(tenant.id, ({ signIns }) => signIns.pending(federation, requestId, now));
    if (asked === null) return refuse(REQUEST_UNKNOWN);
    const result = await verify(deps, tenant, asked, { encoded, now });
    const answer = await deps.unitOfWork.run(tenant.id, async (stores) => {
      const pending = await stores.signIns.usePending(federation, requestId, now);
      if (pending === null) return null;
      await stores.signIns.appendLog(logEntry(deps, tenant, pending, { at: now, response: xml, result }));
      return { pending, signedIn: result.ok ? await signIn(stores, deps, result.value) : result };
    });
    if (answer === null) return refuse(REQUEST_UNKNOWN);
    const { pending, signedIn } = answer;
    const { destination, level, browser } = pending;
    if (!signedIn.ok) return refuse({ ...signedIn.error, asked: { destination, level } });
    // The browser comes back without its cookie: what it had before it left is ended here.
    if (pending.replaces !== null) await deps.sessions.end(tenant.id, pending.replaces);
    return ok({ ...signedIn.value, destination, browser });
  };

const signIn = async (stores: Stores, deps: WelcomeDeps, { verified, level, session }: VerifiedSignIn) =>
  ok({ citizen: await welcome(stores, deps, verified), level, provider: session });

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
  const outcome = result.ok ? 'signed_in' : result.error.code;
  const line = { id: ids.next(), at, federation, provider, requestId, outcome };
  return { ...line, sealed: secretBox.seal(signInLogContext(tenant.id, line), JSON.stringify(content)) };
};
