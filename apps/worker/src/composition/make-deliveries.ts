import {
  type AttachmentStorage,
  type CitizenNotifier,
  type Clock,
  type CompiledServices,
  type DocumentRenderer,
  type Effect,
  type Ids,
  type Mailer,
  makeNotifyCitizen,
  makeRegisterAnswer,
  makeRegisterIntegration,
  makeRegisterRequest,
  makeRenderAnswer,
  makeSendBlockedNotice,
  makeSendInvitationMail,
  makeSendMail,
  type ProtocolRegistry,
  type RunDelivery,
  type SecretBox,
  type SendBlockedNotice,
  type TenantDirectory,
  type TenantId,
  type UnitOfWork,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import { composeNotice } from '../app-io/compose-notice.ts';
import type { WorkerConfig } from '../config.ts';
import { composeBlockedNotice } from '../mail/compose-blocked-notice.ts';
import { composeInvitation } from '../mail/compose-invitation.ts';
import { composeMail } from '../mail/compose-mail.ts';

/** What is run for each kind of effect. */
export const makeDeliveries = (
  { portalUrl, portalAddress, draftDays }: Pick<WorkerConfig, 'portalUrl' | 'portalAddress' | 'draftDays'>,
  unitOfWork: UnitOfWork,
  tenants: TenantDirectory,
  services: CompiledServices,
  storage: AttachmentStorage,
  renderer: DocumentRenderer,
  registry: ProtocolRegistry,
  mailerOf: (tenantId: TenantId) => Mailer,
  notifier: CitizenNotifier,
  secretBox: SecretBox,
  ids: Ids,
  clock: Clock,
): Readonly<Record<Effect['kind'], RunDelivery>> => {
  const deps = {
    unitOfWork,
    tenants,
    services,
    storage,
    renderer,
    registry,
    notifier,
    secretBox,
    composeNotice,
    ids,
    clock,
    portalUrl,
    messageDomain: new URL(portalUrl).hostname,
    portalAddress,
    draftDays,
    applicantLabels,
  };
  return {
    register_request: makeRegisterRequest(deps),
    render_answer: makeRenderAnswer(deps),
    register_answer: makeRegisterAnswer(deps),
    register_integration_request: makeRegisterIntegration(deps),
    register_integration: makeRegisterIntegration(deps),
    register_integration_cancellation: makeRegisterIntegration(deps),
    app_io: makeNotifyCitizen(deps),
    mail: (tenantId, deliveryId) =>
      makeSendMail({ ...deps, compose: composeMail, mailer: mailerOf(tenantId) })(tenantId, deliveryId),
  };
};

/** What is run for the mail about what is blocked, which is no delivery. */
export const makeBlockedNotices =
  (
    { portalUrl, portalAddress }: Pick<WorkerConfig, 'portalUrl' | 'portalAddress'>,
    unitOfWork: UnitOfWork,
    tenants: TenantDirectory,
    mailerOf: (tenantId: TenantId) => Mailer,
    clock: Clock,
  ): SendBlockedNotice =>
  (tenantId, noticeId, operatorId) => {
    const messageDomain = new URL(portalUrl).hostname;
    const deps = { unitOfWork, clock, tenants, portalUrl, portalAddress, messageDomain, composeBlockedNotice };
    return makeSendBlockedNotice({ ...deps, mailer: mailerOf(tenantId) })(tenantId, noticeId, operatorId);
  };

/** What is run for the mail of an invitation, which is a delivery of no practice. */
export const makeInvitationMails =
  (
    { portalUrl, portalAddress }: Pick<WorkerConfig, 'portalUrl' | 'portalAddress'>,
    unitOfWork: UnitOfWork,
    tenants: TenantDirectory,
    mailerOf: (tenantId: TenantId) => Mailer,
    secretBox: SecretBox,
    clock: Clock,
  ): RunDelivery =>
  (tenantId, id) => {
    const messageDomain = new URL(portalUrl).hostname;
    const deps = { unitOfWork, tenants, secretBox, clock, portalUrl, portalAddress, messageDomain, composeInvitation };
    return makeSendInvitationMail({ ...deps, mailer: mailerOf(tenantId) })(tenantId, id);
  };
