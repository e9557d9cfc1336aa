import type { Citizen, Identity } from '../../person/citizen.ts';
import { birthDateIn, birthPlaceIn } from '../../person/codice-fiscale.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Territory } from '../../ports/territory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { citizenIdSchema, type TenantId } from '../../shared/ids.ts';
import { type AssertedIdentity, type VerifiedIdentity, withAsserted } from '../../sign-in/verified-identity.ts';

/** Younger people sign in with SPID at schools alone (AgID, Linee guida SPID per i minori, determinazione 51/2022). */
const YOUNGEST = 14;

export interface WelcomeDeps {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly territory: Territory;
}

/**
 * The identity of who signs in for the first time: what was not said of the birth is taken from the codice fiscale. Its year has two
 * digits, so the day is a guess, until a provider says it or an operator looks at a document.
 */
const firstIdentity = ({ clock, territory }: WelcomeDeps, asserted: AssertedIdentity): Identity => {
  const { codiceFiscale } = asserted;
  const today = dayInItaly(clock.now());
  const youngest = `${Number(today.slice(0, 4)) - YOUNGEST}${today.slice(4)}`;
  const place = birthPlaceIn(codiceFiscale);
  const born = {
    dataNascita: birthDateIn(codiceFiscale, youngest),
    luogoNascita: (territory.municipality(place) ?? territory.country(place))?.name ?? place,
  };
  return withAsserted({ ...asserted, ...born }, asserted);
};

/**
 * The first sign-in creates the citizen, by codice fiscale; each later one refreshes what the provider says of the identity and leaves
 * alone the rest of it, and the contacts that the citizen chose (reference spid.md).
 */
export const welcome = async (
  { citizens }: Pick<Stores, 'citizens'>,
  deps: WelcomeDeps,
  { identity, email, telefono }: VerifiedIdentity,
): Promise<Citizen> => {
  const refreshed = async (): Promise<Citizen | null> => {
    const known = await citizens.byCodiceFiscale(identity.codiceFiscale);
    // Who was known at the counter alone may be erased at this very moment (`eraseUnserved`).
    if (known === null || !(await citizens.saveIdentity(known.id, identity))) return null;
    return { ...known, identity: withAsserted(known.identity, identity), identityVerified: true };
  };
  const known = await refreshed();
  if (known !== null) return known;
  const citizen: Citizen = {
    id: citizenIdSchema.parse(deps.ids.next()),
    identity: firstIdentity(deps, identity),
    identityVerified: true,
    contacts: { email, telefono },
    residenza: null,
    domicilio: null,
    emailRefused: false,
    profileCompletedAt: null,
  };
  const existing = (await citizens.insert(citizen)) ? citizen : await refreshed();
  if (existing === null) throw new Error('A citizen who could not be inserted is not there either');
  return existing;
};

export type SignInCitizen = (tenantId: TenantId, verified: VerifiedIdentity) => Promise<Citizen>;

/** Signs a citizen in who was verified elsewhere: a portal that embeds this one, a test. */
export const makeSignInCitizen =
  (deps: WelcomeDeps & { readonly unitOfWork: UnitOfWork }): SignInCitizen =>
  (tenantId, verified) =>
    deps.unitOfWork.run(tenantId, (stores) => welcome(stores, deps, verified));
