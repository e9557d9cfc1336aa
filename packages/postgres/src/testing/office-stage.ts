import {
  type AnswerFlow,
  type DeliveryId,
  deliveryIdSchema,
  INTEGRATION_TEXT,
  integrationDigest,
  newRegistration,
  type Operator,
  type Practice,
  type PracticeDocument,
  type PracticeId,
  practiceCode,
  practiceIdSchema,
  type ReceivedFile,
  type RegistrationRecord,
  type Service,
  type Stores,
  type Tenant,
} from '@stanza/core';
import {
  aCitizen,
  aDraft,
  anIntegration,
  anOperator,
  aService,
  aServiceDefinition,
  aSignedFile,
  asBytes,
  aTenant,
  type MemoryPortal,
  makeMemoryPortal,
  makeMemoryPorts,
  must,
} from '@stanza/core/testing';
import { v7 } from 'uuid';
import { makeEnteSetup } from '../make-ente-setup.ts';
import { makeUnitOfWork } from '../make-unit-of-work.ts';
import { openPools } from './portal.ts';

const AT = new Date('2026-03-02T08:00:00.000Z');
const ANSWER = asBytes('%PDF- la risposta');
const DECISION = { outcome: 'accettata', reason: '', decidedAt: AT } as const;

/** Where a practice may be when two acts meet on it. */
export const SITUATIONS = {
  da_prendere: { flow: 'firma', state: 'inviata' },
  da_prendere_insieme: { flow: 'documento', state: 'inviata' },
  in_carico: { flow: 'firma', state: 'in_elaborazione' },
  in_carico_certificato: { flow: 'documento_e_firma', state: 'in_elaborazione' },
  in_carico_documento: { flow: 'documento', state: 'in_elaborazione' },
  da_firmare: { flow: 'firma', state: 'in_elaborazione' },
  da_integrare: { flow: 'firma', state: 'da_integrare' },
  da_protocollare: { flow: 'firma', state: 'inviata' },
  rifiutata_dal_protocollo: { flow: 'firma', state: 'inviata' },
  da_preparare: { flow: 'firma', state: 'in_elaborazione' },
  da_preparare_documento: { flow: 'documento', state: 'in_elaborazione' },
  risposta_da_protocollare: { flow: 'documento', state: 'in_elaborazione' },
} as const satisfies Readonly<Record<string, { readonly flow: AnswerFlow; readonly state: Practice['state'] }>>;
export type Situation = keyof typeof SITUATIONS;

type Job = 'register_request' | 'render_answer' | 'register_answer';
/** What the worker has to do there. */
const JOBS: Readonly<Partial<Record<Situation, Job>>> = {
  da_protocollare: 'register_request',
  da_preparare: 'render_answer',
  da_preparare_documento: 'render_answer',
  risposta_da_protocollare: 'register_answer',
};
const DECIDED: readonly Situation[] = [
  'da_firmare',
  'da_preparare',
  'da_preparare_documento',
  'risposta_da_protocollare',
];
const WITHOUT_NUMBER: readonly Situation[] = ['da_protocollare', 'rifiutata_dal_protocollo'];
const ANSWERED: readonly Situation[] = ['da_firmare', 'risposta_da_protocollare'];

export const requestKey = (id: PracticeId): string => `${id}:richiesta`;

/** A registration that a registry outside of the portal was given nothing of. */
const refusedRegistration = (practiceId: PracticeId): RegistrationRecord =>
  newRegistration({ key: requestKey(practiceId), practiceId, book: 'a book', main: 'ab'.repeat(32) });

/** A practice that two acts are about to meet on. */
export interface Met {
  readonly practice: Practice;
  /** Blocked. */
  readonly deliveryId: DeliveryId;
  /** Queued; null where the worker has nothing to do. */
  readonly job: { readonly id: DeliveryId; readonly kind: Job } | null;
  /** What the citizen has before their eyes; empty where nothing is asked. */
  readonly shown: string;
}

type Portal = Omit<MemoryPortal, 'setup' | 'database'>;

/** The same office on memory and on PostgreSQL, with every use case, and what its acts need. */
export interface OfficeStage {
  readonly onMemory: Portal;
  readonly onPostgres: Portal;
  readonly tenant: Tenant;
  readonly citizen: ReturnType<typeof aCitizen>;
  /** In charge of what is in charge. */
  readonly operator: Operator;
  readonly colleague: Operator;
  readonly third: Operator;
  readonly administrator: Operator;
  readonly signedAnswer: ReceivedFile;
  readonly document: ReceivedFile;
  /** Puts one more practice there. */
  meet(portal: Portal, situation: Situation): Promise<Met>;
  close(): Promise<void>;
}

const receive = async (portal: Portal, tenant: Tenant, file: Parameters<Portal['receiveFile']>[1]) =>
  must(await portal.receiveFile(tenant.id, file));

const oneChunk = async function* (bytes: Uint8Array) {
  yield bytes;
};

const people = (services: readonly Service[]) => {
  const named = (name: string, given: Partial<Operator> = {}) =>
    anOperator(v7(), {
      name,
      email: `${name}@comune.example`,
      services: services.map(({ id }) => id).toSorted(),
      ...given,
    });
  return {
    operator: named('operatrice'),
    colleague: named('collega'),
    third: named('terzo'),
    administrator: named('amministratrice', { role: 'amministratore' }),
  };
};

const servicesByFlow = () => {
  const answered = (answerFlow: AnswerFlow): Service => {
    const definition = aServiceDefinition({ slug: answerFlow.replaceAll('_', '-') });
    const service = aService(v7(), { definition });
    return { ...service, settings: { ...service.settings, answerFlow, bulkDecisions: answerFlow === 'documento' } };
  };
  return {
    firma: answered('firma'),
    documento_e_firma: answered('documento_e_firma'),
    documento: answered('documento'),
  } satisfies Readonly<Record<AnswerFlow, Service>>;
};

export const openOfficeStage = async (): Promise<OfficeStage> => {
  const pools = await openPools();
  const ports = makeMemoryPorts();
  const onMemory = makeMemoryPortal(ports);
  const onPostgres = makeMemoryPortal({ ...ports, unitOfWork: makeUnitOfWork(pools.app) });
  const tenant = aTenant(v7(), { slug: 'rovereto' });
  const services = servicesByFlow();
  const staff = people(Object.values(services));
  const citizen = aCitizen(v7(), { profileCompletedAt: AT });
  for (const [setup, { unitOfWork }] of [
    [ports.setup, onMemory],
    [makeEnteSetup(pools.admin), onPostgres],
  ] as const) {
    await setup.addTenant(tenant);
    for (const service of Object.values(services)) must(await setup.publishService(tenant.id, service));
    for (const operator of Object.values(staff)) await setup.addOperator(tenant.id, operator, 'hash');
    await unitOfWork.run(tenant.id, (stores) => stores.citizens.insert(citizen));
  }
  const maxBytes = 1000;
  const file = (bytes: Uint8Array) =>
    ({ fileName: 'f.pdf', source: oneChunk(bytes), maxBytes, accept: ['pdf', 'p7m'] }) as const;
  const answer: PracticeDocument = await receive(onMemory, tenant, file(ANSWER));

  const made = (situation: Situation): Practice => {
    const id = practiceIdSchema.parse(v7());
    const { flow, state } = SITUATIONS[situation];
    const { identity, contacts, residenza, domicilio } = citizen;
    return aDraft(
      id,
      { citizenId: citizen.id, serviceId: services[flow].id },
      {
        code: practiceCode(id),
        state,
        version: 5,
        submittedAt: AT,
        applicant: { identity, contacts, residenza, domicilio },
        requestProtocol: WITHOUT_NUMBER.includes(situation)
          ? null
          : { number: '0000001', year: 2026, registeredAt: AT },
        assignedTo: state === 'inviata' ? null : staff.operator.id,
        decision: DECIDED.includes(situation) ? { ...DECISION, flow } : null,
        documents: ANSWERED.includes(situation)
          ? { risposta: { fileName: 'r.pdf', sha256: answer.sha256, size: answer.size } }
          : {},
      },
    );
  };

  const put = async (
    stores: Stores,
    situation: Situation,
    { practice, deliveryId, job }: Omit<Met, 'shown'>,
  ): Promise<string> => {
    await stores.practices.insert(practice, false);
    await stores.deliveries.enqueue(deliveryId, practice.id, { kind: 'register_request' }, AT);
    await stores.deliveries.fail(deliveryId, 'Il protocollo non risponde.', true);
    if (job !== null) await stores.deliveries.enqueue(job.id, practice.id, { kind: job.kind }, AT);
    if (situation === 'rifiutata_dal_protocollo') await stores.registrations.open(refusedRegistration(practice.id));
    if (practice.state !== 'da_integrare') return '';
    const of = { practiceId: practice.id, requestedBy: staff.operator.id };
    const integration = anIntegration(v7(), of, { answers: { [INTEGRATION_TEXT]: 'Eccola.' } });
    await stores.integrations.insert(integration);
    return integrationDigest(integration);
  };

  return {
    onMemory,
    onPostgres,
    tenant,
    citizen,
    ...staff,
    signedAnswer: await receive(onMemory, tenant, aSignedFile('Paola Conti', ANSWER)),
    document: await receive(onMemory, tenant, file(asBytes('%PDF- il certificato'))),
    async meet({ unitOfWork }, situation) {
      const kind = JOBS[situation];
      const job = kind === undefined ? null : { id: deliveryIdSchema.parse(v7()), kind };
      const met = { practice: made(situation), deliveryId: deliveryIdSchema.parse(v7()), job };
      return { ...met, shown: await unitOfWork.run(tenant.id, (stores) => put(stores, situation, met)) };
    },
    close: pools.close,
  };
};
