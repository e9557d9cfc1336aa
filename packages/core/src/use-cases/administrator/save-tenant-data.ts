import type { Actor } from '../../operator/actor.ts';
import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeptTenantData } from '../../ports/tenant-store.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { FieldError } from '../../shared/field-error.ts';
import type { TenantId } from '../../shared/ids.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import { parseTenantData, type TenantInput } from '../../tenant/parse-tenant-data.ts';
import type { TenantData } from '../../tenant/tenant.ts';
import { changedDetails } from '../changed-details.ts';
import { recordAct } from '../record-act.ts';

/** @param version that the administrator had before their eyes */
export type SaveTenantData = (
  tenantId: TenantId,
  actor: Actor,
  version: number,
  input: TenantInput,
) => Promise<
  Result<
    null,
    | { readonly code: 'not_found' }
    | { readonly code: 'invalid_data'; readonly errors: readonly FieldError[] }
    /** Somebody else has changed it meanwhile: how it is now. */
    | { readonly code: 'stale_version'; readonly now: KeptTenantData }
  >
>;

/** What an ente says of itself as the register of the office names it. */
const named = ({ contacts, links, theme }: TenantData): Readonly<Record<string, string>> => ({
  indirizzo: contacts.address,
  email: contacts.email,
  pec: contacts.pec,
  telefono: contacts.phone,
  mittente: contacts.sender ?? '',
  sito: links.website,
  privacy: links.privacy,
  note_legali: links.legalNotes,
  accessibilita: links.accessibility,
  disservizi: links.reportInefficiency,
  faq: links.faq,
  colore: theme,
});

/**
 * Contacts, links and colour of the ente (ente.md, administrators).
 * @param deps.portalAddress what the portal writes from; null where it has none
 */
export const makeSaveTenantData =
  (deps: { unitOfWork: UnitOfWork; clock: Clock; portalAddress: string | null }): SaveTenantData =>
  (tenantId, actor, version, input) =>
    deps.unitOfWork.run(tenantId, async (stores) => {
      if (!isAdministrator(actor.operator)) return refuse({ code: 'not_found' });
      const parsed = parseTenantData(input, deps.portalAddress);
      if (!parsed.ok) return parsed;
      const before = await stores.tenant.data();
      const details = changedDetails(named(before), named(parsed.value));
      // Sent twice, or saved without a change, it succeeds and leaves no trace.
      if (details === null) return ok(null);
      const saved = before.version === version && (await stores.tenant.saveData(parsed.value, version));
      if (!saved) return refuse({ code: 'stale_version', now: await stores.tenant.data() });
      await recordAct(stores, actor, { at: deps.clock.now(), action: 'ente_modificato', subject: null, details });
      return ok(null);
    });
