import { type InvitationKind, isUsable } from '../../operator/invitation.ts';
import { invitationToken } from '../../operator/invitation-token.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { SecretBox } from '../../ports/secret-box.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { hasEnded } from '../../practice/delivery.ts';
import type { RunDelivery } from './delivery-run.ts';
import { messageIdOf, senderOf, tenantOf } from './letter-head.ts';

/** What the mail of an invitation is made from. */
export interface InvitationFacts {
  readonly ente: string;
  readonly recipientName: string;
  /** Until when the link is good. */
  readonly expiresAt: Date;
  /** The page where a password is chosen. Whoever has it can choose one. */
  readonly link: string;
}

export type ComposeInvitation = (
  kind: InvitationKind,
  facts: InvitationFacts,
) => { readonly subject: string; readonly text: string; readonly html: string };

export interface SendInvitationMailDeps {
  readonly unitOfWork: UnitOfWork;
  readonly tenants: TenantDirectory;
  readonly mailer: Mailer;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly composeInvitation: ComposeInvitation;
  readonly portalUrl: string;
  /** Name of the portal's host, where message ids are from. */
  readonly messageDomain: string;
  /** What mails are from where an ente has chosen no address; null where that is the ente's own. */
  readonly portalAddress: string | null;
}

/**
 * Sends the mail of an invitation. The link follows from its id, so that a second attempt carries the same one. Where there is
 * nobody to write to, or the link has ended meanwhile, the mail ends as `annullata`.
 */
export const makeSendInvitationMail =
  (deps: SendInvitationMailDeps): RunDelivery =>
  async (tenantId, id) => {
    const found = await deps.unitOfWork.read(tenantId, async ({ invitations, operators }) => {
      const kept = await invitations.byId(id);
      if (kept === null || hasEnded(kept.mail)) return null;
      const { invitation } = kept;
      const operator = invitation.operatorId === null ? null : await operators.byId(invitation.operatorId);
      return { invitation, operator };
    });
    if (found === null) return;
    const { invitation, operator } = found;
    const isSent = operator?.enabled === true && isUsable(invitation, deps.clock.now());
    if (isSent) {
      const tenant = await tenantOf(deps.tenants, tenantId);
      const content = deps.composeInvitation(invitation.kind, {
        ente: tenant.name,
        recipientName: operator.name,
        expiresAt: invitation.expiresAt,
        link: `${deps.portalUrl}/${tenant.slug}/operatori/password/${invitationToken(deps.secretBox, id)}`,
      });
      await deps.mailer.send({
        messageId: messageIdOf(id, deps.messageDomain),
        ...senderOf(tenant, deps.portalAddress),
        to: operator.email,
        ...content,
      });
    }
    const end = isSent ? 'consegnata' : 'annullata';
    await deps.unitOfWork.run(tenantId, ({ deliveries }) => deliveries.complete(id, deps.clock.now(), end));
  };
