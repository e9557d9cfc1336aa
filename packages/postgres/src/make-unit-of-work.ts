import type { Stores, UnitOfWork } from '@stanza/core';
import type pg from 'pg';
import { againWhenAborted } from './again-when-aborted.ts';
import { makeQueryBuilder, type QueryBuilder } from './query-builder.ts';
import { attachmentReads } from './reads/attachment-reads.ts';
import { bulletinReads } from './reads/bulletin-reads.ts';
import { chargeReads } from './reads/charge-reads.ts';
import { citizenReads } from './reads/citizen-reads.ts';
import { deliveryReads } from './reads/delivery-reads.ts';
import { feedbackReads } from './reads/feedback-reads.ts';
import { metricsReads } from './reads/metrics-reads.ts';
import { operatorReads } from './reads/operator-reads.ts';
import { registerReads } from './reads/register-reads.ts';
import { accountStore } from './stores/accounts.ts';
import { appIoStore } from './stores/app-io.ts';
import { attachmentStore } from './stores/attachments.ts';
import { auditLog } from './stores/audit.ts';
import { bulletinStore } from './stores/bulletins.ts';
import { citizenStore } from './stores/citizens.ts';
import { commentStore } from './stores/comments.ts';
import { makeDefinitionCache } from './stores/definition-cache.ts';
import { deliveryStore } from './stores/deliveries.ts';
import { emergencyStore } from './stores/emergencies.ts';
import { feedbackStore } from './stores/feedback.ts';
import { feedStore } from './stores/feeds.ts';
import { integrationStore } from './stores/integrations.ts';
import { invitationStore } from './stores/invitations.ts';
import { lookupStore } from './stores/lookups.ts';
import { operatorStore } from './stores/operators.ts';
import { paymentReportStore } from './stores/payment-reports.ts';
import { paymentStore } from './stores/payments.ts';
import { personalDataStore } from './stores/personal-data.ts';
import { practiceStore } from './stores/practices.ts';
import { protocolBook } from './stores/protocol-book.ts';
import { registrationStore } from './stores/registrations.ts';
import { makeServiceListCache } from './stores/service-list-cache.ts';
import { type ServiceCaches, serviceStore } from './stores/services.ts';
import { signInStore } from './stores/sign-ins.ts';
import { tenantStore } from './stores/tenant.ts';
import { termsStore } from './stores/terms.ts';
import { timelineStore } from './stores/timeline.ts';
import { inTenant, readInTenant, type TenantTransaction } from './transaction.ts';

/** Each store is made when it is asked for: most transactions use two or three. */
const makeStores = (transaction: TenantTransaction, db: QueryBuilder, caches: ServiceCaches): Stores => ({
  get tenant() {
    return tenantStore(transaction);
  },
  get citizens() {
    return citizenStore(transaction, db);
  },
  get terms() {
    return termsStore(transaction, db);
  },
  get services() {
    return serviceStore(transaction, db, caches);
  },
  get practices() {
    return practiceStore(transaction);
  },
  get timeline() {
    return timelineStore(transaction, db);
  },
  get attachments() {
    return attachmentStore(transaction, db);
  },
  get operators() {
    return operatorStore(transaction, db);
  },
  get accounts() {
    return accountStore(transaction, db);
  },
  get invitations() {
    return invitationStore(transaction);
  },
  get deliveries() {
    return deliveryStore(transaction, db);
  },
  get appIo() {
    return appIoStore(transaction);
  },
  get payments() {
    return paymentStore(transaction);
  },
  get paymentReports() {
    return paymentReportStore(transaction);
  },
  get registrations() {
    return registrationStore(transaction);
  },
  get protocol() {
    return protocolBook(transaction);
  },
  get emergencies() {
    return emergencyStore(transaction);
  },
  get integrations() {
    return integrationStore(transaction);
  },
  get bulletins() {
    return bulletinStore(transaction, db);
  },
  get feeds() {
    return feedStore(transaction, db);
  },
  get feedback() {
    return feedbackStore(transaction, db);
  },
  get comments() {
    return commentStore(transaction, db);
  },
  get lookups() {
    return lookupStore(transaction, db);
  },
  get signIns() {
    return signInStore(transaction);
  },
  get audit() {
    return auditLog(transaction, db);
  },
  get personalData() {
    return personalDataStore(transaction, db);
  },
  get reads() {
    return {
      ...citizenReads(transaction, db),
      ...attachmentReads(transaction),
      ...operatorReads(transaction, db),
      ...bulletinReads(transaction, db),
      ...feedbackReads(transaction),
      ...deliveryReads(transaction),
      ...metricsReads(transaction),
      ...chargeReads(transaction, db),
      ...registerReads(transaction),
    };
  },
});

/**
 * The unit of work on PostgreSQL, read committed: what must not change between reading and writing is locked
 * (`practices.lock`) or guarded by its version. Two that wait for each other both come to their end (`againWhenAborted`).
 * @param pool connections that log in as `stanza_app`
 */
export const makeUnitOfWork = (pool: pg.Pool): UnitOfWork => {
  const db = makeQueryBuilder();
  const caches = { definitions: makeDefinitionCache(), lists: makeServiceListCache() };
  return {
    run: (tenantId, work) =>
      againWhenAborted(() => inTenant(pool, tenantId, (transaction) => work(makeStores(transaction, db, caches)))),
    read: (tenantId, work) => readInTenant(pool, tenantId, (transaction) => work(makeStores(transaction, db, caches))),
  };
};
