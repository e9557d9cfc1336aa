import { type Due, dueOf, isCovered, NOTHING_ASKED, type PaymentFacts } from '../payment/due.ts';
import { isBornOn } from '../person/codice-fiscale.ts';
import { type FieldError, type FieldErrorCode, fieldErrorCode } from '../shared/field-error.ts';
import { type Condition, fieldsOf, holds } from './condition.ts';
import type { ServiceDefinition, StepDefinition } from './definition.ts';
import { countryIdOf } from './field-kinds/address.ts';
import type { DisplayFacts, ValidationFacts } from './field-kinds/field-kind.ts';
import { fileIds } from './field-kinds/files.ts';
import {
  allFieldsOf,
  asksNothing,
  type BoundEntry,
  type BoundField,
  bindField,
  holdsFiles,
} from './field-kinds/index.ts';
import { brokenRules } from './rule.ts';

/**
 * What the citizen has answered: normalised strings by field id, and `true` by step id for the steps that are only
 * confirmed. A value may be wrong: it is kept as it was typed, and the journey says so.
 */
export type Answers = Readonly<Record<string, string | true>>;

interface CompiledStep {
  readonly definition: StepDefinition;
  readonly entries: readonly BoundEntry[];
  /** Every field that the step may have, all possible rows included. */
  readonly fields: readonly BoundField[];
}

/** A definition with its schemas built. Make it once for each revision. */
export interface CompiledService {
  readonly definition: ServiceDefinition;
  readonly steps: readonly CompiledStep[];
}

export const compileService = (definition: ServiceDefinition, facts: ValidationFacts): CompiledService => ({
  definition,
  steps: definition.steps.map((step) => {
    const entries = step.kind === 'form' ? step.fields.map((field) => bindField(field, facts)) : [];
    return { definition: step, entries, fields: entries.flatMap(allFieldsOf) };
  }),
});

export interface JourneyField {
  readonly bound: BoundField;
  /** As it was typed; empty when there is no answer. */
  readonly value: string;
  readonly required: boolean;
  readonly error: FieldErrorCode | null;
}

/** A block that is repeated: how often, and whether there may be more or fewer. */
export interface JourneyRows {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly rowLabel: string;
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

export interface JourneyStep {
  readonly definition: StepDefinition;
  /** Skipped: its condition does not hold. Done: walked, and everything in it is valid. */
  readonly status: 'done' | 'todo' | 'skipped';
  /** Whether its page may be opened: every walked step before it is done. */
  readonly open: boolean;
  /** The fields that exist now, in order. */
  readonly fields: readonly JourneyField[];
  /** The repeated blocks that exist now. */
  readonly rows: readonly JourneyRows[];
  /** Rules between fields that the answers break. */
  readonly broken: readonly FieldError[];
  /** Of a step of payment what is owed; null of the others, and as long as an answer that decides it is missing. */
  readonly due: Due | null;
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

type AnswerOf = (field: string) => string | undefined;

const missing = (kind: BoundField['field']['kind']): FieldErrorCode => {
  if (kind === 'file' || kind === 'files') return 'file_required';
  return kind === 'checkbox' ? 'must_accept' : 'required';
};

const checkField = (bound: BoundField, value: string, required: boolean): FieldErrorCode | null => {
  if (asksNothing(bound.field)) return null;
  if (value === '') return required ? missing(bound.field.kind) : null;
  const parsed = bound.schema.safeParse(value);
  return parsed.success ? null : fieldErrorCode(parsed.error.issues[0]?.message);
};

/** In a person's block, the codice fiscale and the day of birth must be of the same person. */
const disagrees = (bound: BoundField, value: string, answerOf: AnswerOf): boolean => {
  const [block, part] = bound.field.id.split('.');
  return part === 'data_nascita' && value !== '' && !isBornOn(answerOf(`${block}.codice_fiscale`) ?? '', value);
};

/** The fields of a step that exist with these answers, and the repeated blocks. */
const present = ({ entries }: CompiledStep, textOf: (field: string) => string) => {
  const fields: BoundField[] = [];
  const rows: JourneyRows[] = [];
  for (const entry of entries) {
    if (entry.kind === 'fields') fields.push(...entry.fields);
    else {
      const { id, label, hint, rowLabel, min, max } = entry.rows.rows;
      const count = entry.rows.count(textOf(id));
      rows.push({ id, label, hint, rowLabel, count, min, max });
      fields.push(...entry.rows.at.slice(0, count).flat());
    }
  }
  return { fields, rows };
};

/** The condition on a repeated block. */
const conditionOf = ({ entries }: CompiledStep, block: string): Condition | undefined => {
  for (const entry of entries) if (entry.kind === 'rows' && entry.rows.rows.id === block) return entry.rows.rows.when;
  return undefined;
};

const NOTHING_IN_IT = { fields: [], rows: [], broken: [], due: null } as const;

/** The step of payment: done when everything that is owed has come in, and not walked when nothing is. */
const walkPayment = (
  definition: Extract<StepDefinition, { readonly kind: 'payment' }>,
  payment: PaymentFacts,
  answerOf: AnswerOf,
): Omit<JourneyStep, 'open'> => {
  const due = dueOf(definition.items, payment, answerOf);
  if (due?.total === 0) return { definition, status: 'skipped', ...NOTHING_IN_IT };
  const status = due !== null && isCovered(due, payment) ? 'done' : 'todo';
  return { definition, status, ...NOTHING_IN_IT, due };
};

/** One step with these answers; what it answers counts for the conditions of what follows. */
const walk = (
  compiled: CompiledStep,
  answers: Answers,
  walked: Map<string, string>,
  payment: PaymentFacts,
): Omit<JourneyStep, 'open'> => {
  const { definition } = compiled;
  const answerOf: AnswerOf = (field) => walked.get(field);
  const textOf = (field: string): string => {
    const answer = answers[field];
    return typeof answer === 'string' ? answer : '';
  };
  const skipped = { definition, status: 'skipped', ...NOTHING_IN_IT } as const;
  if ('when' in definition && definition.when !== undefined && !holds(definition.when, answerOf)) return skipped;
  if (definition.kind === 'payment')
    return payment.choice === null ? skipped : walkPayment(definition, payment, answerOf);
  const { fields: bounds, rows } = present(compiled, textOf);
  const fields: JourneyField[] = [];
  for (const bound of bounds) {
    const { id, when, required: always, requiredWhen } = bound.field;
    if (when !== undefined && !holds(when, answerOf)) continue;
    const value = textOf(id);
    const required = requiredWhen === undefined ? always : holds(requiredWhen, answerOf);
    walked.set(id, value);
    const error =
      checkField(bound, value, required) ?? (disagrees(bound, value, answerOf) ? 'birth_date_mismatch' : null);
    fields.push({ bound, value, required, error });
  }
  const valid = new Map(fields.map(({ bound, value, error }) => [bound.field.id, error === null ? value : '']));
  const shownRows = rows.filter(({ id }) => {
    const when = conditionOf(compiled, id);
    return when === undefined || holds(when, answerOf);
  });
  const rules = definition.kind === 'form' ? definition.rules : [];
  const broken = brokenRules(rules, (field) => valid.get(field) ?? '');
  const confirmed = definition.kind === 'form' || answers[definition.id] === true;
  const right = broken.length === 0 && fields.every((field) => field.error === null);
  const done = definition.kind !== 'summary' && confirmed && right;
  return { definition, status: done ? 'done' : 'todo', fields, rows: shownRows, broken, due: null };
};

/**
 * Computes the journey. Pure, and cheap enough for each request.
 * @param payment of a draft whose ente asks for payment; else no step of payment is walked
 */
export const journey = (service: CompiledService, answers: Answers, payment = NOTHING_ASKED): Journey => {
  // Only what is walked counts for conditions: an answer left in a branch no longer taken must not open another one.
  const walked = new Map<string, string>();
  let open = true;
  const steps = service.steps.map((compiled): JourneyStep => {
    const step = walk(compiled, answers, walked, payment);
    if (step.status === 'skipped') return { ...step, open: false };
    const opened = open;
    open = open && step.status === 'done';
    return { ...step, open: opened };
  });
  const next = steps.find((step) => step.status === 'todo');
  if (next === undefined) throw new Error(`The definition ${service.definition.slug} has no summary step`);
  return { steps, next, complete: next.definition.kind === 'summary' };
};

/** The errors of one step, in the order of its fields. A step that is only confirmed has one, on its own id. */
export const stepErrors = (step: JourneyStep): readonly FieldError[] => {
  if (step.definition.kind === 'summary') return [];
  if (step.definition.kind === 'payment') {
    return step.status === 'todo' ? [{ field: step.definition.id, code: 'not_paid_yet' }] : [];
  }
  if (step.definition.kind !== 'form') {
    return step.status === 'todo' ? [{ field: step.definition.id, code: 'must_accept' }] : [];
  }
  return step.fields.flatMap(({ bound, error }): readonly FieldError[] => {
    const { id } = bound.field;
    return error === null ? step.broken.filter(({ field }) => field === id) : [{ field: id, code: error }];
  });
};

/** Ids of the fields of a step on whose answers other fields of the same step depend: changing one changes the form. */
export const controlsOf = ({ definition }: JourneyStep): readonly string[] => {
  if (definition.kind !== 'form') return [];
  const conditions = definition.fields.flatMap(({ when, requiredWhen }) => [when ?? [], requiredWhen ?? []].flat());
  const own = new Set(definition.fields.map(({ id }) => id));
  const countries = definition.fields.flatMap((field) => (field.kind === 'address' ? (countryIdOf(field) ?? []) : []));
  return [...new Set([...conditions.flatMap(fieldsOf).filter((id) => own.has(id)), ...countries])];
};

export interface SummarySection {
  readonly stepId: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
}

/** "Componente 1 – Nome" for a field of a block. */
const labelOf = ({ field, group }: BoundField): string =>
  group === null ? field.label : `${group.label} – ${field.label}`;

/** What the citizen has answered, step by step, as a person reads it: for the summary page and the PDF. */
export const summarise = (of: Journey, facts: DisplayFacts): readonly SummarySection[] =>
  of.steps
    .filter((step) => step.definition.kind === 'form' && step.status !== 'skipped')
    .map((step) => ({
      stepId: step.definition.id,
      title: step.definition.title,
      rows: step.fields
        .filter(({ bound, value }) => bound.field.kind !== 'info' && !(bound.shownOnlyAnswered && value === ''))
        .map(({ bound, value }) => ({
          label: labelOf(bound),
          value: value === '' && !asksNothing(bound.field) ? '' : bound.display(value, facts),
        })),
    }));

/** The ids of the attachments that walked fields point to. */
export const attachmentIdsOf = (of: Journey): readonly string[] =>
  of.steps.flatMap((step) =>
    step.fields.filter(({ bound }) => holdsFiles(bound.field)).flatMap(({ value }) => fileIds(value)),
  );

/** The codici fiscali of the people on whose behalf the practice is (ente.md, "on behalf"). */
export const beneficiariesOf = (of: Journey): readonly string[] =>
  of.steps.flatMap((step) =>
    step.fields
      .filter(({ bound, error }) => bound.field.kind === 'codice_fiscale' && bound.field.beneficiary && error === null)
      .map((field) => field.value)
      .filter((value) => value !== ''),
  );
