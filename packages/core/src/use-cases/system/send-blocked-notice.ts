import { isAdministrator } from '../../operator/operator.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { WaitingForOffice } from '../../ports/read-models.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import { lateBefore } from '../../practice/registration-record.ts';
import type { DeliveryId, OperatorId, TenantId } from '../../shared/ids.ts';
import { messageIdOf, senderOf, tenantOf } from './letter-head.ts';

/** What the mail about blocked deliveries is made from: nothing of a practice or of a citizen. */
export interface BlockedNoticeFacts extends WaitingForOffice {
  readonly ente: string;
  readonly recipientName: string;
  /** The page that lists them. */
  readonly link: string;
}

export type ComposeBlockedNotice = (facts: BlockedNoticeFacts) => {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export interface SendBlockedNoticeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly tenants: TenantDirectory;
  readonly mailer: Mailer;
  readonly composeBlockedNotice: ComposeBlockedNotice;
  readonly portalUrl: string;
  /** Name of the portal's host, where message ids are from. */
  readonly messageDomain: string;
  /** What mails are from where an ente has chosen no address; null where that is the ente's own. */
  readonly portalAddress: string | null;
}

export type BlockedNoticeRecipients = (tenantId: TenantId) => Promise<readonly OperatorId[]>;

/** Whom to tell what is blocked: each gets a mail of their own, so that one who cannot be reached keeps it from nobody. */
export const makeBlockedNoticeRecipients =
  (deps: { readonly unitOfWork: UnitOfWork }): BlockedNoticeRecipients =>
  async (tenantId) => {
    const found = await deps.unitOfWork.read(tenantId, ({ operators }) => operators.administrators());
    return found.map(({ id }) => id);
  };

export type SendBlockedNotice = (tenantId: TenantId, noticeId: DeliveryId, operatorId: OperatorId) => Promise<void>;

/**
 * Tells an administrator how many deliveries are blocked now, and how many numbers are late; nothing when none is any more. This mail is no delivery itself: that it
 * fails blocks nothing, and cannot cause another.
 */
export const makeSendBlockedNotice =
  (deps: SendBlockedNoticeDeps): SendBlockedNotice =>
  async (tenantId, noticeId, operatorId) => {
    const before = lateBefore(deps.clock.now());
    const { operator, waiting } = await deps.unitOfWork.read(tenantId, async ({ operators, reads }) => ({
      operator: await operators.byId(operatorId),
      waiting: await reads.waitingForOffice(before),
    }));
    if (operator === null || !isAdministrator(operator) || waiting.blocked + waiting.late === 0) return;
    const tenant = await tenantOf(deps.tenants, tenantId);
    const content = deps.composeBlockedNotice({
      ente: tenant.name,
      recipientName: operator.name,
      ...waiting,
      link: `${deps.portalUrl}/${tenant.slug}/operatori/consegne`,
    });
    await deps.mailer.send({
      messageId: messageIdOf(`${noticeId}.${operatorId}`, deps.messageDomain),
      ...senderOf(tenant, deps.portalAddress),
      to: operator.email,
      ...content,
    });
  };
