import type { LetterHead } from '../../ports/document-renderer.ts';
import type { MailMessage } from '../../ports/mailer.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { TenantId } from '../../shared/ids.ts';
import { isOfPortal } from '../../tenant/portal-domain.ts';
import type { Tenant } from '../../tenant/tenant.ts';

/** @param portalUrl address of the portal without a slash at the end */
export const letterHead = (tenant: Tenant, portalUrl: string): LetterHead => ({
  ente: tenant.name,
  address: tenant.contacts.address,
  portalUrl: `${portalUrl}/${tenant.slug}`,
});

/**
 * The id of the message of a delivery: the same each time, so that a retry can be told from a second message.
 * @param domain the portal's: that of the ente's address may be changed by an administrator between two attempts
 */
export const messageIdOf = (id: string, domain: string): string => `<${id}@${domain}>`;

/**
 * Who a mail of an ente is from: always the ente by its name, and by the address that it chose, if that is not in the portal's
 * domain, else by the portal's, else by its own. Answers go to the ente.
 * @param portalAddress null where the portal has none
 */
export const senderOf = (
  { name, contacts }: Tenant,
  portalAddress: string | null,
): Pick<MailMessage, 'from' | 'replyTo'> => {
  const { sender } = contacts;
  const isTaken = sender !== null && portalAddress !== null && isOfPortal(sender, portalAddress);
  const address = (isTaken ? null : sender) ?? portalAddress ?? contacts.email;
  return { from: { name, address }, replyTo: address === contacts.email ? null : contacts.email };
};

/** The ente of a job. Throws when it does not exist. */
export const tenantOf = async (tenants: TenantDirectory, id: TenantId): Promise<Tenant> => {
  const tenant = await tenants.byId(id);
  if (tenant === null) throw new Error(`Tenant ${id} is not there`);
  return tenant;
};
