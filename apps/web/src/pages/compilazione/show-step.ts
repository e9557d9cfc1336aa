import {
  type Answers,
  type Citizen,
  type DraftView,
  dayInItaly,
  type FieldError,
  type Journey,
  type OpeningId,
  PRIVATE_NOTE_FIELD,
  type Service,
  type ServiceId,
  shownDigest,
  windowOn,
} from '@stanza/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allowFormsTo } from '../../http/allow-forms-to.ts';
import type { FormFields } from '../../http/form.ts';
import { Problem } from '../../http/problem.ts';
import { enteOf } from '../../http/request-facts.ts';
import type { WebContext } from '../../http/web-context.ts';
import { fileFactsOf } from '../../step-form/file-facts-of.ts';
import { OWN, type Place } from '../../step-form/place.ts';
import { sendingNote } from '../../texts/service-availability.it.ts';
import type { NoticeView } from '../../ui/components.ts';
import { pathTo } from './path-to.ts';
import { texts } from './texts.it.ts';
import { stepView } from './view-model.ts';

/** A practice being filled in: a draft, or the service itself before its draft exists. */
export type Filling = Pick<
  DraftView,
  'definition' | 'days' | 'journey' | 'files' | 'payments' | 'paymentChoice' | 'privateNote'
> & {
  readonly id: string | null;
  readonly serviceId: ServiceId;
  /** Of the page that begins it; null when it is begun. */
  readonly opening: OpeningId | null;
  readonly answers: Answers;
  readonly citizen: Citizen;
};

/** A service that nobody has begun to fill in. */
export const unbegun = (citizen: Citizen, service: Service, journey: Journey, opening: OpeningId): Filling => ({
  citizen,
  serviceId: service.id,
  definition: service.definition,
  days: service,
  journey,
  files: [],
  payments: [],
  paymentChoice: null,
  privateNote: '',
  id: null,
  opening,
  answers: {},
});

export const begun = (citizen: Citizen, draft: DraftView): Filling => ({
  citizen,
  ...draft,
  id: draft.practice.id,
  serviceId: draft.practice.serviceId,
  opening: null,
  answers: draft.practice.answers,
});

export interface StepShown {
  readonly stepId: string;
  /** The citizen's own area when it is not given. */
  readonly place?: Place;
  readonly errors?: readonly FieldError[];
  /** What was typed and could not be saved: shown again as it was. */
  readonly typed?: FormFields;
  readonly status?: number;
  readonly flash?: NoticeView | null;
  /** What came of a button of the step of payment: it goes with the next thing that the page hears. */
  readonly said?: NoticeView | null;
}

/** Answers with the page of a step. */
export const showStep = async (
  { portal, show }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  filling: Filling,
  { stepId, place = OWN, errors = [], typed = {}, status = 200, flash = null, said = null }: StepShown,
): Promise<FastifyReply> => {
  const base = `/${enteOf(request).slug}`;
  const { citizen, definition, journey } = filling;
  const step = journey.steps.find((candidate) => candidate.definition.id === stepId);
  if (step === undefined) throw new Problem('not_found');
  const sheet = `${base}/servizi/${definition.slug}`;
  const today = dayInItaly(portal.clock.now());
  const hrefOf = (id: string) => `${base}${place.prefix}/${filling.id}/compila/${id}`;
  const action = filling.id === null ? `${sheet}/compila` : hrefOf(stepId);
  const isPayment = step.definition.kind === 'payment';
  if (isPayment && filling.paymentChoice !== null) allowFormsTo(reply, portal.checkoutSources(filling.paymentChoice));
  const payments = filling.payments.filter(({ integrationId }) => integrationId === null);
  return show(request, reply, {
    template: 'compilazione',
    view: stepView({
      base,
      filesHref: place.filesHref(base, filling.id),
      atCounter: place.atCounter,
      files: filling.files,
      ...(await fileFactsOf(portal, enteOf(request).id, place, step, {
        citizenId: citizen.id,
        serviceId: filling.serviceId,
      })),
      today,
      sending: sendingNote(windowOn(filling.days, today)),
      serviceName: definition.name,
      journey,
      step,
      citizen,
      opening: filling.opening,
      editHref: place.editHref(base, filling.id, citizen, action),
      action,
      hrefOf,
      payments,
      said,
      creditor: enteOf(request).name,
      eventsHref: `${base}${place.prefix}/${filling.id}/pagamento/eventi`,
      paymentsHref: place.paymentsHref(base, filling.id),
      typed,
      privateNote: { saved: filling.privateNote, shown: typed[PRIVATE_NOTE_FIELD] ?? filling.privateNote },
      shownData: shownDigest(filling.answers, citizen),
      errors,
    }),
    title: `${step.definition.title} – ${texts.titolo(definition.name)}`,
    crumb: step.definition.title,
    path: pathTo(place, base, definition),
    section: 'servizi',
    status,
    hasErrors: errors.length > 0,
    flash,
  });
};
