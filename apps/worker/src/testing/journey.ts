import {
  type Delivery,
  type DeliveryId,
  dayInItaly,
  daysAfter,
  deliveryIdSchema,
  type Ids,
  type Integration,
  makeDecidePractice,
  makeRequestIntegration,
  makeRetryDelivery,
  makeSignAnswer,
  makeSubmitPractice,
  makeTakeCharge,
  type Operator,
  type Outcome,
  operatorIdSchema,
  type Practice,
  type PracticeId,
  type Stores,
  type Tenant,
  type TimelineEntry,
} from '@stanza/core';
import { aDecision, aService, must, signedIn } from '@stanza/core/testing';
import { makeEnteSetup } from '@stanza/postgres';
import { catalogue } from '@stanza/services';
import { type DelegaFiles, fillIn } from './fill-in.ts';
import { makeJourneyDeps, receive } from './journey-deps.ts';
import { addTenant, type WorkerPortal } from './worker-portal.ts';

/** An ente with the birth certificate and one operator, on a real database, where practices take their course. */
export interface Journey {
  readonly tenant: Tenant;
  readonly operator: Operator;
  /** Fills in a practice and leaves it a draft. @param citizenKey of the test citizens */
  fillIn(citizenKey: string): Promise<PracticeId>;
  /** Saves a draft again. */
  saveAgain(id: PracticeId): Promise<void>;
  /**
   * Fills in a practice and sends it.
   * @param citizenKey of the test citizens
   * @param delega files that make it a request for somebody else
   */
  submit(citizenKey: string, delega?: DelegaFiles): Promise<PracticeId>;
  takeCharge(id: PracticeId): Promise<Practice>;
  decide(id: PracticeId, outcome: Outcome): Promise<Practice>;
  /** Asks the citizen for a document. */
  requestIntegration(id: PracticeId): Promise<Practice>;
  /** What was asked of the citizen. */
  integrations(id: PracticeId): Promise<readonly Integration[]>;
  /** Hands in the signed answer. @param file the bytes of a `.p7m` */
  sign(id: PracticeId, file: Uint8Array): Promise<Practice>;
  practice(id: PracticeId): Promise<Practice>;
  timeline(id: PracticeId): Promise<readonly TimelineEntry[]>;
  deliveries(id: PracticeId): Promise<readonly Delivery[]>;
  /** "Riprova" on a delivery of the practice. */
  retry(id: PracticeId, delivery: DeliveryId | undefined): Promise<void>;
}

const addService = async (portal: WorkerPortal, tenant: Tenant, ids: Ids) => {
  const definition = catalogue.find(({ slug }) => slug === 'certificato-di-nascita');
  if (definition === undefined) throw new Error('The catalogue has no birth certificate');
  const service = aService(ids.next(), { definition });
  const operator: Operator = {
    id: operatorIdSchema.parse(ids.next()),
    name: 'Olga Operatrice',
    email: 'olga@comune.example',
    role: 'operatore',
    services: [service.id],
    enabled: true,
  };
  const setup = makeEnteSetup(portal.admin);
  must(await setup.publishService(tenant.id, service));
  await setup.addOperator(tenant.id, operator, 'no password');
  return { slug: definition.slug, operator };
};

export const openJourney = async (portal: WorkerPortal): Promise<Journey> => {
  const deps = makeJourneyDeps(portal);
  const tenant = await addTenant(portal.admin, 'rovereto');
  const { slug, operator } = await addService(portal, tenant, deps.ids);
  const read = <T>(work: (stores: Stores) => Promise<T>) => deps.unitOfWork.run(tenant.id, work);
  const practice = async (id: PracticeId): Promise<Practice> => {
    const found = await read(({ practices }) => practices.byId(id));
    if (found === null) throw new Error(`Practice ${id} is not there`);
    return found;
  };
  const request = async (id: PracticeId) => {
    const { version } = await practice(id);
    return { tenantId: tenant.id, operator, address: '192.0.2.1', practiceId: id, version };
  };
  return {
    tenant,
    operator,
    practice,
    fillIn: async (citizenKey) => (await fillIn(deps, tenant.id, slug, citizenKey, null)).id,
    async saveAgain(id) {
      const { citizenId, answers } = await practice(id);
      const saved = await read(({ practices }) => practices.saveAnswers(id, citizenId, answers, null, new Date()));
      if (!saved) throw new Error(`Practice ${id} is no draft`);
    },
    async submit(citizenKey, delega) {
      const { citizenId, id } = await fillIn(deps, tenant.id, slug, citizenKey, delega ?? null);
      must(await makeSubmitPractice(deps)(tenant.id, signedIn(citizenId), id));
      return id;
    },
    takeCharge: async (id) => must(await makeTakeCharge(deps)(await request(id))),
    decide: async (id, outcome) =>
      must(await makeDecidePractice(deps)(await request(id), aDecision({ outcome, reason: 'Dati verificati' }))),
    requestIntegration: async (id) => {
      const dueDate = daysAfter(dayInItaly(deps.clock.now()), 10);
      const typed = { message: 'Manca un documento', fields: [], documents: 'Delega', dueDate };
      return must(await makeRequestIntegration(deps)(await request(id), typed));
    },
    integrations: (id) => read(({ integrations }) => integrations.of(id)),
    async sign(id, file) {
      const received = await receive(deps, tenant.id, 'p7m', 'risposta.pdf.p7m', file);
      return must(await makeSignAnswer(deps)(await request(id), received));
    },
    timeline: (id) => read(({ timeline }) => timeline.of(id)),
    deliveries: (id) => read(({ deliveries }) => deliveries.of(id)),
    retry: async (id, delivery) => {
      must(
        await makeRetryDelivery(deps)(
          tenant.id,
          { operator, address: '192.0.2.1' },
          id,
          deliveryIdSchema.parse(delivery),
        ),
      );
    },
  };
};
