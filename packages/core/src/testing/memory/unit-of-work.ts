import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { DeliveryId, TenantId } from '../../shared/ids.ts';
import { accountStore } from './account-store.ts';
import { appIoStore } from './app-io-store.ts';
import { attachmentStore } from './attachment-store.ts';
import { auditLog } from './audit-log.ts';
import { bulletinStore, feedStore } from './bulletin-store.ts';
import { commentStore } from './comment-store.ts';
import { emergencyStore } from './emergency-store.ts';
import { feedbackStore } from './feedback-store.ts';
import { integrationStore } from './integration-store.ts';
import { invitationStore } from './invitation-store.ts';
import { lookupStore } from './lookup-store.ts';
import { paymentReportStore } from './payment-report-store.ts';
import { paymentStore } from './payment-store.ts';
import { citizenStore, operatorStore, termsStore } from './people-stores.ts';
import { personalDataStore } from './personal-data-store.ts';
import { deliveryStore, practiceStore, timelineStore } from './practice-stores.ts';
import { protocolBook } from './protocol-book.ts';
import { readModels } from './read-models.ts';
import { registrationStore } from './registration-store.ts';
import { serviceStore } from './service-store.ts';
import { signInStore } from './sign-in-store.ts';
import { copyOf, noData, type TenantData } from './tenant-data.ts';
import { tenantStore } from './tenant-store.ts';

/** A delivery whose job waits. */
export interface QueuedDelivery {
  readonly tenantId: TenantId;
  readonly id: DeliveryId;
}

/** The data of all enti, and the jobs that committed transactions have queued. */
export interface MemoryDatabase {
  /** Data of an ente, empty when nothing was ever written. */
  of(tenantId: TenantId): TenantData;
  /** Changes the data of an ente, when no transaction is going on. */
  change<T>(tenantId: TenantId, work: (data: TenantData) => T): Promise<T>;
  /** Takes the jobs that wait, oldest first. */
  takeJobs(): readonly QueuedDelivery[];
  readonly unitOfWork: UnitOfWork;
}

const WRITERS =
  /^(?:insert|save|accept|update|append|tie|enqueue|retry|complete|fail|lock|wake|take|delete|erase|forget|use|end|register|cancel|extend|close)(?![a-z])/u;

/** Does what a method of a store does, when it may be done. */
type Call = <T>(method: string, work: () => Promise<T>) => Promise<T>;

/** A store whose methods go through `call`. */
const guarded = <T extends object>(store: T, call: Call): T =>
  new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...given: readonly unknown[]) => call(String(name), async () => Reflect.apply(method, target, given));
    },
  });

const storesOver = (data: TenantData, queue: (id: DeliveryId) => void, call: Call): Stores => ({
  tenant: guarded(tenantStore(data), call),
  citizens: guarded(citizenStore(data), call),
  terms: guarded(termsStore(data), call),
  services: guarded(serviceStore(data), call),
  practices: guarded(practiceStore(data), call),
  timeline: guarded(timelineStore(data), call),
  attachments: guarded(attachmentStore(data), call),
  operators: guarded(operatorStore(data), call),
  accounts: guarded(accountStore(data), call),
  invitations: guarded(invitationStore(data, queue), call),
  deliveries: guarded(deliveryStore(data, queue), call),
  integrations: guarded(integrationStore(data), call),
  bulletins: guarded(bulletinStore(data), call),
  feeds: guarded(feedStore(data), call),
  feedback: guarded(feedbackStore(data), call),
  comments: guarded(commentStore(data), call),
  lookups: guarded(lookupStore(data), call),
  appIo: guarded(appIoStore(data), call),
  payments: guarded(paymentStore(data), call),
  paymentReports: guarded(paymentReportStore(data), call),
  registrations: guarded(registrationStore(data), call),
  protocol: guarded(protocolBook(data), call),
  emergencies: guarded(emergencyStore(data), call),
  signIns: guarded(signInStore(data), call),
  audit: guarded(auditLog(data), call),
  personalData: guarded(personalDataStore(data), call),
  reads: guarded(readModels(data), call),
});

/** Lets methods be called until `end`, and remembers whether one has failed. */
const makeGuard = (mode: 'read' | 'write') => {
  const state = { open: true, failed: false };
  const call: Call = async (method, work) => {
    if (!state.open) throw new Error('This transaction has ended');
    if (mode === 'read' && WRITERS.test(method)) throw new Error(`${method} writes, in work that only reads`);
    try {
      return await work();
    } catch (error) {
      state.failed = true;
      throw error;
    }
  };
  const end = (): void => {
    state.open = false;
  };
  return { call, end, hasFailed: () => state.failed };
};

/** Transactions over maps: they follow one another, work on a copy, and the copy takes the place of the original. */
export const makeMemoryDatabase = (): MemoryDatabase => {
  const tenants = new Map<TenantId, TenantData>();
  let jobs: readonly QueuedDelivery[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const of = (tenantId: TenantId): TenantData => {
    const known = tenants.get(tenantId) ?? noData();
    tenants.set(tenantId, known);
    return known;
  };
  const transaction = async <T>(
    tenantId: TenantId,
    work: (stores: Stores) => Promise<T>,
    mode: 'read' | 'write',
  ): Promise<T> => {
    const data = copyOf(of(tenantId));
    const queued: QueuedDelivery[] = [];
    const guard = makeGuard(mode);
    try {
      const result = await work(storesOver(data, (id) => queued.push({ tenantId, id }), guard.call));
      if (mode === 'read') return result;
      if (guard.hasFailed()) throw new Error('The transaction was rolled back: one of its stores had failed');
      tenants.set(tenantId, data);
      jobs = [...jobs, ...queued];
      return result;
    } finally {
      guard.end();
    }
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    of,
    change: (tenantId, work) => inTurn(async () => work(of(tenantId))),
    takeJobs() {
      const taken = jobs;
      jobs = [];
      return taken;
    },
    unitOfWork: {
      run: (tenantId, work) => inTurn(() => transaction(tenantId, work, 'write')),
      read: (tenantId, work) => inTurn(() => transaction(tenantId, work, 'read')),
    },
  };
};
