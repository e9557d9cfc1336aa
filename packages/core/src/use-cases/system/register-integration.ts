import { type ApplicantFact, applicantFacts } from '../../person/applicant-facts.ts';
import { fullName } from '../../person/citizen.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentRenderer } from '../../ports/document-renderer.ts';
import type { ProtocolRegistry, Registration } from '../../ports/protocol-registry.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { suspending } from '../../practice/deadline.ts';
import {
  type Integration,
  type IntegrationPaper,
  type RegisteredPaper,
  unregisteredPapers,
} from '../../practice/integration.ts';
import type { Practice, PracticeDocument } from '../../practice/practice.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import { italianDate } from '../../shared/calendar.ts';
import type { IntegrationId, TenantId } from '../../shared/ids.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { describeIntegration, type IntegrationView } from '../describe-integration.ts';
import { lockPractice, openDelivery, type RunDelivery } from './delivery-run.ts';
import { keepDocument } from './keep-document.ts';
import { letterHead, tenantOf } from './letter-head.ts';

export interface RegisterIntegrationDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly tenants: TenantDirectory;
  readonly storage: AttachmentStorage;
  readonly renderer: DocumentRenderer;
  readonly registry: ProtocolRegistry;
  readonly clock: Clock;
  /** Address of the portal, printed on the documents. */
  readonly portalUrl: string;
  /** What each fact about the applicant is called on the papers. */
  readonly applicantLabels: Readonly<Record<ApplicantFact, string>>;
}

/** What a paper is made from. */
interface PaperFacts {
  readonly practice: Practice;
  readonly applicant: NonNullable<Practice['applicant']>;
  readonly definition: ServiceDefinition;
  readonly view: IntegrationView;
  /** Whether it is the request that suspends the term of the procedure. */
  readonly suspends: boolean;
}

const find = async (stores: Stores, practice: Practice, id: IntegrationId): Promise<Integration> => {
  const found = (await stores.integrations.of(practice.id)).find((one) => one.id === id);
  if (found === undefined) throw new Error(`Integration ${id} of ${practice.id} is not there`);
  return found;
};

const gather = (deps: RegisterIntegrationDeps, tenantId: TenantId, practice: Practice, id: IntegrationId) =>
  deps.unitOfWork.run(tenantId, async (stores): Promise<PaperFacts> => {
    const { applicant, submittedAt } = practice;
    if (applicant === null || submittedAt === null) throw new Error(`Practice ${practice.id} was not sent`);
    const { definition } = await deps.services.of(stores, practice);
    const integrations = await stores.integrations.of(practice.id);
    const integration = await find(stores, practice, id);
    const attachments = await stores.attachments.of(practice.id);
    const view = describeIntegration(deps.services, definition, practice, integration, attachments);
    // As it was when it was asked: that it may be cancelled later changes nothing of the letter.
    const asked = integrations.map((one) => (one.id === id ? { ...one, cancelledAt: null } : one));
    const suspends = suspending(asked, submittedAt, definition.deadlineDays)?.id === id;
    return { practice, applicant, definition, view, suspends };
  });

const numbered = (protocol: { readonly number: string; readonly year: number; readonly registeredAt: Date }) => ({
  number: `${protocol.number}/${protocol.year}`,
  date: protocol.registeredAt,
});

const render = async (
  deps: RegisterIntegrationDeps,
  tenantId: TenantId,
  { practice, applicant, definition, view, suspends }: PaperFacts,
  paper: IntegrationPaper,
): Promise<Uint8Array> => {
  const { integration, asked, rows, files } = view;
  const head = letterHead(await tenantOf(deps.tenants, tenantId), deps.portalUrl);
  const common = { head, subject: definition.name, code: practice.code };
  if (paper === 'richiesta') {
    const { office, responsible } = definition;
    const { message, dueDate, requestedAt } = integration;
    return deps.renderer.renderIntegrationRequest({
      ...common,
      addressee: fullName(applicant.identity),
      office,
      responsible,
      requestProtocol: practice.requestProtocol === null ? null : numbered(practice.requestProtocol),
      message,
      asked,
      dueDate: italianDate(dueDate),
      suspends,
      requestedAt,
    });
  }
  const protocol = integration.papers.richiesta?.protocol;
  if (protocol == null || integration.answeredAt === null) throw new Error(`${integration.id} has no answer to print`);
  return deps.renderer.renderIntegrationAnswer({
    ...common,
    applicant: applicantFacts(applicant).map(({ fact, value }) => ({ label: deps.applicantLabels[fact], value })),
    rows,
    attachments: files.map(({ description, fileName, size, sha256 }) => ({ description, fileName, size, sha256 })),
    protocol: numbered(protocol),
    answeredAt: integration.answeredAt,
  });
};

/** Writes down a paper, unless another attempt has come further. @returns what is written down then */
const savePaper = (
  deps: RegisterIntegrationDeps,
  tenantId: TenantId,
  { practice, view }: PaperFacts,
  paper: IntegrationPaper,
  made: RegisteredPaper,
): Promise<RegisteredPaper> =>
  deps.unitOfWork.run(tenantId, async (stores) => {
    await lockPractice(stores, practice);
    const current = await find(stores, practice, view.integration.id);
    const known = current.papers[paper];
    if (known !== undefined && (known.protocol !== null || made.protocol === null)) return known;
    const written = { document: known?.document ?? made.document, protocol: made.protocol };
    await stores.integrations.update({ ...current, papers: { ...current.papers, [paper]: written } });
    return written;
  });

const registrationOf = (
  { practice, applicant, definition, view }: PaperFacts,
  paper: IntegrationPaper,
  document: PracticeDocument,
): Registration => {
  const { integration, files } = view;
  const isRequest = paper === 'richiesta';
  const description = isRequest ? 'Richiesta di integrazione' : 'Integrazione';
  return {
    key: `${practice.id}:integrazione:${integration.id}:${paper}`,
    direction: isRequest ? 'uscita' : 'entrata',
    subject: `${description}: ${definition.name} - pratica ${practice.code}`,
    correspondent: fullName(applicant.identity),
    sentAt: isRequest ? integration.requestedAt : (integration.answeredAt ?? integration.requestedAt),
    main: { ...document, description: `${description}: ${definition.name}` },
    attachments: isRequest ? [] : files,
  };
};

/**
 * Makes a paper, keeps it and has it registered, whatever of that an earlier attempt has not done: each step leaves a durable
 * mark, and the first document that was kept is the one registered.
 */
const registerPaper = async (
  deps: RegisterIntegrationDeps,
  tenantId: TenantId,
  practice: Practice,
  id: IntegrationId,
  paper: IntegrationPaper,
): Promise<void> => {
  const facts = await gather(deps, tenantId, practice, id);
  let kept = facts.view.integration.papers[paper];
  if (kept === undefined) {
    const bytes = await render(deps, tenantId, facts, paper);
    const name = paper === 'richiesta' ? 'richiesta-di-integrazione' : 'integrazione';
    const document = await keepDocument(deps.storage, tenantId, `${name}-${practice.code}.pdf`, bytes);
    kept = await savePaper(deps, tenantId, facts, paper, { document, protocol: null });
  }
  if (kept.protocol !== null) return;
  const protocol = await deps.registry.register(tenantId, registrationOf(facts, paper, kept.document));
  await savePaper(deps, tenantId, facts, paper, { document: kept.document, protocol });
};

export type RegisterPapers = (tenantId: TenantId, practice: Practice, upTo?: IntegrationId) => Promise<void>;

/**
 * Has whatever of a practice's requests of integration and answers is not registered yet registered, in the order in which
 * it happened: the protocol must not say that an answer came before its question.
 */
export const makeRegisterPapers =
  (deps: RegisterIntegrationDeps): RegisterPapers =>
  async (tenantId, practice, upTo) => {
    const all = await deps.unitOfWork.run(tenantId, ({ integrations }) => integrations.of(practice.id));
    const last = upTo === undefined ? all.length - 1 : all.findIndex(({ id }) => id === upTo);
    for (const integration of all.slice(0, last + 1)) {
      for (const paper of unregisteredPapers(integration)) {
        await registerPaper(deps, tenantId, practice, integration.id, paper);
      }
    }
  };

/**
 * After a request of integration, or an answer to one: its paper is made and registered, after those that came before it. One
 * job serves both: whichever runs first does what is there to do, and the other finds it done.
 */
export const makeRegisterIntegration = (deps: RegisterIntegrationDeps): RunDelivery => {
  const registerPapers = makeRegisterPapers(deps);
  return async (tenantId, deliveryId) => {
    const opened = await deps.unitOfWork.run(tenantId, (stores) => openDelivery(stores, deliveryId));
    if (opened === null) return;
    const { effect } = opened.delivery;
    if (effect.kind !== 'register_integration_request' && effect.kind !== 'register_integration') {
      throw new Error(`Delivery ${deliveryId} is not about an integration`);
    }
    await registerPapers(tenantId, opened.practice, effect.integrationId);
    await deps.unitOfWork.run(tenantId, ({ deliveries }) => deliveries.complete(deliveryId, deps.clock.now()));
  };
};
