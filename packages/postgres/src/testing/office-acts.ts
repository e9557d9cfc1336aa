import { type AnswerFlow, type BulkAction, type Operator, type Outcome, ok, type Result, refuse } from '@stanza/core';
import { signedIn } from '@stanza/core/testing';
import { type Met, type OfficeStage, requestKey, type Situation } from './office-stage.ts';

/** An act on a practice. @param place 0 for the first of the two that meet, 1 for the second */
type Act = (
  stage: OfficeStage,
  portal: OfficeStage['onPostgres'],
  operator: Operator,
  met: Met,
  place: 0 | 1,
) => Promise<Result<unknown, { readonly code: string }>>;

interface OfficeAct {
  /** Where it succeeds when nothing else happens; the worker's, wherever it has that work to do. */
  readonly possibleIn: readonly Situation[];
  readonly act: Act;
}

const ADDRESS = '192.0.2.1';
const request = ({ tenant }: OfficeStage, operator: Operator, { practice: { id, version } }: Met) =>
  ({ tenantId: tenant.id, operator, address: ADDRESS, practiceId: id, version }) as const;

const decide =
  (flow: AnswerFlow, outcome: Outcome): Act =>
  (stage, portal, operator, met) => {
    const document = flow !== 'firma' && outcome === 'accettata' ? stage.document : null;
    const typed = { outcome, reason: `Motivo: ${outcome}`, flow, document };
    return portal.decidePractice(request(stage, operator, met), typed);
  };

const bulk =
  (action: BulkAction): Act =>
  async ({ tenant }, portal, operator, { practice: { id, version } }) => {
    const chosen = [{ practiceId: id, version }];
    const results = await portal.runBulk(
      tenant.id,
      { operator, address: ADDRESS },
      action,
      chosen,
      `Insieme: ${action}`,
    );
    if (!results.ok) return results;
    const [result] = results.value;
    if (result === undefined) return refuse({ code: 'not_found' });
    return result.outcome === 'done' ? ok(null) : refuse({ code: result.outcome });
  };

const IN_CHARGE = ['in_carico', 'in_carico_certificato', 'in_carico_documento', 'da_firmare'] as const;
const TO_SIGN = ['in_carico', 'da_firmare'] as const;
const EVERYWHERE = ['da_prendere', ...IN_CHARGE, 'da_integrare'] as const;

/** Everything that an operator may do to a practice, and the citizen's answer to what was asked. */
export const OFFICE_ACTS: Readonly<Record<string, OfficeAct>> = {
  'take charge': {
    possibleIn: ['da_prendere', 'da_prendere_insieme'],
    act: (stage, portal, operator, met) => portal.takeCharge(request(stage, operator, met)),
  },
  'accept, to be signed': { possibleIn: TO_SIGN, act: decide('firma', 'accettata') },
  'reject, to be signed': { possibleIn: TO_SIGN, act: decide('firma', 'rifiutata') },
  'accept, document and signature': {
    possibleIn: ['in_carico_certificato'],
    act: decide('documento_e_firma', 'accettata'),
  },
  'reject, document and signature': {
    possibleIn: ['in_carico_certificato'],
    act: decide('documento_e_firma', 'rifiutata'),
  },
  'accept, document alone': { possibleIn: ['in_carico_documento'], act: decide('documento', 'accettata') },
  'reject, document alone': { possibleIn: ['in_carico_documento'], act: decide('documento', 'rifiutata') },
  'hand in the signed answer': {
    possibleIn: ['da_firmare'],
    act: (stage, portal, operator, met) => portal.signAnswer(request(stage, operator, met), stage.signedAnswer),
  },
  'request an integration': {
    possibleIn: IN_CHARGE,
    act: (stage, portal, operator, met, place) =>
      portal.requestIntegration(request(stage, operator, met), {
        message: `Manca qualcosa (${place}).`,
        fields: [],
        documents: '',
        dueDate: '2026-03-31',
      }),
  },
  'cancel the integration': {
    possibleIn: ['da_integrare'],
    act: (stage, portal, operator, met) => portal.cancelIntegration(request(stage, operator, met)),
  },
  'the citizen integrates': {
    possibleIn: ['da_integrare'],
    act: ({ tenant, citizen }, portal, _operator, { practice, shown }) =>
      portal.answerIntegration(tenant.id, signedIn(citizen.id), practice.id, shown),
  },
  reassign: {
    possibleIn: [...IN_CHARGE, 'da_integrare'],
    act: (stage, portal, _operator, met, place) =>
      portal.reassignPractice(
        request(stage, stage.administrator, met),
        (place === 0 ? stage.colleague : stage.third).id,
      ),
  },
  comment: {
    possibleIn: EVERYWHERE,
    act: ({ tenant }, portal, operator, { practice }, place) =>
      portal.commentPractice(tenant.id, { operator, address: ADDRESS }, practice.id, `Commento ${place}`),
  },
  'take charge together': { possibleIn: ['da_prendere', 'da_prendere_insieme'], act: bulk('prendi') },
  'accept together': { possibleIn: ['in_carico_documento'], act: bulk('accetta') },
  'reject together': { possibleIn: ['in_carico_documento'], act: bulk('rifiuta') },
  'retry a delivery': {
    possibleIn: EVERYWHERE,
    act: ({ tenant }, portal, operator, { practice, deliveryId }) =>
      portal.retryDelivery(tenant.id, { operator, address: ADDRESS }, practice.id, deliveryId),
  },
};

/** What an operator does about a registration that the registry of the ente does not take, besides trying it again. */
export const REGISTRY_ACTS: Readonly<Record<string, OfficeAct>> = {
  'register by hand': {
    possibleIn: ['rifiutata_dal_protocollo'],
    act: ({ tenant }, portal, operator, { practice: { id } }) => {
      const place = { practiceId: id, key: requestKey(id) };
      return portal.settleRegistration(tenant.id, { operator, address: ADDRESS }, place, { kind: 'by_hand' });
    },
  },
};

/** Does the work that is queued, as the worker does. */
const work: Act = async ({ tenant }, portal, _operator, { job }) => {
  if (job === null) throw new Error('There is nothing for the worker to do');
  await portal.jobs[job.kind](tenant.id, job.id);
  return ok(null);
};

/** What the worker does to a practice meanwhile. */
export const WORKER_ACTS: Readonly<Record<string, OfficeAct>> = {
  'the worker renders': { possibleIn: ['da_preparare', 'da_preparare_documento'], act: work },
  'the worker registers': { possibleIn: ['da_protocollare', 'risposta_da_protocollare'], act: work },
};
