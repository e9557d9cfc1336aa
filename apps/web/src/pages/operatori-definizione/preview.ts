import {
  type ApplicantFact,
  type CompiledService,
  type JourneyStep,
  practiceFileLimits,
  type ServiceDefinition,
  SHEET_PARTS,
} from '@stanza/core';
import { applicantLabels } from '@stanza/services';
import type { FieldFacts } from '../../step-form/field-facts.ts';
import { formView } from '../../step-form/form-view.ts';
import { dueInWords } from '../../texts/amount.it.ts';
import { conditionInWords, type FieldsById } from '../../texts/condition.it.ts';
import { sheetTitles } from '../../texts/service-sheet.it.ts';
import { notice } from '../../ui/components.ts';
import type { FieldView } from '../../ui/fields.ts';
import { texts } from './texts.it.ts';
import { changeTexts } from './view-model.ts';

type Step = ServiceDefinition['steps'][number];
type CompiledStep = CompiledService['steps'][number];

/** Of the citizen in a preview only what the data are called is known. */
const FACTS: ReadonlyMap<ApplicantFact, string> = new Map(
  Object.entries(applicantLabels).flatMap(([fact, label]) => (isFact(fact) ? [[fact, label] as const] : [])),
);
function isFact(fact: string): fact is ApplicantFact {
  return fact in applicantLabels;
}

/** A step as if every condition held and nothing were answered; a block that is repeated has one row. */
const shownStep = ({ definition, entries }: CompiledStep): JourneyStep => {
  const bounds = entries.flatMap((entry) => (entry.kind === 'fields' ? entry.fields : (entry.rows.at[0] ?? [])));
  const once = new Map(bounds.toReversed().map((bound) => [bound.field.id, bound]));
  return {
    definition,
    status: 'todo',
    open: true,
    // Of two boxes of which a citizen ever sees one (the postal code, here and abroad) the first.
    fields: bounds
      .filter((bound) => once.get(bound.field.id) === bound)
      .map((bound) => ({ bound, value: '', required: bound.field.required, error: null })),
    rows: entries.flatMap((entry) =>
      entry.kind === 'rows' ? [{ hint: undefined, ...entry.rows.rows, count: 1 }] : [],
    ),
    broken: [],
    due: null,
  };
};

const entriesOf = (compiled: CompiledStep, fields: FieldsById, facts: FieldFacts) => {
  const step = shownStep(compiled);
  const { definition } = step;
  if (definition.kind !== 'form') return [];
  return definition.fields.map((field) => ({
    conditions: [
      ...(field.when === undefined ? [] : [texts.soloSe(conditionInWords(field.when, fields))]),
      ...(field.requiredWhen === undefined ? [] : [texts.obbligatorioSe(conditionInWords(field.requiredWhen, fields))]),
    ],
    fields: formView(
      { ...step, definition: { ...definition, fields: [field] } },
      { ...facts, typed: {}, sentence: () => undefined },
    ),
  }));
};

const consentOf = (step: Step): FieldView | null => {
  if (step.kind !== 'instructions' && step.kind !== 'applicant') return null;
  const label = step.kind === 'instructions' ? step.consent : texts.richiedenteConferma;
  const { id } = step;
  return { partial: 'field-checkbox', id, name: id, value: 'si', label, required: true, checked: false };
};

const paragraphsOf = (step: Step, fields: FieldsById): readonly string[] => {
  if (step.kind === 'instructions') return step.text;
  if (step.kind === 'applicant') return [texts.richiedente];
  if (step.kind === 'payment') return [texts.pagamento, ...step.items.map((item) => dueInWords(item, fields))];
  return step.kind === 'summary' ? [texts.riepilogo] : [];
};

const fieldsById = ({ steps }: ServiceDefinition): FieldsById =>
  new Map(
    steps.flatMap((step) => (step.kind === 'form' ? step.fields.map((field) => [field.id, field] as const) : [])),
  );

export interface Preview {
  /** Path of the ente. */
  readonly base: string;
  readonly action: string;
  /** `YYYY-MM-DD` in Italy */
  readonly today: string;
  readonly compiled: CompiledService;
  /** In use; null for a new service. */
  readonly before: ServiceDefinition | null;
  readonly text: string;
}

const serviceRows = ({ slug, area, description, introduction, office, responsible, ...rest }: ServiceDefinition) => [
  { term: texts.voci.indirizzo, value: slug },
  { term: texts.voci.area, value: area },
  { term: texts.voci.descrizione, value: description },
  { term: texts.voci.introduzione, value: introduction.join('\n\n') },
  { term: texts.voci.ufficio, value: office },
  { term: texts.voci.responsabile, value: responsible },
  { term: texts.voci.termine, value: texts.giorni(rest.deadlineDays) },
  { term: texts.voci.bozze, value: texts.bozze[rest.drafts] },
];

/** A definition as citizens will see it, step by step, with what is shown only sometimes; nothing of it can be sent. */
export const previewView = ({ base, action, today, compiled, before, text }: Preview) => {
  const { definition } = compiled;
  const fields = fieldsById(definition);
  const fileLimits = practiceFileLimits(null);
  const facts: FieldFacts = { base, filesHref: '', files: [], reusable: [], fileLimits, applicant: FACTS, today };
  const changes = changeTexts(before, definition);
  const isSame = before !== null && changes.length === 0;
  return {
    heading: {
      title: texts.anteprima(definition.name),
      lead: isSame ? undefined : texts.anteprimaIntroduzione((before?.revision ?? 0) + 1),
    },
    same: isSame ? notice('info', { text: texts.uguale }) : null,
    action,
    revision: before?.revision ?? '',
    text,
    changes,
    service: { title: '', editHref: null, rows: serviceRows(definition) },
    sheet: SHEET_PARTS.map((part) => ({ title: sheetTitles[part], paragraphs: definition.sheet[part] })),
    steps: compiled.steps.map((step, index) => {
      const { definition: of } = step;
      return {
        title: texts.passo(index + 1, of.title),
        condition: 'when' in of && of.when !== undefined ? texts.soloSe(conditionInWords(of.when, fields)) : null,
        guide: of.guide,
        paragraphs: paragraphsOf(of, fields),
        consent: consentOf(of),
        entries: entriesOf(step, fields, facts),
        rules: of.kind === 'form' ? of.rules.map(({ message }) => message) : [],
      };
    }),
  };
};
