import { type IntegrationPaper, type RegisteredPaper, unregisteredPapers } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import type { IntegrationId, TenantId } from '../../shared/ids.ts';
import { lockPractice, openDelivery, type RunDelivery } from './delivery-run.ts';
import {
  gatherPaper,
  integrationOf,
  PAPERS,
  type PaperFacts,
  type RegisterIntegrationDeps,
  registrationOf,
  renderPaper,
} from './integration-papers.ts';
import { keepDocument } from './keep-document.ts';

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
    const current = await integrationOf(stores, practice, view.integration.id);
    const known = current.papers[paper];
    if (known !== undefined && (known.protocol !== null || made.protocol === null)) return known;
    const written = { document: known?.document ?? made.document, protocol: made.protocol };
    await stores.integrations.update({ ...current, papers: { ...current.papers, [paper]: written } });
    return written;
  });

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
  const facts = await gatherPaper(deps, tenantId, practice, id);
  let kept = facts.view.integration.papers[paper];
  if (kept === undefined) {
    const bytes = await renderPaper(deps, tenantId, facts, paper);
    const name = PAPERS[paper].fileName;
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
 * After a request of integration, its answer or its cancellation: the paper is made and registered, after those that came before
 * it. One job serves all: whichever runs first does what is there to do, and the others find it done.
 */
export const makeRegisterIntegration = (deps: RegisterIntegrationDeps): RunDelivery => {
  const registerPapers = makeRegisterPapers(deps);
  return async (tenantId, deliveryId) => {
    const opened = await deps.unitOfWork.run(tenantId, (stores) => openDelivery(stores, deliveryId));
    if (opened === null) return;
    const { effect } = opened.delivery;
    if (!('integrationId' in effect)) {
      throw new Error(`Delivery ${deliveryId} is not about an integration`);
    }
    await registerPapers(tenantId, opened.practice, effect.integrationId);
    await deps.unitOfWork.run(tenantId, ({ deliveries }) => deliveries.complete(deliveryId, deps.clock.now()));
  };
};
