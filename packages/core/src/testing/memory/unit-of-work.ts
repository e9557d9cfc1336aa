import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import type { DeliveryId, TenantId } from '../../shared/ids.ts';
import { citizenStore, operatorStore, termsStore } from './people-stores.ts';
import { attachmentStore, deliveryStore, practiceStore, timelineStore } from './practice-stores.ts';
import { readModels } from './read-models.ts';
import { serviceStore } from './service-store.ts';
import { copyOf, noData, type TenantData } from './tenant-data.ts';

/** A delivery whose job waits. */
export interface QueuedDelivery {
  readonly tenantId: TenantId;
  readonly id: DeliveryId;
}

/** The data of all enti, and the jobs that committed transactions have queued. */
export interface MemoryDatabase {
  /** Data of an ente, empty when nothing was ever written. */
  of(tenantId: TenantId): TenantData;
  /** Takes the jobs that wait, oldest first. */
  takeJobs(): readonly QueuedDelivery[];
  readonly unitOfWork: UnitOfWork;
}

const WRITERS = /^(?:insert|save|accept|update|append|tie|enqueue|complete|fail|lock)/u;

/** A store that works only while `allowed` says so. */
const guarded = <T extends object>(store: T, allowed: (method: string) => void): T =>
  new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...given: readonly unknown[]) => {
        allowed(String(name));
        return Reflect.apply(method, target, given);
      };
    },
  });

const storesOver = (data: TenantData, queue: (id: DeliveryId) => void, allowed: (method: string) => void): Stores => ({
  citizens: guarded(citizenStore(data), allowed),
  terms: guarded(termsStore(data), allowed),
  services: guarded(serviceStore(data), allowed),
  practices: guarded(practiceStore(data), allowed),
  timeline: guarded(timelineStore(data), allowed),
  attachments: guarded(attachmentStore(data), allowed),
  operators: guarded(operatorStore(data), allowed),
  deliveries: guarded(deliveryStore(data, queue), allowed),
  reads: guarded(readModels(data), allowed),
});

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
    let open = true;
    const allowed = (method: string) => {
      if (!open) throw new Error('This transaction has ended');
      if (mode === 'read' && WRITERS.test(method)) throw new Error(`${method} writes, in work that only reads`);
    };
    try {
      const result = await work(storesOver(data, (id) => queued.push({ tenantId, id }), allowed));
      tenants.set(tenantId, data);
      jobs = [...jobs, ...queued];
      return result;
    } finally {
      open = false;
    }
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    of,
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
