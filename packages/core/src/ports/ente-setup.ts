import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Operator } from '../operator/operator.ts';
import type { Service } from '../service/service.ts';
import type { ServiceId, TenantId } from '../shared/ids.ts';
import type { Result } from '../shared/result.ts';
import type { Federation } from '../sign-in/federation.ts';
import type { IdentityProviderEntry } from '../sign-in/identity-provider-entry.ts';
import type { ServiceProviderSettings } from '../sign-in/service-provider-settings.ts';
import type { PaymentChoice } from '../tenant/payment-choice.ts';
import type { RegistryChoice } from '../tenant/registry-choice.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { TermsDocument } from '../terms/terms.ts';

/**
 * Puts an ente on the portal: what the first start and the tests need before anybody can sign in.
 *
 * Promise: doing the same again (same id) changes nothing and harms nothing; what was published is never overwritten.
 */
export interface EnteSetup {
  addTenant(tenant: Tenant): Promise<void>;
  /**
   * Takes an ente off the portal, or puts it back: nobody comes in meanwhile, and everything is kept. Its drafts are put back
   * without the warnings that they had: who could not come in is warned again before one is deleted (`draftEnd`).
   * @returns false when there is no such ente
   */
  setDisabled(tenantId: TenantId, disabled: boolean): Promise<boolean>;
  /** Publishes a revision of a document of terms. */
  publishTerms(tenantId: TenantId, document: TermsDocument): Promise<void>;
  /**
   * Publishes a service at its definition's revision; a higher revision becomes the one that new practices use. Of a service
   * that is there already, status, being featured and settings stay as the ente has chosen, and so do its days where the revision
   * comes with neither an opening nor a closing one: they are not a part of the revision.
   * @returns a refusal, having changed nothing, when that revision was published with another definition
   */
  publishService(tenantId: TenantId, service: Service): Promise<Result<null, { readonly code: 'revision_published' }>>;
  /** @param sealedSecret of a second factor without recovery codes, also for who is there already and has none; null for none */
  addOperator(
    tenantId: TenantId,
    operator: Operator,
    passwordHash: string,
    sealedSecret?: string | null,
  ): Promise<void>;
  addNews(tenantId: TenantId, id: string, news: Bulletin): Promise<void>;
  addDeadline(tenantId: TenantId, id: string, deadline: Bulletin): Promise<void>;
  /**
   * The registry outside of the portal for a service, or for all that have none of their own, instead of the one before; null gives
   * it back to the portal's own. What is being registered already goes on with what it finds.
   */
  saveRegistryChoice(tenantId: TenantId, serviceId: ServiceId | null, choice: RegistryChoice | null): Promise<void>;
  /**
   * Where citizens pay for a service, or for all that have no choice of their own, instead of the one before; null asks for nothing any
   * more. What was asked for already goes on.
   */
  savePaymentChoice(tenantId: TenantId, serviceId: ServiceId | null, choice: PaymentChoice | null): Promise<void>;
  /** The key for App IO of a service, or of all that have none of their own, sealed; null takes it away. */
  saveAppIoKey(tenantId: TenantId, serviceId: ServiceId | null, sealed: string | null): Promise<void>;
  /** The digest of the key for the registrations that wait ({@link registryKeyContext}) instead of the one before, which is worth nothing then. */
  saveRegistryKey(tenantId: TenantId, digest: string): Promise<void>;
  /** What the ente is in a federation, instead of what it was. */
  saveServiceProvider(tenantId: TenantId, settings: ServiceProviderSettings): Promise<void>;
  /** Takes the ente out of a federation: its citizens no longer sign in there. Providers and register stay. */
  removeServiceProvider(tenantId: TenantId, federation: Federation): Promise<void>;
  /** The providers of a federation, instead of those before: who is no longer among them is gone. */
  saveIdentityProviders(
    tenantId: TenantId,
    federation: Federation,
    providers: readonly IdentityProviderEntry[],
  ): Promise<void>;
}
