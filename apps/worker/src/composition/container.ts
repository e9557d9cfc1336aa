import {
  makeBlockedNoticeRecipients,
  makeBuiltInRegistry,
  makeCompiledServices,
  makeFailDelivery,
  type Territory,
} from '@stanza/core';
import { makeAttachmentStorage, makeSecretBox, makeSystemClock, makeUuidV7Ids } from '@stanza/gateways';
import { makePool, makeTenantDirectory, makeUnitOfWork } from '@stanza/postgres';
import { partLabels } from '@stanza/services';
import { Container } from 'inversify';
import type { Logger } from 'pino';
import { makeAppIoNotifier } from '../app-io/make-app-io-notifier.ts';
import type { WorkerConfig } from '../config.ts';
import { makeDatabaseMailer } from '../mail/database-mailer.ts';
import { makeSmtpMailer } from '../mail/smtp-mailer.ts';
import { makeDocumentRenderer } from '../pdf/make-document-renderer.ts';
import { makeChosenRegistry } from '../protocol/chosen-registry.ts';
import { makeRecoverDeadWorkers } from '../queue/recover-dead-workers.ts';
import { CONCURRENCY } from '../run-worker.ts';
import { makeBlockedNoticeTask } from '../tasks/blocked-notice-task.ts';
import { makeEveryEnte } from '../tasks/every-ente.ts';
import { makeTaskList } from '../tasks/task-list.ts';
import { bindPayments } from './bind-payments.ts';
import { bindTimed } from './bind-timed.ts';
import { makeBlockedNotices, makeDeliveries, makeInvitationMails } from './make-deliveries.ts';
import * as t from './tokens.ts';

/** One for each job at work, and one for what is being recovered. */
const APP_CONNECTIONS = CONCURRENCY + 1;
/** Besides the jobs at work: the presence, the listener for new jobs and the clock of the crontab. */
const QUEUE_CONNECTIONS = CONCURRENCY + 3;

/**
 * The worker's parts, each made once, when it is first asked for.
 * @param territory loaded before, since loading takes its time
 */
export const makeContainer = (config: WorkerConfig, logger: Logger, territory: Territory): Container => {
  const container = new Container({ defaultScope: 'Singleton' });
  container.bind(t.configToken).toConstantValue(config);
  container.bind(t.loggerToken).toConstantValue(logger);
  container.bind(t.territoryToken).toConstantValue(territory);
  bindAdapters(container);
  bindMail(container);
  bindBlockedNotices(container);
  bindPayments(container);
  bindTimed(container);
  bindTasks(container);
  return container;
};

const bindAdapters = (container: Container): void => {
  container
    .bind(t.appPoolToken)
    .toResolvedValue(({ databaseAppUrl }) => makePool(databaseAppUrl, { max: APP_CONNECTIONS }), [t.configToken]);
  container
    .bind(t.queuePoolToken)
    .toResolvedValue(({ databaseQueueUrl }) => makePool(databaseQueueUrl, { max: QUEUE_CONNECTIONS }), [t.configToken]);
  container.bind(t.clockToken).toResolvedValue(makeSystemClock);
  container.bind(t.secretBoxToken).toResolvedValue(({ secretKey }) => makeSecretBox(secretKey), [t.configToken]);
  container.bind(t.idsToken).toResolvedValue(makeUuidV7Ids);
  container.bind(t.unitOfWorkToken).toResolvedValue(makeUnitOfWork, [t.appPoolToken]);
  container.bind(t.tenantsToken).toResolvedValue(makeTenantDirectory, [t.appPoolToken]);
  container
    .bind(t.servicesToken)
    .toResolvedValue(
      (clock, territory) => makeCompiledServices({ clock, territory, partLabels }),
      [t.clockToken, t.territoryToken],
    );
  container
    .bind(t.storageToken)
    .toResolvedValue(
      ({ storage }, logger) => makeAttachmentStorage(storage, (what, message) => logger.warn(what, message)),
      [t.configToken, t.loggerToken],
    );
  container.bind(t.rendererToken).toResolvedValue(makeDocumentRenderer);
  container.bind(t.notifierToken).toResolvedValue((clock) => makeAppIoNotifier({ clock }), [t.clockToken]);
  container.bind(t.registryToken).toResolvedValue(
    (unitOfWork, storage, secretBox, clock) =>
      makeChosenRegistry({
        builtIn: makeBuiltInRegistry({ unitOfWork, clock }),
        unitOfWork,
        storage,
        secretBox,
        clock,
      }),
    [t.unitOfWorkToken, t.storageToken, t.secretBoxToken, t.clockToken],
  );
};

const bindMail = (container: Container): void => {
  container
    .bind(t.smtpMailerToken)
    .toResolvedValue(
      ({ smtpUrl, dkim }) => (smtpUrl === null ? null : makeSmtpMailer({ url: smtpUrl, dkim })),
      [t.configToken],
    );
  container
    .bind(t.mailerOfToken)
    .toResolvedValue(
      (smtp, pool, clock) => (tenantId) => smtp ?? makeDatabaseMailer({ pool, clock, tenantId }),
      [t.smtpMailerToken, t.appPoolToken, t.clockToken],
    );
  container
    .bind(t.sendInvitationMailToken)
    .toResolvedValue(makeInvitationMails, [
      t.configToken,
      t.unitOfWorkToken,
      t.tenantsToken,
      t.mailerOfToken,
      t.secretBoxToken,
      t.clockToken,
    ]);
};

const bindBlockedNotices = (container: Container): void => {
  container
    .bind(t.sendBlockedNoticeToken)
    .toResolvedValue(makeBlockedNotices, [
      t.configToken,
      t.unitOfWorkToken,
      t.tenantsToken,
      t.mailerOfToken,
      t.clockToken,
    ]);
  container
    .bind(t.blockedNoticeTaskToken)
    .toResolvedValue(
      (unitOfWork, send, logger) =>
        makeBlockedNoticeTask({ recipients: makeBlockedNoticeRecipients({ unitOfWork }), send, logger }),
      [t.unitOfWorkToken, t.sendBlockedNoticeToken, t.loggerToken],
    );
};

const bindTasks = (container: Container): void => {
  container
    .bind(t.deliveriesToken)
    .toResolvedValue(makeDeliveries, [
      t.configToken,
      t.unitOfWorkToken,
      t.tenantsToken,
      t.servicesToken,
      t.storageToken,
      t.rendererToken,
      t.registryToken,
      t.mailerOfToken,
      t.notifierToken,
      t.secretBoxToken,
      t.idsToken,
      t.clockToken,
    ]);
  container
    .bind(t.failDeliveryToken)
    .toResolvedValue(
      (unitOfWork, ids, clock) => makeFailDelivery({ unitOfWork, ids, clock }),
      [t.unitOfWorkToken, t.idsToken, t.clockToken],
    );
  container.bind(t.tasksToken).toResolvedValue(
    (
      deliveries,
      sendInvitationMail,
      advancePayment,
      sweepPayments,
      reconcilePayments,
      blockedNotice,
      fail,
      logger,
      makeDailyRegisters,
      tenants,
      clock,
      expireDrafts,
      removeDiscarded,
      removeOrphans,
      forgetSignIns,
      importFeeds,
      queueFeedReading,
      tellLateNumbers,
      compactTallies,
    ) =>
      makeTaskList({
        deliveries,
        sendInvitationMail,
        advancePayment,
        sweepPayments,
        reconcilePayments,
        blockedNotice,
        fail,
        clock,
        logger,
        makeDailyRegisters,
        everyEnte: makeEveryEnte({ ids: tenants.ids, logger }),
        everyEnabledEnte: makeEveryEnte({ ids: tenants.enabledIds, logger }),
        expireDrafts,
        removeDiscarded,
        removeOrphans,
        forgetSignIns,
        importFeeds,
        queueFeedReading,
        tellLateNumbers,
        compactTallies,
      }),
    [
      t.deliveriesToken,
      t.sendInvitationMailToken,
      t.advancePaymentToken,
      t.sweepPaymentsToken,
      t.reconcilePaymentsToken,
      t.blockedNoticeTaskToken,
      t.failDeliveryToken,
      t.loggerToken,
      t.makeDailyRegistersToken,
      t.tenantsToken,
      t.clockToken,
      t.expireDraftsToken,
      t.removeDiscardedToken,
      t.removeOrphansToken,
      t.forgetSignInsToken,
      t.importFeedsToken,
      t.queueFeedReadingToken,
      t.tellLateNumbersToken,
      t.compactTalliesToken,
    ],
  );
  container
    .bind(t.recoverToken)
    .toResolvedValue(
      (pool, fail, logger) => makeRecoverDeadWorkers({ pool, fail, logger }),
      [t.queuePoolToken, t.failDeliveryToken, t.loggerToken],
    );
};
