import type { Citizen, FieldError, Journey, JourneyStep, OpeningId, Payment } from '@stanza/core';
import type { FormFields } from '../../http/form.ts';
import type { FieldFacts } from '../../step-form/field-facts.ts';
import type { NoticeView } from '../../ui/components.ts';

/** What a page of the compilation is made from. */
export interface StepPage extends Omit<FieldFacts, 'applicant'> {
  readonly serviceName: string;
  /** Until when it may be sent, or why it may not; null when there is no such day. */
  readonly sending: string | null;
  readonly journey: Journey;
  readonly step: JourneyStep;
  readonly citizen: Citizen;
  /** An operator fills it in, on the citizen's behalf. */
  readonly atCounter: boolean;
  /** Where the applicant's data are corrected; null when whoever fills it in may not. */
  readonly editHref: string | null;
  /** Where the form of this step is sent. */
  readonly action: string;
  /** Of the page that begins a draft; null when there is one, in which script may save while one types. */
  readonly opening: OpeningId | null;
  /** The address of another step's page. */
  readonly hrefOf: (stepId: string) => string;
  /** What was just typed and is not saved, by field id; empty when what is saved is shown. */
  readonly typed: FormFields;
  /** As it is saved, and as it is shown: it may have been typed and not saved. */
  readonly privateNote: { readonly saved: string; readonly shown: string };
  /** Of the step of payment, oldest first. */
  readonly payments: readonly Payment[];
  /** What came of a button of the step of payment; null when none was pressed. */
  readonly said: NoticeView | null;
  /** Name of the ente. */
  readonly creditor: string;
  /** Where a page that waits for a payment hears that something has changed. */
  readonly eventsHref: string;
  /** Below which the documents of payments are. */
  readonly paymentsHref: string;
  /** Digest of the data that the summary shows. */
  readonly shownData: string;
  readonly errors: readonly FieldError[];
}
