import { type FieldError, type FieldErrorCode, fieldErrorCode } from '../shared/field-error.ts';
import { holds } from './condition.ts';
import type { ServiceDefinition, StepDefinition } from './definition.ts';
import type { DisplayFacts, ValidationFacts } from './field-kinds/field-kind.ts';
import { type BoundField, bindField } from './field-kinds/index.ts';

/**
 * What the citizen has answered: normalised strings by field id, and `true` by step id for the steps that are only
 * confirmed. A value may be wrong: it is kept as it was typed, and the journey says so.
 */
export type Answers = Readonly<Record<string, string | true>>;

interface CompiledStep {
  readonly definition: StepDefinition;
  readonly fields: readonly BoundField[];
}

/** A definition with its schemas built. Make it once for each revision. */
export interface CompiledService {
  readonly definition: ServiceDefinition;
  readonly steps: readonly CompiledStep[];
}

export const compileService = (definition: ServiceDefinition, facts: ValidationFacts): CompiledService => ({
  definition,
  steps: definition.steps.map((step) => ({
    definition: step,
    fields: step.kind === 'form' ? step.fields.map((field) => bindField(field, facts)) : [],
  })),
});

export interface JourneyField {
  readonly bound: BoundField;
  /** As it was typed; empty when there is no answer. */
  readonly value: string;
  readonly error: FieldErrorCode | null;
}

export interface JourneyStep {
  readonly definition: StepDefinition;
  /** Skipped: its condition does not hold. Done: walked, and everything in it is valid. */
  readonly status: 'done' | 'todo' | 'skipped';
  /** Whether its page may be opened: every walked step before it is done. */
  readonly open: boolean;
  /** The fields that exist now, in order. */
  readonly fields: readonly JourneyField[];
}

/**
 * The way through a definition with given answers. Nothing about position is stored: which steps are walked, which
 * is next and whether one may be opened are computed from the answers each time, so they cannot disagree.
 */
export interface Journey {
  readonly steps: readonly JourneyStep[];
  /** The first walked step that is not done; the summary when all are. */
  readonly next: JourneyStep;
  /** Every step before the summary is done: the practice may be sent. */
  readonly complete: boolean;
}

const checkField = (bound: BoundField, value: string): FieldErrorCode | null => {
  if (value === '') {
    if (!bound.field.required) return null;
    return bound.field.kind === 'file' ? 'file_required' : 'required';
  }
  const parsed = bound.schema.safeParse(value);
  if (parsed.success) return null;
  return fieldErrorCode(parsed.error.issues[0]?.message);
};

/** Computes the journey. Pure, and cheap enough for each request. */
export const journey = (service: CompiledService, answers: Answers): Journey => {
  // Only what is walked counts for conditions: an answer left in a branch no longer taken must not open another one.
  const walked = new Map<string, string>();
  const answerOf = (field: string) => walked.get(field);
  let open = true;
  const steps = service.steps.map(({ definition, fields }): JourneyStep => {
    if (definition.kind === 'form' && definition.when !== undefined && !holds(definition.when, answerOf)) {
      return { definition, status: 'skipped', open: false, fields: [] };
    }
    const present: JourneyField[] = [];
    for (const bound of fields) {
      if (bound.field.when !== undefined && !holds(bound.field.when, answerOf)) continue;
      const answer = answers[bound.field.id];
      const value = typeof answer === 'string' ? answer : '';
      walked.set(bound.field.id, value);
      present.push({ bound, value, error: checkField(bound, value) });
    }
    const confirmed = definition.kind === 'form' || answers[definition.id] === true;
    const done = definition.kind !== 'summary' && confirmed && present.every((field) => field.error === null);
    const step: JourneyStep = { definition, status: done ? 'done' : 'todo', open, fields: present };
    open = open && done;
    return step;
  });
  const next = steps.find((step) => step.status === 'todo');
  if (next === undefined) throw new Error(`The definition ${service.definition.slug} has no summary step`);
  return { steps, next, complete: next.definition.kind === 'summary' };
};

/** The errors of one step, in the order of its fields. A step that is only confirmed has one, on its own id. */
export const stepErrors = (step: JourneyStep): readonly FieldError[] => {
  if (step.definition.kind === 'summary') return [];
  if (step.definition.kind !== 'form') {
    return step.status === 'todo' ? [{ field: step.definition.id, code: 'must_accept' }] : [];
  }
  return step.fields.flatMap(({ bound, error }) => (error === null ? [] : [{ field: bound.field.id, code: error }]));
};

export interface SummarySection {
  readonly stepId: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/** What the citizen has answered, step by step, as a person reads it: for the summary page and the PDF. */
export const summarise = (of: Journey, facts: DisplayFacts): readonly SummarySection[] =>
  of.steps
    .filter((step) => step.definition.kind === 'form' && step.status !== 'skipped')
    .map((step) => ({
      stepId: step.definition.id,
      title: step.definition.title,
      rows: step.fields.map(({ bound, value }) => ({
        label: bound.field.label,
        value: value === '' ? '' : bound.display(value, facts),
      })),
    }));

/** The ids of the attachments that walked file fields point to. */
export const attachmentIdsOf = (of: Journey): readonly string[] =>
  of.steps.flatMap((step) =>
    step.fields.filter((f) => f.bound.field.kind === 'file' && f.value !== '').map((f) => f.value),
  );

/** The codici fiscali of the people on whose behalf the practice is (ente.md, "on behalf"). */
export const beneficiariesOf = (of: Journey): readonly string[] =>
  of.steps.flatMap((step) =>
    step.fields
      .filter(({ bound, error }) => bound.field.kind === 'codice_fiscale' && bound.field.beneficiary && error === null)
      .map((field) => field.value)
      .filter((value) => value !== ''),
  );
