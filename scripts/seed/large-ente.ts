import {
  DEFAULT_SERVICE_SETTINGS,
  type Operator,
  operatorIdSchema,
  type PasswordHasher,
  type ServiceId,
  serviceIdSchema,
  type Tenant,
  tenantIdSchema,
} from '@stanza/core';
import { inTenant, makeCompactTallies, makeEnteSetup, type Pool, type TenantTransaction } from '@stanza/postgres';
import { catalogue } from '@stanza/services';
import { demoId } from './demo-id.ts';
import { type LargePerson, largePeople, makeRandom } from './large-people.ts';
import { CITIZENS, COUNTERS, DRAWN_FROM, PRACTICES } from './large-sql.ts';
import { rovereto } from './rovereto.ts';

export const LARGE_SLUG = 'borgo-grande';
const OPERATORS = 40;
/** What one statement writes: some seconds, after which one reads how far it is. */
const BATCH = 20_000;
const SEED = 20_260_302;
const PASSWORD = 'demo-borgo-grande';

/** Most work on several services; the first on all of them, the last on a rare one alone. */
const servicesOf = (index: number, services: readonly ServiceId[]): readonly ServiceId[] => {
  if (index === 0) return services;
  if (index === OPERATORS - 1) return services.slice(-1);
  return services.slice(0, -1).filter((_, place) => (place + index) % 4 === 0);
};

export interface LargeEnte {
  readonly tenant: Tenant;
  /** In the order of {@link servicesOf}. */
  readonly operators: readonly Operator[];
  readonly services: readonly ServiceId[];
  readonly password: string;
}

const describeEnte = (): LargeEnte => {
  const id = tenantIdSchema.parse(demoId(LARGE_SLUG));
  const services = catalogue.map(({ slug }) => serviceIdSchema.parse(demoId(LARGE_SLUG, 'servizi', slug)));
  const operators = Array.from({ length: OPERATORS }, (_, index): Operator => {
    const email = `operatore-${index + 1}@comune.borgogrande.example`;
    return {
      id: operatorIdSchema.parse(demoId(LARGE_SLUG, 'personale', email)),
      name: `Operatore ${index + 1}`,
      email,
      role: index === 0 ? 'amministratore' : 'operatore',
      services: servicesOf(index, services),
      enabled: true,
    };
  });
  return {
    tenant: { ...rovereto.tenant, id, slug: LARGE_SLUG, name: 'Comune di Borgo Grande' },
    operators,
    services,
    password: PASSWORD,
  };
};

const addPeople = async ({ change, tenantId }: TenantTransaction, count: number): Promise<void> => {
  let batch: LargePerson[] = [];
  const write = async () => {
    await change({ text: CITIZENS, values: [tenantId, JSON.stringify(batch)] });
    batch = [];
  };
  for (const person of largePeople(count, makeRandom(SEED))) {
    batch.push(person);
    if (batch.length === BATCH) await write();
  }
  if (batch.length > 0) await write();
};

interface Seeding {
  /** See `openOwner`: its temporary tables last as long as it. */
  readonly pool: Pool;
  readonly hasher: PasswordHasher;
  readonly practices: number;
  /** Tells whoever waits, in Italian. */
  readonly say: (text: string) => void;
}

/**
 * Puts on the portal an ente with so many practices of the whole catalogue, of a quarter as many citizens. They have neither files nor
 * entries in the protocol: it is for looking at lists, and for measuring them.
 *
 * The password of its operators is published: never to be called in production mode.
 *
 * @returns null when it is there already, changing nothing
 */
export const seedLargeEnte = async ({ pool, hasher, practices, say }: Seeding): Promise<LargeEnte | null> => {
  const ente = describeEnte();
  const { tenant, operators, services } = ente;
  const setup = makeEnteSetup(pool);
  const within = <T>(work: (transaction: TenantTransaction) => Promise<T>) => inTenant(pool, tenant.id, work);
  const known = await within(({ query }) =>
    query({ text: 'select from tenant where tenant_id = $1', values: [tenant.id] }),
  );
  if (known.length > 0) return null;
  await setup.addTenant(tenant);
  for (const [index, definition] of catalogue.entries()) {
    const id = services[index];
    if (id === undefined) throw new Error(`${definition.slug} has no id`);
    await setup.publishService(tenant.id, {
      id,
      definition,
      status: 'attivo',
      featured: false,
      opensOn: null,
      closesOn: null,
      settings: DEFAULT_SERVICE_SETTINGS,
      version: 0,
    });
  }
  const hash = await hasher.hash(PASSWORD);
  for (const operator of operators) await setup.addOperator(tenant.id, operator, hash);
  const citizens = Math.max(1, Math.ceil(practices / 4));
  say(`Scrivo ${citizens} cittadini…`);
  await within((transaction) => addPeople(transaction, citizens));
  await within(async ({ change, tenantId }) => {
    for (const text of DRAWN_FROM) {
      const values = text.includes('$2') ? [tenantId, services] : text.includes('$1') ? [tenantId] : [];
      await change({ text, values });
    }
  });
  const compact = makeCompactTallies(pool);
  for (let first = 1; first <= practices; first += BATCH) {
    const last = Math.min(practices, first + BATCH - 1);
    const values = [tenant.id, first, last, practices, services.length, citizens];
    await within(({ change }) => change({ text: PRACTICES, values }));
    if (last % (BATCH * 5) === 0 || last === practices) {
      await compact(tenant.id);
      say(`${last} pratiche su ${practices}`);
    }
  }
  await within(({ change }) => change({ text: COUNTERS, values: [tenant.id, practices * 2] }));
  // What PostgreSQL would do by itself a little later.
  await pool.query('vacuum (analyze)');
  return ente;
};
