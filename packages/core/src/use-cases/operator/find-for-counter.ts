import { mayWorkOn, type Operator } from '../../operator/operator.ts';
import type { Citizen } from '../../person/citizen.ts';
import { type CodiceFiscale, codiceFiscaleSchema, normaliseCodiceFiscale } from '../../person/codice-fiscale.ts';
import type { InvalidCitizen } from '../../person/counter-citizen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { Service } from '../../service/service.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { type NotTaking, notTaking } from '../citizen/start-practice.ts';

/** Which service, and whose codice fiscale as it was typed. */
export interface CounterRequest {
  readonly serviceSlug: string;
  readonly codiceFiscale: string;
}

export type CounterRefusal = InvalidCitizen | { readonly code: 'service_not_found' } | NotTaking;

/** The service, which must be one that the operator is enabled for and open, and the codice fiscale when it is one. */
export const counterRequest = async (
  { services }: Stores,
  operator: Operator,
  { serviceSlug, codiceFiscale: typed }: CounterRequest,
  now: Date,
): Promise<Result<{ readonly service: Service; readonly codiceFiscale: CodiceFiscale }, CounterRefusal>> => {
  const service = await services.bySlug(serviceSlug);
  if (service === null || !mayWorkOn(operator, service.id)) return refuse({ code: 'service_not_found' });
  const refusal = notTaking(service, now);
  if (refusal !== null) return refuse(refusal);
  const code = codiceFiscaleSchema.safeParse(normaliseCodiceFiscale(typed));
  if (code.success) return ok({ service, codiceFiscale: code.data });
  const error = typed.trim() === '' ? ('required' as const) : ('invalid_codice_fiscale' as const);
  return refuse({ code: 'invalid_citizen', errors: [{ field: 'codice_fiscale', code: error }] });
};

/** The citizen of a codice fiscale, null when the ente knows nobody; that the operator has asked is written down. */
export const lookUp = async (
  { citizens, lookups }: Stores,
  operator: Operator,
  codiceFiscale: CodiceFiscale,
  at: Date,
): Promise<Citizen | null> => {
  const citizen = await citizens.byCodiceFiscale(codiceFiscale);
  await lookups.append({ operatorId: operator.id, citizenId: citizen?.id ?? null, at });
  return citizen;
};

/** @param again the same look-up as a moment ago, for a page that is shown again: it is written down already */
export type FindForCounter = (
  tenantId: TenantId,
  operator: Operator,
  request: CounterRequest,
  again?: boolean,
) => Promise<Result<{ readonly service: Service; readonly citizen: Citizen | null }, CounterRefusal>>;

/**
 * Who is at the counter: the citizen of this codice fiscale, as the ente knows them, or null. Each look-up is written down
 * (GDPR art. 5 (2)): an operator can ask about anybody.
 */
export const makeFindForCounter =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): FindForCounter =>
  (tenantId, operator, request, again = false) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const now = deps.clock.now();
      const asked = await counterRequest(stores, operator, request, now);
      if (!asked.ok) return asked;
      const { service, codiceFiscale } = asked.value;
      const citizen = again
        ? await stores.citizens.byCodiceFiscale(codiceFiscale)
        : await lookUp(stores, operator, codiceFiscale, now);
      return ok({ service, citizen });
    });
