import { type ApplicantFact, applicantFacts } from '../../person/applicant-facts.ts';
import { fullName } from '../../person/citizen.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentRenderer } from '../../ports/document-renderer.ts';
import type { ProtocolRegistry, Registration } from '../../ports/protocol-registry.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { Stores, UnitOfWork } from '../../ports/unit-of-work.ts';
import { suspending } from '../../practice/deadline.ts';
import { happenedAt, type Integration, type IntegrationPaper } from '../../practice/integration.ts';
import type { Practice, PracticeDocument } from '../../practice/practice.ts';
import { paperKey } from '../../practice/registration-key.ts';
import type { ServiceDefinition } from '../../service/definition.ts';
import type { ProtocolValues } from '../../service/service.ts';
import { italianDate } from '../../shared/calendar.ts';
import type { IntegrationId, TenantId } from '../../shared/ids.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { describeIntegration, type IntegrationView } from '../describe-integration.ts';
import { letterHead, tenantOf } from './letter-head.ts';
import { protocolValuesOf, registeredOf } from './registered-of.ts';

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

/** Which way each paper goes, what it is called in the protocol, and how its file's name begins. */
export const PAPERS: Readonly<
  Record<
    IntegrationPaper,
    Pick<Registration, 'direction'> & { readonly description: string; readonly fileName: string }
  >
> = {
  richiesta: { direction: 'uscita', description: 'Richiesta di integrazione', fileName: 'richiesta-di-integrazione' },
  risposta: { direction: 'entrata', description: 'Integrazione', fileName: 'integrazione' },
  annullamento: {
    direction: 'uscita',
    description: 'Annullamento della richiesta di integrazione',
    fileName: 'annullamento-richiesta-di-integrazione',
  },
};

const momentOf = (integration: Integration, paper: IntegrationPaper): Date => {
  const at = happenedAt(integration, paper);
  if (at === null) throw new Error(`${integration.id} has no ${paper} to register`);
  return at;
};

/** What a paper is made from. */
export interface PaperFacts {
  readonly practice: Practice;
  readonly applicant: NonNullable<Practice['applicant']>;
  readonly definition: ServiceDefinition;
  readonly view: IntegrationView;
  readonly values: ProtocolValues;
  /** Whether it is the request that suspends the term of the procedure. */
  readonly suspends: boolean;
}

export const integrationOf = async (stores: Stores, practice: Practice, id: IntegrationId): Promise<Integration> => {
  const found = (await stores.integrations.of(practice.id)).find((one) => one.id === id);
  if (found === undefined) throw new Error(`Integration ${id} of ${practice.id} is not there`);
  return found;
};

/** Gathers what a paper is made from. */
export const gatherPaper = (deps: RegisterIntegrationDeps, tenantId: TenantId, practice: Practice, id: IntegrationId) =>
  deps.unitOfWork.run(tenantId, async (stores): Promise<PaperFacts> => {
    const { applicant, submittedAt } = practice;
    if (applicant === null || submittedAt === null) throw new Error(`Practice ${practice.id} was not sent`);
    const { definition } = await deps.services.of(stores, practice);
    const integrations = await stores.integrations.of(practice.id);
    const integration = await integrationOf(stores, practice, id);
    const attachments = await stores.attachments.of(practice.id);
    const view = describeIntegration(deps.services, definition, practice, integration, attachments);
    // As it was when it was asked: that it may be cancelled later changes nothing of the letter.
    const asked = integrations.map((one) => (one.id === id ? { ...one, cancelledAt: null } : one));
    const suspends = suspending(asked, submittedAt, definition.deadlineDays)?.id === id;
    const values = await protocolValuesOf(stores, practice);
    return { practice, applicant, definition, view, values, suspends };
  });

const numbered = (protocol: { readonly number: string; readonly year: number; readonly registeredAt: Date }) => ({
  number: `${protocol.number}/${protocol.year}`,
  date: protocol.registeredAt,
});

/** Makes a paper. Gives the bytes of the PDF. */
export const renderPaper = async (
  deps: RegisterIntegrationDeps,
  tenantId: TenantId,
  { practice, applicant, definition, view, suspends }: PaperFacts,
  paper: IntegrationPaper,
): Promise<Uint8Array> => {
  const { integration, asked, rows, files } = view;
  const head = letterHead(await tenantOf(deps.tenants, tenantId), deps.portalUrl);
  const common = { head, subject: definition.name, code: practice.code };
  const { office, responsible } = definition;
  const fromOffice = { ...common, addressee: fullName(applicant.identity), office, responsible };
  if (paper === 'richiesta') {
    const { message, dueDate, requestedAt } = integration;
    return deps.renderer.renderIntegrationRequest({
      ...fromOffice,
      requestProtocol: practice.requestProtocol === null ? null : numbered(practice.requestProtocol),
      message,
      asked,
      dueDate: italianDate(dueDate),
      suspends,
      requestedAt,
    });
  }
  const registered = integration.papers.richiesta?.protocol;
  if (registered == null) throw new Error(`The request of ${integration.id} has no number yet`);
  const protocol = numbered(registered);
  if (paper === 'annullamento') {
    const cancelledAt = momentOf(integration, paper);
    return deps.renderer.renderIntegrationCancellation({ ...fromOffice, protocol, cancelledAt });
  }
  const answeredAt = momentOf(integration, paper);
  return deps.renderer.renderIntegrationAnswer({
    ...common,
    applicant: applicantFacts(applicant).map(({ fact, value }) => ({ label: deps.applicantLabels[fact], value })),
    rows,
    attachments: files.map(({ description, fileName, size, sha256 }) => ({ description, fileName, size, sha256 })),
    protocol,
    answeredAt,
    paperSignedAt: integration.answeredBy === null ? null : answeredAt,
  });
};

/** What is registered of a paper. */
export const registrationOf = (
  { practice, applicant, definition, view, values }: PaperFacts,
  paper: IntegrationPaper,
  document: PracticeDocument,
): Registration => {
  const { integration, files } = view;
  const { direction, description } = PAPERS[paper];
  return {
    key: paperKey(practice.id, integration.id, paper),
    direction,
    subject: `${description}: ${definition.name} - pratica ${practice.code}`,
    ...registeredOf(practice, applicant, values),
    file: practice.requestProtocol,
    sentAt: momentOf(integration, paper),
    main: { ...document, description: `${description}: ${definition.name}` },
    attachments: paper === 'risposta' ? files : [],
  };
};
