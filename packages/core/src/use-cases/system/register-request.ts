import { type ApplicantFact, applicantFacts } from '../../person/applicant-facts.ts';
import type { AttachmentStorage } from '../../ports/attachment-storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentRenderer, RequestDocument } from '../../ports/document-renderer.ts';
import type { Ids } from '../../ports/ids.ts';
import type { ProtocolNumber, ProtocolRegistry } from '../../ports/protocol-registry.ts';
import type { TenantDirectory } from '../../ports/tenant-directory.ts';
import type { UnitOfWork } from '../../ports/unit-of-work.ts';
import type { PracticeDocument } from '../../practice/practice.ts';
import { requestKey } from '../../practice/registration-key.ts';
import { journey, summarise } from '../../service/journey.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import type { CompiledServices } from '../compiled-services.ts';
import { displayFacts } from '../display-facts.ts';
import { happen } from '../happen.ts';
import { lockPractice, mustHappen, openDelivery, type RunDelivery } from './delivery-run.ts';
import { documentPayments } from './document-payments.ts';
import { keepDocument } from './keep-document.ts';
import { letterHead, tenantOf } from './letter-head.ts';
import { type ReceiptFacts, receiptFileName, renderReceipt } from './receipt.ts';
import { protocolValuesOf, registeredOf } from './registered-of.ts';

export interface RegisterRequestDeps {
  readonly unitOfWork: UnitOfWork;
  readonly services: CompiledServices;
  readonly tenants: TenantDirectory;
  readonly storage: AttachmentStorage;
  readonly renderer: DocumentRenderer;
  readonly registry: ProtocolRegistry;
  readonly ids: Ids;
  readonly clock: Clock;
  /** Address of the portal, printed on the documents. */
  readonly portalUrl: string;
  /** What each fact about the applicant is called on the form. */
  readonly applicantLabels: Readonly<Record<ApplicantFact, string>>;
}

type Gathered = Awaited<ReturnType<typeof gather>>;

/** Reads, in one transaction, all that the form and its registration need; null when there is nothing left to do. */
const gather = (deps: RegisterRequestDeps, ...[tenantId, deliveryId]: Parameters<RunDelivery>) =>
  deps.unitOfWork.run(tenantId, async (stores) => {
    const opened = await openDelivery(stores, deliveryId);
    if (opened === null) return null;
    const { practice } = opened;
    const { applicant, submittedAt } = practice;
    if (applicant === null || submittedAt === null) throw new Error(`Practice ${practice.id} was not sent`);
    const service = await deps.services.of(stores, practice);
    const attachments = await stores.attachments.of(practice.id);
    const payments = documentPayments(await stores.payments.of(practice.id));
    const values = await protocolValuesOf(stores, practice);
    return { practice, applicant, submittedAt, service, attachments, payments, values };
  });

const requestDocument = (
  deps: RegisterRequestDeps,
  tenant: Tenant,
  { practice, applicant, submittedAt, service, attachments, payments }: NonNullable<Gathered>,
): RequestDocument => {
  return {
    head: letterHead(tenant, deps.portalUrl),
    subject: service.definition.name,
    code: practice.code,
    applicant: applicantFacts(applicant).map(({ fact, value }) => ({ label: deps.applicantLabels[fact], value })),
    sections: summarise(journey(service, practice.answers), displayFacts(applicant, attachments)),
    attachments,
    payments,
    submittedAt,
    paperSignedAt: practice.paperSignedAt,
  };
};

const receiptFacts = (deps: RegisterRequestDeps, tenant: Tenant, gathered: NonNullable<Gathered>): ReceiptFacts => ({
  ...gathered,
  head: letterHead(tenant, deps.portalUrl),
  definition: gathered.service.definition,
});

/**
 * Makes the filled-in form and the receipt, still without a number, and keeps them with the practice, unless another
 * attempt did: the first form is the one registered. The receipt is due at once, also while the registry is down
 * (law 241/1990 art. 18-bis).
 */
const keepForm = async (
  deps: RegisterRequestDeps,
  tenant: Tenant,
  gathered: NonNullable<Gathered>,
): Promise<PracticeDocument> => {
  const { practice } = gathered;
  if (practice.documents.modulo !== undefined) return practice.documents.modulo;
  const form = await deps.renderer.renderRequest(requestDocument(deps, tenant, gathered));
  const modulo = await keepDocument(deps.storage, tenant.id, `modulo-${practice.code}.pdf`, form);
  const receipt = await renderReceipt(deps.renderer, receiptFacts(deps, tenant, gathered), null);
  const ricevuta = await keepDocument(deps.storage, tenant.id, receiptFileName(practice), receipt);
  return deps.unitOfWork.run(tenant.id, async (stores) => {
    const current = await lockPractice(stores, practice);
    if (current.documents.modulo !== undefined) return current.documents.modulo;
    const documents = { ...current.documents, modulo, ricevuta };
    const changed = { ...current, documents, version: current.version + 1 };
    if (!(await stores.practices.update(changed, current.version))) throw new Error('The form was not kept');
    return modulo;
  });
};

/** The receipt again, with the number. */
const completeReceipt = async (
  deps: RegisterRequestDeps,
  tenant: Tenant,
  gathered: NonNullable<Gathered>,
  protocol: ProtocolNumber,
): Promise<PracticeDocument> => {
  const bytes = await renderReceipt(deps.renderer, receiptFacts(deps, tenant, gathered), protocol);
  return keepDocument(deps.storage, tenant.id, receiptFileName(gathered.practice), bytes);
};

/**
 * After a practice was sent: makes the PDF of the form and of the receipt, registers the form with its attachments, puts
 * the number on the receipt, and lets `REGISTER` happen, which mails the number. Each step leaves a durable mark and looks
 * for the mark of an earlier attempt, so that it can be killed anywhere and started again (ente.md, "Protocol, in the order
 * of events").
 */
export const makeRegisterRequest =
  (deps: RegisterRequestDeps): RunDelivery =>
  async (tenantId, deliveryId) => {
    const gathered = await gather(deps, tenantId, deliveryId);
    if (gathered === null) return;
    const tenant = await tenantOf(deps.tenants, tenantId);
    const main = await keepForm(deps, tenant, gathered);
    const { practice, applicant, attachments, service, values } = gathered;
    const requestProtocol = await deps.registry.register(tenantId, {
      key: requestKey(practice.id),
      direction: 'entrata',
      subject: `${service.definition.name} - pratica ${practice.code}`,
      ...registeredOf(practice, applicant, values),
      file: null,
      sentAt: gathered.submittedAt,
      main: { ...main, description: service.definition.name },
      attachments,
    });
    const ricevuta = await completeReceipt(deps, tenant, gathered, requestProtocol);
    await deps.unitOfWork.run(tenantId, async (stores) => {
      const current = await lockPractice(stores, practice);
      const now = deps.clock.now();
      if (current.requestProtocol === null) {
        const change = { requestProtocol, documents: { ...current.documents, ricevuta } };
        const happened = await happen(stores, deps.ids, current, {
          event: 'REGISTER',
          at: now,
          operatorId: null,
          change,
        });
        mustHappen(happened, 'REGISTER');
      }
      await stores.deliveries.complete(deliveryId, now);
    });
  };
