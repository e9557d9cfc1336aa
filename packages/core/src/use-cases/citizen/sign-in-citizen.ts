import type { Citizen } from '../../person/citizen.ts';
import type { VerifiedIdentity } from '../../ports/identity-provider.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { citizenIdSchema, type TenantId } from '../../shared/ids.ts';

export type SignInCitizen = (tenantId: TenantId, verified: VerifiedIdentity) => Promise<Citizen>;

/**
 * The first sign-in creates the citizen, by codice fiscale; each later one refreshes the identity and leaves alone the
 * contacts that the citizen chose (reference spid.md).
 */
export const makeSignInCitizen =
  (deps: { unitOfWork: UnitOfWork; ids: Ids }): SignInCitizen =>
  (tenantId, { identity, email, telefono }) =>
    deps.unitOfWork.run(tenantId, async ({ citizens }) => {
      const refreshed = async (): Promise<Citizen | null> => {
        const known = await citizens.byCodiceFiscale(identity.codiceFiscale);
        // Who was known at the counter alone may be erased at this very moment (`eraseUnserved`).
        if (known === null || !(await citizens.saveIdentity(known.id, identity))) return null;
        return { ...known, identity, identityVerified: true };
      };
      const known = await refreshed();
      if (known !== null) return known;
      const citizen: Citizen = {
        id: citizenIdSchema.parse(deps.ids.next()),
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
    });
