import type { Actor } from '../../operator/actor.ts';
import type { Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import type { CodiceFiscale } from '../../person/codice-fiscale.ts';
import type { CounterCitizenInput } from '../../person/counter-citizen.ts';
import type { Territory } from '../../ports/territory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { practiceCode } from '../../practice/practice.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import { type CitizenId, citizenIdSchema, type OpeningId, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type OpenDraftDeps, openDraft } from '../open-draft.ts';
import { recordAct } from '../record-act.ts';
import { type CounterRefusal, type CounterRequest, counterRequest, lookUp } from './find-for-counter.ts';
import { type KnownMeanwhile, type TypedCitizen, typedCitizen, writeTyped } from './typed-citizen.ts';

export type OpenForCitizen = (
  tenantId: TenantId,
  actor: Actor,
  request: CounterRequest & { readonly opening: OpeningId },
  input: CounterCitizenInput,
) => Promise<Result<PracticeId, CounterRefusal | KnownMeanwhile>>;

/** Contacts that were not shown to whoever left them empty are not taken away. */
const keepingContacts = (known: Citizen, { identity, profile }: TypedCitizen): TypedCitizen => {
  if (profile === null) return { identity, profile };
  const { email, telefono } = profile.contacts;
  const contacts = { email: email ?? known.contacts.email, telefono: telefono ?? known.contacts.telefono };
  return { identity, profile: { ...profile, contacts } };
};

type OpenForCitizenDeps = OpenDraftDeps & { readonly unitOfWork: UnitOfWork; readonly territory: Territory };

/** A citizen may be created, sign in or be erased at the same moment: then they are looked at again. */
const MAX_LOOKS = 3;

/** The citizen with what was typed of them, created when the ente does not know them. */
const keepCitizen = async (
  stores: Stores,
  { ids, clock, territory }: OpenForCitizenDeps,
  operator: Operator,
  codiceFiscale: CodiceFiscale,
  input: CounterCitizenInput,
): Promise<Result<CitizenId, CounterRefusal | KnownMeanwhile>> => {
  const { citizens } = stores;
  const now = clock.now();
  for (let look = 1; look <= MAX_LOOKS; look += 1) {
    const first = look === 1;
    const known = await (first
      ? lookUp(stores, operator, codiceFiscale, now)
      : citizens.byCodiceFiscale(codiceFiscale));
    const typed = typedCitizen(known, codiceFiscale, input, { today: dayInItaly(now), territory });
    if (!typed.ok) return typed;
    if (known !== null) {
      if (await writeTyped(citizens, known, keepingContacts(known, typed.value))) return ok(known.id);
      continue;
    }
    const { identity, profile } = typed.value;
    if (identity === null || profile === null) throw new Error('Of a new citizen everything is asked');
    const id = citizenIdSchema.parse(ids.next());
    const citizen = {
      id,
      identity,
      identityVerified: false,
      ...profile,
      emailRefused: false,
      profileCompletedAt: null,
    };
    if (await citizens.insert(citizen)) return ok(id);
  }
  throw new Error(`A citizen changed ${MAX_LOOKS} times while a practice was opened for them`);
};

/**
 * Opens a practice on behalf of a citizen (ente.md), or goes on with the one that this operator opened for them before: also
 * where many drafts are allowed, a page that is sent twice opens one. A citizen whom the ente does not know is created with
 * the identity of their document, not verified until they sign in, and until then to be corrected; contacts and residence are
 * asked only of who has not chosen them.
 */
export const makeOpenForCitizen =
  (deps: OpenForCitizenDeps): OpenForCitizen =>
  (tenantId, actor, request, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const { operator } = actor;
      const asked = await counterRequest(stores, operator, request, deps.clock.now());
      if (!asked.ok) return asked;
      const { service, codiceFiscale } = asked.value;
      const kept = await keepCitizen(stores, deps, operator, codiceFiscale, input);
      if (!kept.ok) return kept;
      const from = { by: operator.id, from: request.opening };
      const opened = await openDraft(stores, deps, { service, citizenId: kept.value, opened: from });
      // Gone on with, it was written down when it was opened.
      if (!opened.ok) return ok(opened.error.practiceId);
      const act = { at: deps.clock.now(), action: 'aperta_per_conto', subject: practiceCode(opened.value) } as const;
      await recordAct(stores, actor, { ...act, details: { servizio: service.definition.slug } });
      return opened;
    });
