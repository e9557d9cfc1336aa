import type {
  AdvancePayment,
  AttachmentStorage,
  CitizenNotifier,
  Clock,
  CompiledServices,
  DocumentRenderer,
  Effect,
  ExpireDrafts,
  FailDelivery,
  FeedReader,
  ForgetSignIns,
  Ids,
  ImportFeeds,
  Mailer,
  PaymentGateways,
  ProtocolRegistry,
  QueueFeedReading,
  ReconcilePayments,
  RemoveDiscarded,
  RemoveOrphans,
  RunDelivery,
  SecretBox,
  SendBlockedNotice,
  SweepPayments,
  TellLateNumbers,
  TenantDirectory,
  TenantId,
  Territory,
  UnitOfWork,
} from '@stanza/core';
import type { CompactTallies, Pool } from '@stanza/postgres';
import type { Task, TaskList } from 'graphile-worker';
import type { ServiceIdentifier } from 'inversify';
import type { Logger } from 'pino';
import type { WorkerConfig } from '../config.ts';
import type { SmtpMailer } from '../mail/smtp-mailer.ts';
import type { MakeDailyRegisters } from '../protocol/daily-register.ts';
import type { RecoverDeadWorkers } from '../queue/recover-dead-workers.ts';

/** A name for something in the container that remembers its type: a plain symbol would lose it without a word. */
const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

export const configToken = token<WorkerConfig>('WorkerConfig');
export const loggerToken = token<Logger>('Logger');
/** Connections as the restricted role. */
export const appPoolToken = token<Pool>('AppPool');
/** Connections as the owner of the queue. */
export const queuePoolToken = token<Pool>('QueuePool');
export const clockToken = token<Clock>('Clock');
export const secretBoxToken = token<SecretBox>('SecretBox');
export const idsToken = token<Ids>('Ids');
export const unitOfWorkToken = token<UnitOfWork>('UnitOfWork');
export const tenantsToken = token<TenantDirectory>('TenantDirectory');
export const territoryToken = token<Territory>('Territory');
export const servicesToken = token<CompiledServices>('CompiledServices');
export const storageToken = token<AttachmentStorage>('AttachmentStorage');
export const rendererToken = token<DocumentRenderer>('DocumentRenderer');
export const registryToken = token<ProtocolRegistry>('ProtocolRegistry');
/** Null where there is no mail server. */
export const smtpMailerToken = token<SmtpMailer | null>('SmtpMailer');
/** The mailer of an ente: the one that keeps messages in the database must know whose they are. */
export const mailerOfToken = token<(tenantId: TenantId) => Mailer>('MailerOf');
export const notifierToken = token<CitizenNotifier>('CitizenNotifier');
export const deliveriesToken = token<Readonly<Record<Effect['kind'], RunDelivery>>>('Deliveries');
export const gatewaysToken = token<PaymentGateways>('PaymentGateways');
export const sweepPaymentsToken = token<SweepPayments>('SweepPayments');
export const reconcilePaymentsToken = token<ReconcilePayments>('ReconcilePayments');
export const advancePaymentToken = token<AdvancePayment>('AdvancePayment');
export const sendInvitationMailToken = token<RunDelivery>('SendInvitationMail');
export const sendBlockedNoticeToken = token<SendBlockedNotice>('SendBlockedNotice');
export const blockedNoticeTaskToken = token<Task>('BlockedNoticeTask');
export const failDeliveryToken = token<FailDelivery>('FailDelivery');
export const expireDraftsToken = token<ExpireDrafts>('ExpireDrafts');
export const removeOrphansToken = token<RemoveOrphans>('RemoveOrphans');
export const removeDiscardedToken = token<RemoveDiscarded>('RemoveDiscarded');
export const forgetSignInsToken = token<ForgetSignIns>('ForgetSignIns');
export const feedReaderToken = token<FeedReader>('FeedReader');
export const importFeedsToken = token<ImportFeeds>('ImportFeeds');
export const queueFeedReadingToken = token<QueueFeedReading>('QueueFeedReading');
export const tellLateNumbersToken = token<TellLateNumbers>('TellLateNumbers');
export const compactTalliesToken = token<CompactTallies>('CompactTallies');
export const makeDailyRegistersToken = token<MakeDailyRegisters>('MakeDailyRegisters');
export const tasksToken = token<TaskList>('Tasks');
export const recoverToken = token<RecoverDeadWorkers>('RecoverDeadWorkers');
