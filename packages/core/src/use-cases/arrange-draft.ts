import { awaitsMoney } from '../payment/payment.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import type { Practice } from '../practice/practice.ts';
import { journey } from '../service/journey.ts';
import { type ArrangeDeps, arrangeDue } from './arrange-due.ts';
import type { CompiledServices } from './compiled-services.ts';
import { paymentStanding } from './payment-facts.ts';

/** `arrangeDue` for the step of payment of a locked draft. Nothing is opened before the step is reached. */
export const arrangeDraft = async (
  stores: Stores,
  deps: ArrangeDeps & { readonly services: CompiledServices },
  practice: Practice,
): Promise<void> => {
  const service = await deps.services.of(stores, practice);
  const { choice, payments, facts } = await paymentStanding(stores, service.definition, practice);
  const isAsked = choice?.kind === 'pagopa';
  if (!isAsked && !payments.some(awaitsMoney)) return;
  const way = journey(service, practice.answers, facts);
  const step = way.steps.find(({ definition }) => definition.kind === 'payment');
  // Answers that are being corrected say nothing of what is owed. A step that is skipped on a way that is complete owes nothing.
  const isKnown = step?.status === 'skipped' ? way.complete : step?.open === true && step.due !== null;
  if (step === undefined || !isKnown) return;
  const part = step.due?.parts.find(({ kind }) => kind === 'pagopa') ?? null;
  const citizen = await stores.citizens.byId(practice.citizenId);
  if (citizen === null) throw new Error('The citizen of a practice does not exist');
  const { name } = service.definition;
  const province = citizen.residenza?.provincia ?? '';
  await arrangeDue(
    stores,
    deps,
    { practice, integrationId: null, choice, name, part, province, until: null },
    payments,
  );
};
