import {
  type Citizen,
  type Clock,
  type Delivery,
  type Ids,
  makeCompiledServices,
  makeDecidePractice,
  makeReceiveFile,
  makeSaveStep,
  makeSignAnswer,
  makeSignInCitizen,
  makeStartPractice,
  makeSubmitPractice,
  makeTakeCharge,
  type Operator,
  type Outcome,
  operatorIdSchema,
  type Practice,
  type PracticeId,
  type Result,
  type Service,
  serviceIdSchema,
  type Tenant,
  type TimelineEntry,
} from '@stanza/core';
import {
  makeCmsSignatureInspector,
  makeContentFileInspector,
  makeDirectoryStorage,
  makeSystemClock,
  makeUuidV7Ids,
  testCitizens,
} from '@stanza/gateways';
import { makeEnteSetup, makeUnitOfWork } from '@stanza/postgres';
import { catalogue } from '@stanza/services';
import { addTenant, type WorkerPortal } from './worker-portal.ts';

const must = <T>(result: Result<T, { readonly code: string }>): T => {
  if (!result.ok) throw new Error(`Refused: ${result.error.code}`);
  return result.value;
};

const STEPS = [
  { id: 'istruzioni', typed: {}, confirmed: true },
  { id: 'richiedente', typed: {}, confirmed: true },
  { id: 'delega', typed: { has_delega: 'no' }, confirmed: false },
  { id: 'tipologia-ed-uso', typed: { tipologia: 'semplice', uso: 'Contratto con una banca' }, confirmed: false },
];

/** An ente with the birth certificate and one operator, on a real database, where practices take their course. */
export interface Journey {
  readonly tenant: Tenant;
  readonly operator: Operator;
  /** Fills in a practice and sends it. @param citizenKey of the test citizens */
  submit(citizenKey: string): Promise<PracticeId>;
  takeCharge(id: PracticeId): Promise<Practice>;
  decide(id: PracticeId, outcome: Outcome): Promise<Practice>;
  /** Hands in the signed answer. @param file the bytes of a `.p7m` */
  sign(id: PracticeId, file: Uint8Array): Promise<Practice>;
  practice(id: PracticeId): Promise<Practice>;
  timeline(id: PracticeId): Promise<readonly TimelineEntry[]>;
  deliveries(id: PracticeId): Promise<readonly Delivery[]>;
}

const addService = async (portal: WorkerPortal, tenant: Tenant, ids: Ids) => {
  const definition = catalogue.find(({ slug }) => slug === 'certificato-di-nascita');
  if (definition === undefined) throw new Error('The catalogue has no birth certificate');
  const service: Service = { id: serviceIdSchema.parse(ids.next()), definition, status: 'attivo', featured: false };
  const operator: Operator = {
    id: operatorIdSchema.parse(ids.next()),
    name: 'Olga Operatrice',
    email: 'olga@comune.example',
    role: 'operatore',
    services: [service.id],
    enabled: true,
  };
  const setup = makeEnteSetup(portal.admin);
  await setup.publishService(tenant.id, service);
  await setup.addOperator(tenant.id, operator, 'no password');
  return { slug: definition.slug, operator };
};

export const openJourney = async (portal: WorkerPortal, clock: Clock = makeSystemClock()): Promise<Journey> => {
  const ids = makeUuidV7Ids();
  const tenant = await addTenant(portal.admin, 'rovereto');
  const { slug, operator } = await addService(portal, tenant, ids);
  const unitOfWork = makeUnitOfWork(portal.app);
  const deps = { unitOfWork, ids, clock, services: makeCompiledServices({ clock }) };
  const [signIn, start, save, submit] = [
    makeSignInCitizen(deps),
    makeStartPractice(deps),
    makeSaveStep(deps),
    makeSubmitPractice(deps),
  ];
  const citizens = new Map<string, Citizen>();
  const citizenOf = async (key: string): Promise<Citizen> => {
    const verified = testCitizens.find((citizen) => citizen.key === key)?.verified;
    if (verified === undefined) throw new Error(`There is no test citizen ${key}`);
    const citizen = citizens.get(key) ?? (await signIn(tenant.id, verified));
    citizens.set(key, citizen);
    return citizen;
  };
  const practice = async (id: PracticeId): Promise<Practice> => {
    const found = await unitOfWork.run(tenant.id, ({ practices }) => practices.byId(id));
    if (found === null) throw new Error(`Practice ${id} is not there`);
    return found;
  };
  const request = async (id: PracticeId) => ({
    tenantId: tenant.id,
    operator,
    practiceId: id,
    version: (await practice(id)).version,
  });
  return {
    tenant,
    operator,
    practice,
    async submit(citizenKey) {
      const citizen = await citizenOf(citizenKey);
      const id = must(await start(tenant.id, citizen.id, slug));
      for (const { id: step, typed, confirmed } of STEPS) {
        must(await save(tenant.id, citizen.id, id, step, { typed, confirmed, files: {}, privateNote: null }));
      }
      must(await submit(tenant.id, citizen.id, id));
      return id;
    },
    takeCharge: async (id) => must(await makeTakeCharge(deps)(await request(id))),
    decide: async (id, outcome) =>
      must(await makeDecidePractice(deps)(await request(id), { outcome, reason: 'Dati verificati' })),
    async sign(id, bytes) {
      const storage = makeDirectoryStorage({ directory: portal.storageDir });
      const source = async function* () {
        yield bytes;
      };
      const file = { fileName: 'risposta.pdf.p7m', source: source(), maxBytes: 1_000_000, accept: ['p7m'] } as const;
      const received = must(await makeReceiveFile({ storage, inspector: makeContentFileInspector() })(tenant.id, file));
      const signatures = makeCmsSignatureInspector();
      return must(await makeSignAnswer({ ...deps, storage, signatures })(await request(id), received));
    },
    timeline: (id) => unitOfWork.run(tenant.id, ({ timeline }) => timeline.of(id)),
    deliveries: (id) => unitOfWork.run(tenant.id, ({ deliveries }) => deliveries.of(id)),
  };
};
