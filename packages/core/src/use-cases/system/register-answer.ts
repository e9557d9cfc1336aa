import type { Ids } from '../../ports/ids.ts';
import type { ProtocolNumber } from '../../ports/protocol-registry.ts';
import type { Stores } from '../../ports/unit-of-work.ts';
import { unregisteredPapers } from '../../practice/integration.ts';
import type { Practice } from '../../practice/practice.ts';
import { answerKey } from '../../practice/registration-key.ts';
import { happen } from '../happen.ts';
import { lockPractice, mustHappen, openDelivery, type RunDelivery } from './delivery-run.ts';
import { enclosedOf } from './enclosed.ts';
import type { RegisterIntegrationDeps } from './integration-papers.ts';
import { makeRegisterPapers } from './register-integration.ts';
import { protocolValuesOf, registeredOf } from './registered-of.ts';

export interface RegisterAnswerDeps extends RegisterIntegrationDeps {
  readonly ids: Ids;
}

/** The number is known: write it down and close the practice with the decided outcome, in one transaction. */
const close = async (stores: Stores, deps: RegisterAnswerDeps, practice: Practice, answerProtocol: ProtocolNumber) => {
  const at = deps.clock.now();
  const integrations = await stores.integrations.of(practice.id);
  const numbered = mustHappen(
    await happen(stores, deps.ids, practice, {
      event: 'REGISTER_ANSWER',
      at,
      operatorId: null,
      integrationsRegistered: integrations.every((one) => unregisteredPapers(one).length === 0),
      change: { answerProtocol },
    }),
    'REGISTER_ANSWER',
  );
  const event = numbered.decision?.outcome === 'accettata' ? 'ACCEPT' : 'REJECT';
  mustHappen(await happen(stores, deps.ids, numbered, { event, at, operatorId: null, change: {} }), event);
};

/**
 * After the signed answer was handed in, or made where none is signed: registers it as outgoing, with the document that is
 * enclosed; with its number the practice is closed for the
 * citizen, who is mailed (ente.md, "Elabora"). What the citizen was asked to complete, and their answer, must have their
 * numbers before: what is still without one is registered here, so that closing neither overtakes it nor waits for a job
 * that is blocked.
 */
export const makeRegisterAnswer =
  (deps: RegisterAnswerDeps): RunDelivery =>
  async (tenantId, deliveryId) => {
    const gathered = await deps.unitOfWork.run(tenantId, async (stores) => {
      const opened = await openDelivery(stores, deliveryId);
      if (opened === null) return null;
      const { practice } = opened;
      const service = await deps.services.of(stores, practice);
      return { practice, service, values: await protocolValuesOf(stores, practice) };
    });
    if (gathered === null) return;
    const { practice, service, values } = gathered;
    const { applicant, decision, documents } = practice;
    const answer = decision?.flow === 'documento' ? documents.risposta : documents.risposta_firmata;
    if (applicant === null || decision === null || answer === undefined) {
      throw new Error(`Practice ${practice.id} has no answer to register`);
    }
    await makeRegisterPapers(deps)(tenantId, practice);
    const number = await deps.registry.register(tenantId, {
      key: answerKey(practice.id),
      direction: 'uscita',
      subject: `Risposta: ${service.definition.name} - pratica ${practice.code}`,
      ...registeredOf(practice, applicant, values),
      file: practice.requestProtocol,
      sentAt: decision.decidedAt,
      main: { ...answer, description: `Risposta: ${service.definition.name}` },
      attachments: enclosedOf(practice),
    });
    await deps.unitOfWork.run(tenantId, async (stores) => {
      const current = await lockPractice(stores, practice);
      if (current.answerProtocol === null) await close(stores, deps, current, number);
      await stores.deliveries.complete(deliveryId, deps.clock.now());
    });
  };
