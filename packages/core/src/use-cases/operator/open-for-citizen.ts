import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import { codiceFiscaleSchema, normaliseCodiceFiscale } from '../../person/codice-fiscale.ts';
import { type CounterCitizenInput, parseContacts, parseIdentity } from '../../person/counter-citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import { dayInItaly } from '../../shared/calendar.ts';
import type { FieldError } from '../../shared/field-error.ts';
import { citizenIdSchema, type PracticeId, type TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type NotTaking, notTaking, type StartPractice } from '../citizen/start-practice.ts';

type InvalidCitizen = { readonly code: 'invalid_citizen'; readonly errors: readonly FieldError[] };

export type FindForCounter = (
  tenantId: TenantId,
  operator: Operator,
  serviceSlug: string,
  codiceFiscale: string,
) => Promise<
  Result<
    { readonly service: Service; readonly citizen: Citizen | null },
    InvalidCitizen | { readonly code: 'service_not_found' } | NotTaking
  >
>;

/**
 * Who is at the counter: the citizen of this codice fiscale, as the ente knows them, or null. The service must be one that
 * the operator is enabled for, and open.
 */
export const makeFindForCounter =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): FindForCounter =>
  (tenantId, operator, serviceSlug, typed) =>
    deps.unitOfWork.read(tenantId, async ({ services, citizens }) => {
      const service = await services.bySlug(serviceSlug);
      if (service === null || !mayWorkOn(operator, service.id)) return refuse({ code: 'service_not_found' });
      const refusal = notTaking(service, deps.clock.now());
      if (refusal !== null) return refuse(refusal);
      const code = codiceFiscaleSchema.safeParse(normaliseCodiceFiscale(typed));
      if (!code.success) {
        const error = typed.trim() === '' ? ('required' as const) : ('invalid_codice_fiscale' as const);
        return refuse({ code: 'invalid_citizen', errors: [{ field: 'codice_fiscale', code: error }] });
      }
      return ok({ service, citizen: await citizens.byCodiceFiscale(code.data) });
    });

export type OpenForCitizen = (
  tenantId: TenantId,
  operator: Operator,
  serviceSlug: string,
  input: CounterCitizenInput,
) => Promise<Result<PracticeId, InvalidCitizen | { readonly code: 'service_not_found' } | NotTaking>>;

/**
 * Opens a practice on behalf of a citizen (ente.md), or goes on with the one that this operator opened for them before. A
 * citizen whom the ente does not know is created with the identity of their document, not verified until they sign in;
 * contacts and residence are asked only of who has not chosen them.
 */
export const makeOpenForCitizen = (deps: {
  unitOfWork: UnitOfWork;
  ids: Ids;
  clock: Clock;
  startPractice: StartPractice;
}): OpenForCitizen => {
  const find = makeFindForCounter(deps);
  return async (tenantId, operator, serviceSlug, input) => {
    const found = await find(tenantId, operator, serviceSlug, input.codiceFiscale);
    if (!found.ok) return found;
    const { citizen: known } = found.value;
    const identity = known === null ? parseIdentity(input, dayInItaly(deps.clock.now())) : ok(known.identity);
    const chosen = known !== null && known.profileCompletedAt !== null;
    const contacts = chosen ? ok(known) : parseContacts(input);
    if (!identity.ok || !contacts.ok) {
      const errors = [identity, contacts].flatMap((part) => (part.ok ? [] : part.error.errors));
      return refuse({ code: 'invalid_citizen', errors });
    }
    const citizenId = await deps.unitOfWork.run(tenantId, async ({ citizens }) => {
      if (known === null) {
        const { contacts: reached, residenza, domicilio } = contacts.value;
        const id = citizenIdSchema.parse(deps.ids.next());
        const citizen = { id, identity: identity.value, contacts: reached, residenza, domicilio };
        if (await citizens.insert({ ...citizen, identityVerified: false, profileCompletedAt: null })) return id;
      }
      // Somebody else has created them, or they have signed in, since they were looked for: what they chose stays.
      const existing = await citizens.byCodiceFiscale(identity.value.codiceFiscale);
      if (existing === null) throw new Error('A citizen who could not be inserted is not there either');
      const { residenza } = contacts.value;
      if (existing.profileCompletedAt === null && residenza !== null) {
        await citizens.saveProfile(existing.id, { ...contacts.value, residenza }, null);
      }
      return existing.id;
    });
    const started = await deps.startPractice(tenantId, citizenId, serviceSlug, operator);
    if (started.ok) return started;
    return started.error.code === 'draft_exists' ? ok(started.error.practiceId) : refuse({ code: started.error.code });
  };
};

export interface CounterDraft {
  readonly id: PracticeId;
  readonly code: string;
  readonly serviceName: string;
  readonly citizen: Citizen;
  readonly changedAt: Date;
}

export type ListCounterDrafts = (
  tenantId: TenantId,
  operator: Operator,
) => Promise<{ readonly drafts: readonly CounterDraft[]; readonly services: readonly Service[] }>;

/** What an operator has begun at the counter and not sent, and the services that they may open practices of. */
export const makeListCounterDrafts =
  (deps: { unitOfWork: UnitOfWork }): ListCounterDrafts =>
  (tenantId, operator) =>
    deps.unitOfWork.read(tenantId, async (stores) => {
      const services = (await stores.services.list()).filter(({ id }) => mayWorkOn(operator, id));
      const drafts: CounterDraft[] = [];
      for (const { id, code, serviceId, citizenId, changedAt } of await stores.practices.draftsOpenedBy(operator.id)) {
        const service = services.find((one) => one.id === serviceId);
        const citizen = await stores.citizens.byId(citizenId);
        if (service === undefined || citizen === null) continue;
        drafts.push({ id, code, serviceName: service.definition.name, citizen, changedAt });
      }
      return { drafts, services: services.filter(({ status }) => status === 'attivo') };
    });
