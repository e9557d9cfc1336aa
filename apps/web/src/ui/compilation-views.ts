/** View models of the partials that surround a form. */

import { texts } from './partials/texts.it.ts';

/** `{{> error-summary}}`: opens a form shown again with mistakes; takes the focus. */
export interface ErrorSummaryView {
  /** `id` of the field and its message, in the order of the fields. */
  readonly errors: readonly { readonly id: string; readonly message: string }[];
}

export interface StepView {
  readonly number: number;
  readonly label: string;
  /** Address of a step done that may be opened; `null` for the others, and for the one that is shown. */
  readonly href: string | null;
  readonly done: boolean;
  readonly current: boolean;
}

/** `{{> stepper}}`: where the compilation is. Build it with {@link stepper}. */
export interface StepperView {
  readonly current: number;
  readonly total: number;
  readonly currentLabel: string;
  readonly steps: readonly StepView[];
}

/**
 * @param steps the steps walked and to walk, in order; `href` where opening it is allowed
 * @param current index in `steps`, from 0
 */
export function stepper(
  steps: readonly { label: string; href: string | null; done: boolean }[],
  current: number,
): StepperView {
  return {
    current: current + 1,
    total: steps.length,
    currentLabel: steps[current]?.label ?? '',
    steps: steps.map(({ label, href, done }, index) => ({
      number: index + 1,
      label,
      href: done && index !== current ? href : null,
      done: done && index !== current,
      current: index === current,
    })),
  };
}

/**
 * `{{> step-buttons}}`: Indietro · Ricomincia · Avanti, all of which send the form, as `azione`: nothing typed is lost by going
 * back. The form begins with `{{> enter-button}}`, the same view: a hidden Avanti, because Enter presses the first button of a
 * form and must go on, never back.
 */
export interface StepButtonsView {
  /** Where Indietro and Ricomincia send the form; `null` leaves the button out. */
  readonly back: string | null;
  readonly restart: string | null;
  /** "Avanti", or "Invia" on the last step. */
  readonly submitLabel: string;
  /** Why one cannot go on yet (a payment awaited); `null` when one can. */
  readonly blocked: string | null;
}

/** `{{> guide-box}}`: "Guida alla compilazione". */
export interface GuideBoxView {
  readonly paragraphs: readonly string[];
}

/** `{{> note-box}}`: the private note. It belongs to the step's form, so every button of it saves the note; its own sends `azione=nota`. */
export interface NoteBoxView {
  /** `id` of the form of the step. */
  readonly formId: string;
  /** Where "Salva la nota" sends that form. */
  readonly action: string;
  readonly name: string;
  readonly value: string;
  /** Sent along as `nota_vista`, where a button that is not about the note must not write an old one over a newer. */
  readonly digest?: string | undefined;
  readonly error?: string | undefined;
}

/** The name of the note, for the summary of the errors. */
export const NOTE_LABEL = texts.note.etichetta;

/**
 * `{{> confirm-dialog}}`: asked by script before a form with `data-confirm="id"` is sent; the form then carries `conferma=si`.
 * Without script the server receives no `conferma` and answers with `{{> confirm-page}}`, same view.
 */
export interface ConfirmDialogView {
  readonly id: string;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
}

/** `{{> confirm-page}}`: the same question as a page of its own. */
export interface ConfirmPageView extends ConfirmDialogView {
  /** Where the confirmed form is posted, with `conferma=si`. */
  readonly action: string;
  /** Other values to send again. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly noHref: string;
  /** What the answer brings about, below the question. */
  readonly details?: readonly string[] | undefined;
}

/** `{{> refresh}}`: a page that waits for something; reloads itself a few times, where `seconds` says so, or by its link. */
export interface RefreshView {
  /** Address of the page itself. */
  readonly href: string;
  readonly seconds: number | null;
  readonly text: string;
}

/** `{{> rating}}`: from one to five stars, posted as `voto`. What follows is `{{> feedback-details}}`, on a page of its own. */
export interface RatingView {
  readonly action: string;
  readonly question: string;
  readonly stars: readonly { readonly value: string; readonly label: string; readonly checked: boolean }[];
  readonly error?: string | undefined;
}

/** @param chosen stars already given, 1 to 5; `null` when none */
export function rating(action: string, question: string, chosen: number | null): RatingView {
  const stars = [1, 2, 3, 4, 5].map((value) => ({
    value: String(value),
    label: texts.rating.stelle(value),
    checked: value === chosen,
  }));
  return { action, question, stars };
}
