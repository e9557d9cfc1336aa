import type { Citizen } from '../../person/citizen.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { citizenIdSchema, type TenantId } from '../../shared/ids.ts';
import type { VerifiedIdentity } from '../../sign-in/verified-identity.ts';

/**
 * The first sign-in creates the citizen, by codice fiscale; each later one refreshes the identity and leaves alone the
 * contacts that the citizen chose (reference spid.md).
 */
export const welcome = async (
  { citizens }: Pick<Stores, 'citizens'>,
  ids: Ids,
  { identity, email, telefono }: VerifiedIdentity,
): Promise<Citizen> => {
  const refreshed = async (): Promise<Citizen | null> => {
    const known = await citizens.byCodiceFiscale(identity.codiceFiscale);
    // Who was known at the counter alone may be erased at this very moment (`eraseUnserved`).
    if (known === null || !(await citizens.saveIdentity(known.id, identity))) return null;
    return { ...known, identity, identityVerified: true };
  };
  const known = await refreshed();
  if (known !== null) return known;
  const citizen: Citizen = {
    id: citizenIdSchema.parse(ids.next()),
    identity,
    identityVerified: true,
    contacts: { email, telefono },
    residenza: null,
    domicilio: null,
    profileCompletedAt: null,
  };
  const existing = (await citizens.insert(citizen)) ? citizen : await refreshed();
  if (existing === null) throw new Error('A citizen who could not be inserted is not there either');
  return existing;
};

export type SignInCitizen = (tenantId: TenantId, verified: VerifiedIdentity) => Promise<Citizen>;

/** Signs a citizen in who was verified elsewhere: a portal that embeds this one, a test. */
export const makeSignInCitizen =
  (deps: { unitOfWork: UnitOfWork; ids: Ids }): SignInCitizen =>
  (tenantId, verified) =>
    deps.unitOfWork.run(tenantId, (stores) => welcome(stores, deps.ids, verified));
