import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { type ChoicesInput, parseChoices } from '../../service/parse-choices.ts';
import type { DraftChoice, Service, ServiceChoices } from '../../service/service.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { changedDetails } from '../changed-details.ts';
import { recordAct } from '../record-act.ts';

/** Which service, and the version that the administrator had before their eyes. */
export interface ChosenService {
  readonly slug: string;
  readonly version: number;
}

export type ChooseForService = (
  tenantId: TenantId,
  actor: Actor,
  chosen: ChosenService,
  input: ChoicesInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'invalid_choices'; readonly errors: readonly FieldError[] }
    /** Somebody else has chosen meanwhile: how the service is now. */
    | { readonly code: 'stale_version'; readonly now: Service }
  >
>;

const DRAFTS: Readonly<Record<DraftChoice, string>> = {
  definition: 'come la definizione',
  one: 'una',
  many: 'più di una',
};

/** The choices as the register of the office names them. */
const named = ({
  status,
  featured,
  opensOn,
  closesOn,
  settings,
}: ServiceChoices): Readonly<Record<string, string>> => ({
  stato: status,
  primo_piano: featured ? 'sì' : 'no',
  apertura: opensOn ?? '',
  chiusura: closesOn ?? '',
  ordine: String(settings.position),
  bozze: DRAFTS[settings.drafts],
  livello_accesso: String(settings.signInLevel),
  risposta: settings.answerFlow,
  decisioni_insieme: settings.bulkDecisions ? 'sì' : 'no',
  ufficio: settings.protocol.office,
  classificazione: settings.protocol.classification,
  fascicolo: settings.protocol.dossier,
  tipo_documento: settings.protocol.documentType,
});

/** Suspends a service or opens it again, and chooses how it is shown, worked and registered (ente.md, administrators). */
export const makeChooseForService =
  (deps: { unitOfWork: UnitOfWork; clock: Clock }): ChooseForService =>
  (tenantId, actor, { slug, version }, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      const service = isAdministrator(actor.operator) ? await stores.services.bySlug(slug) : null;
      if (service === null) return refuse({ code: 'not_found' });
      const choices = parseChoices(input);
      if (!choices.ok) return choices;
      const details = changedDetails(named(service), named(choices.value));
      // Sent twice, or saved without a change, it succeeds and leaves no trace.
      if (details === null) return ok(null);
      const saved =
        service.version === version && (await stores.services.saveChoices(service.id, choices.value, version));
      if (!saved) {
        const now = await stores.services.bySlug(slug);
        return now === null ? refuse({ code: 'not_found' }) : refuse({ code: 'stale_version', now });
      }
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'servizio_modificato', subject: slug, details });
      return ok(null);
    });
